"""A letter in its own shape, and its bytes as they came: who gets them, and what can happen to the reader."""

import html
import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from reglament.files import storing
from reglament.intake.models import Receipt
from reglament.people.models import Account
from tests.cast import NOON, Cast
from tests.doors.desk.conftest import read
from tests.doors.letters_written import received

Browse = Callable[[Account], Client]
READS_THE_CASE = {
    "operator": True, "duty": True, "engineer": True, "lead": True, "head": True, "manager": True, "manager2": False,
    "account_manager": True, "director": True, "admin": False, "logistics": False,
}  # fmt: skip


@pytest.fixture
def joined(cast: Cast) -> Receipt:
    """A letter that became a case."""
    row = received(at=NOON)
    assert row.case and row.entry
    return row


@pytest.fixture
def rejected(cast: Cast) -> Receipt:
    row = received(at=NOON, text="Срочно! Приоритет: 1", html="<p>Срочно! <i>Приоритет: 1</i></p>")
    assert row.verdict == "reject"
    return row


def of_case(row: Receipt, page: str = "case_letter") -> str:
    assert row.case and row.entry
    return reverse(f"desk:{page}", args=(row.case.number, row.entry.pk))


def framed(response: HttpResponse) -> str:
    """The document inside the frame."""
    found = re.search(r'<iframe [^>]*sandbox="([^"]*)"[^>]* srcdoc="([^"]*)"', read(response))
    assert found
    assert "allow-scripts" not in found[1]
    assert "allow-same-origin" not in found[1]
    return html.unescape(found[2])


def test_a_letter_of_a_case_is_shown_as_it_was_written(cast: Cast, browse: Browse, joined: Receipt) -> None:
    client = browse(cast.engineer)
    assert joined.case
    page = read(client.get(reverse("desk:case", args=(joined.case.number,))))
    assert f'href="{of_case(joined)}"' in page
    assert "Показать как письмо" in page
    response = client.get(of_case(joined))
    letter = framed(response)
    assert "Стек <b>перезагружается</b> каждые десять минут." in letter
    assert '<img src="data:image/png;base64,' in letter
    assert "картинка из сети не загружена" in letter
    assert "[evil.example]" in letter
    assert "alert(1)" not in letter
    assert "track.example" not in letter
    assert "1 картинка из сети не загружена: по ней отправитель узнал бы, что письмо прочитано." in read(response)


def test_the_policy_lets_the_letter_show_its_own_pictures_alone(
    cast: Cast, browse: Browse, joined: Receipt, rejected: Receipt
) -> None:
    client = browse(cast.duty)
    for address in (of_case(joined), reverse("desk:receipt_shown", args=(rejected.pk,))):
        response = client.get(address)
        policy = response["Content-Security-Policy"]
        assert "img-src 'self' data:" in policy
        assert "unsafe" not in policy
        assert "script-src 'self';" in f"{policy};"
        assert response["X-Frame-Options"] == "DENY"
    assert "data:" not in client.get("/desk/queue/")["Content-Security-Policy"]


def test_a_rejected_letter_is_shown_too(cast: Cast, browse: Browse, rejected: Receipt) -> None:
    client = browse(cast.duty)
    shown = reverse("desk:receipt_shown", args=(rejected.pk,))
    for page in ("receipt", "triage_receipt"):
        assert f'href="{shown}"' in read(client.get(reverse(f"desk:{page}", args=(rejected.pk,))))
    assert "<i>Приоритет: 1</i>" in framed(client.get(shown))


def test_without_html_the_text_stands_there(cast: Cast, browse: Browse) -> None:
    row = received(at=NOON, text="Просто <b>текст</b>", html="")
    page = read(browse(cast.duty).get(reverse("desk:receipt_shown", args=(row.pk,))))
    assert "Просто &lt;b&gt;текст&lt;/b&gt;" in page
    assert "<iframe" not in page
    assert "вот его текст" in page


def test_hostile_html_gives_way_to_the_text(cast: Cast, browse: Browse) -> None:
    row = received(at=NOON, text="Что случилось", html="<div>" * 30_000 + "Что случилось")
    page = read(browse(cast.duty).get(reverse("desk:receipt_shown", args=(row.pk,))))
    assert "<iframe" not in page
    assert "Что случилось" in page


def test_of_a_very_large_letter_the_text_stands(cast: Cast, browse: Browse, joined: Receipt, monkeypatch) -> None:
    monkeypatch.setattr("reglament.intake.showing.MAX_RAW", 100)
    page = read(browse(cast.duty).get(of_case(joined)))
    assert "<iframe" not in page
    assert "каждые десять минут" in page


def test_a_letter_that_nobody_could_read_is_not_read_here(cast: Cast, browse: Browse, monkeypatch) -> None:
    row = received(at=NOON, text="Текст", html="")
    Receipt.objects.filter(pk=row.pk).update(verdict="quarantine", reason="unreadable", text="")
    monkeypatch.setattr("reglament.intake.mail.parse.parse", None)
    page = read(browse(cast.duty).get(reverse("desk:receipt_shown", args=(row.pk,))))
    assert "<iframe" not in page
    assert "Показать как письмо" not in page


@pytest.mark.parametrize(("who", "reads"), READS_THE_CASE.items())
def test_who_gets_a_letter_that_joined_a_case(
    cast: Cast, browse: Browse, joined: Receipt, who: str, reads: bool
) -> None:
    client = browse(getattr(cast, who))
    assert client.get(of_case(joined)).status_code == (200 if reads else 404)
    answer = client.get(of_case(joined, "case_letter_raw"))
    assert answer.status_code == (200 if reads else 404)
    if reads:
        assert b"".join(answer.streaming_content) == storing.read(joined.raw)
        assert re.fullmatch(r'attachment; filename="2026-11-17-\d{4}-\d+\.eml"', answer["Content-Disposition"])
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("who", ["orlova", "ivanov", "petrov", "stranger"])
def test_customers_get_no_raw_letter(cast: Cast, browse: Browse, joined: Receipt, who: str) -> None:
    client = browse(getattr(cast, who))
    for address in (
        of_case(joined),
        of_case(joined, "case_letter_raw"),
        reverse("desk:receipt_raw", args=(joined.pk,)),
    ):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("who", "reads"),
    [("duty", True), ("lead", True), ("head", True), ("admin", True), ("manager", False), ("operator", False),
     ("engineer", False), ("director", False), ("account_manager", False), ("logistics", False), ("orlova", False)],
)  # fmt: skip
def test_who_gets_a_rejected_letter(cast: Cast, browse: Browse, rejected: Receipt, who: str, reads: bool) -> None:
    client = browse(getattr(cast, who))
    for page in ("receipt_shown", "receipt_raw"):
        assert client.get(reverse(f"desk:{page}", args=(rejected.pk,))).status_code == (200 if reads else 404)


def test_a_message_that_came_by_no_letter_has_none(cast: Cast, browse: Browse, joined: Receipt) -> None:
    case = cast.case_in_work()
    assert joined.entry
    client = browse(cast.duty)
    for pk in (case.entries.earliest("id").pk, joined.entry.pk):
        assert client.get(reverse("desk:case_letter", args=(case.number, pk))).status_code == 404


def test_a_letter_costs_few_statements(
    cast: Cast, browse: Browse, joined: Receipt, statements: Callable[[Client, str], int]
) -> None:
    client = browse(cast.engineer)
    assert statements(client, of_case(joined)) <= 6
    assert statements(browse(cast.duty), reverse("desk:receipt_shown", args=(joined.pk,))) <= 6
