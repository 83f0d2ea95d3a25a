"""R-48  Consultation: nothing is broken, advice is wanted; no equipment is asked for and no diagnosis is timed."""

import pytest

from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.post import Post


@pytest.mark.parametrize(
    ("priority", "reaction", "answer"),
    [("4", "1 раб. день", "15 раб. дней"), ("3", "4 ч", "7 раб. дней"), ("2", "1 ч", "3 раб. дня")],
)
def test_no_equipment_is_needed_and_only_reaction_and_answer_are_timed(
    cast: Cast, look: Look, priority: str, reaction: str, answer: str
) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", subject="VLAN", description="Как объединить?", category="consultation", priority=priority
    )
    assert page.state == "Зарегистрировано"
    assert page.fact("Категория") == "Консультация"
    assert f"Реагирование срок {reaction}" in page.text
    assert f"Решение срок {answer}" in page.text
    assert "Диагностирование срок" not in page.text
    assert "Временное решение срок" not in page.text


def test_a_letter_of_priority_four_is_one(cast: Cast, post: Post) -> None:
    case = post.send("Логин: ivanov\nПриоритет: 4\n\nКак объединить VLAN?").case
    assert case and (case.category.code, case.status) == ("consultation", "registered")
    assert "Категория: Консультация" in post.last(cast.ivanov).text


def test_what_turns_out_broken_becomes_an_incident(cast: Cast, look: Look, post: Post) -> None:
    case = post.send("Логин: ivanov\nПриоритет: 4\nS/N: FOC2147X0AB\n\nПочему мигает?").case
    assert case
    form = look(cast.duty, f"/desk/cases/{case.number}/steps/category/")
    form.press("Сменить категорию", category="incident")
    assert look(cast.ivanov, f"/cases/{case.number}/").fact("Категория") == "Инцидент"
