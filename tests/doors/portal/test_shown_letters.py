"""The customer's own letters in a case: the whole text folded, the letter in its own shape; never somebody else's."""

import html
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from reglament.cases import reference
from reglament.intake.models import Receipt
from reglament.people.models import Account
from tests.cast import NOON, Cast
from tests.doors.letters_written import SUPPORT, received

Browse = Callable[[Account], Client]


@pytest.fixture
def joined(cast: Cast) -> Receipt:
    row = received(at=NOON)
    assert row.case and row.entry
    return row


def address(row: Receipt) -> str:
    assert row.case and row.entry
    return reverse("portal:letter", args=(row.case.number, row.entry.pk))


def page_of(client: Client, row: Receipt) -> str:
    assert row.case
    return client.get(reverse("portal:case", args=(row.case.number,))).content.decode()


@pytest.mark.parametrize("who", ["ivanov", "orlova"])
def test_a_customer_sees_the_own_letter(cast: Cast, browse: Browse, joined: Receipt, who: str) -> None:
    client = browse(getattr(cast, who))
    page = page_of(client, joined)
    assert f'href="{address(joined)}"' in page
    shown = client.get(address(joined))
    assert "img-src 'self' data:" in shown["Content-Security-Policy"]
    found = re.search(r'srcdoc="([^"]*)"', shown.content.decode())
    assert found
    letter = html.unescape(found[1])
    assert "Стек <b>перезагружается</b>" in letter
    assert "alert(1)" not in letter
    assert ".eml" not in shown.content.decode()


@pytest.mark.parametrize("who", ["petrov", "stranger"])
def test_nobody_else_does(cast: Cast, browse: Browse, joined: Receipt, who: str) -> None:
    assert browse(getattr(cast, who)).get(address(joined)).status_code == 404


def test_a_letter_that_staff_passed_on_is_not_the_customers(cast: Cast, browse: Browse) -> None:
    row = received(at=NOON, sender="duty@vector.example", html="", text=(
        "Логин: ivanov\nПриоритет: 3\n\nСтек перезагружается.\n\nС уважением,\nДежурный\n\n"
        "12.11.2026 10:00, Head пишет:\n> Этому заказчику пока не отвечайте."
    ))  # fmt: skip
    assert row.case and row.entry
    client = browse(cast.orlova)
    page = page_of(client, row)
    assert "Стек перезагружается." in page
    assert "не отвечайте" not in page
    assert "Показать как письмо" not in page
    assert client.get(address(row)).status_code == 404


def test_what_staff_answered_by_letter_hides_what_it_quotes(cast: Cast, browse: Browse) -> None:
    case = cast.case_in_work()
    tag = reference.address_tag(case, cast.engineer)
    text = "#ответ\nЗаменим блок.\n\n12.11.2026 10:00, Lead пишет:\n> Денег на это нет."
    row = received(at=NOON, sender="engineer@vector.example", to=SUPPORT.replace("@", f"+{tag}@"), html="", text=text)
    assert row.entry and row.entry.kind == "public"
    page = page_of(browse(cast.orlova), row)
    assert "Заменим блок." in page
    assert "Денег на это нет" not in page
    assert browse(cast.orlova).get(address(row)).status_code == 404


def test_a_case_without_letters_asks_nothing_more(
    cast: Cast, browse: Browse, joined: Receipt, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = browse(cast.orlova)
    page_of(client, joined)
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        page_of(client, joined)
