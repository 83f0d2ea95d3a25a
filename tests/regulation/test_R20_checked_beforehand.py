"""R-20  What was chosen in the portal is checked against the contract already: nobody checks it by hand again."""

import pytest

from reglament.contracts.models import CoveredItem
from tests.cast import NOON, Cast
from tests.regulation.conftest import Look
from tests.regulation.post import Post


def test_a_chosen_item_needs_no_person_to_be_registered(cast: Cast, look: Look, post: Post) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", subject="Стек", description="Упал.", item=str(cast.item.pk), priority="3"
    )
    assert page.state == "Зарегистрировано"
    assert "12:00 Зарегистрировано" in page.history
    assert "Проверка договора" not in page.text
    assert post.kinds(cast.ivanov) == ["registered"]


@pytest.mark.parametrize(("pn", "sn"), [("", ""), ("C9300-48P-A", "нет такого"), ("C9200", "FOC2147X0AB")])
def test_the_same_request_without_the_right_numbers_waits_for_one(
    cast: Cast, look: Look, post: Post, pn: str, sn: str
) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", subject="Стек", description="Упал.", item="missing", pn=pn, sn=sn, priority="3"
    )
    assert page.state == "Проверка договора"
    assert post.kinds(cast.ivanov) == ["check_item"]


def test_an_item_that_left_the_contract_while_the_form_was_open_is_not_taken(cast: Cast, look: Look) -> None:
    form = look(cast.ivanov, "/cases/new/")
    CoveredItem.objects.filter(item=cast.item).update(cover_until=NOON.date())
    page = form.press("Зарегистрировать", subject="Стек", description="Упал.", item=str(cast.item.pk))
    assert page.status == 422
    assert "Такой позиции в договоре нет." in page.text
