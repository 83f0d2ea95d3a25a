"""R-29  The customer says how much the trouble hinders work now, by definitions that stand beside the choice."""

import pytest

from reglament.cases.models import Case
from reglament.contracts.models import Priority
from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.post import Post


def test_each_choice_has_its_definition_example_and_terms(cast: Cast, look: Look) -> None:
    cards = look(cast.ivanov, "/cases/new/").labels("priority")
    assert len(cards) == 4
    for card, row, terms in zip(
        cards,
        Priority.objects.all(),
        (
            "Реагирование 30 мин Решение 24 ч",
            "Реагирование 1 ч Решение 3 раб. дня",
            "Реагирование 4 ч Решение 7 раб. дней",
            "Реагирование 1 раб. день Решение 15 раб. дней",
        ),
        strict=True,
    ):
        assert f"Приоритет {row.number}, {row.name_ru}" in card
        assert row.definition_ru in card
        assert row.example_ru in card
        assert terms in card


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_the_customers_choice_is_taken_as_it_is(cast: Cast, look: Look, number: int) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", subject="Стек", description="Упал.", item=str(cast.item.pk), priority=str(number)
    )
    name = Priority.objects.get(number=number).name_ru
    assert f"Приоритет {number}, {name}" in page.text
    assert Case.objects.get().priority_source == "customer"


def test_nothing_is_chosen_beforehand_and_the_form_says_what_then(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/")
    assert page.value("priority") == ""
    assert "Если не выбрать, будет установлен приоритет 4 (Низкий)." in page.text


def test_another_number_is_no_priority(cast: Cast, look: Look) -> None:
    form = look(cast.ivanov, "/cases/new/")
    page = form.press("Зарегистрировать", subject="Стек", description="Упал.", priority="5")
    assert page.status == 422
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1", 1), ("P2", 2), ("р3", 3), ("№ 4", 4), ("S1", 1), ("2 (Высокий)", 2), ("priority 3", 3),
        ("критический", 1), ("Критическая", 1), ("высокое", 2), ("medium", 3), ("normal", 3), ("НИЗКИЙ", 4),
    ],
)  # fmt: skip
def test_in_a_letter_it_is_read_in_words_and_digits(cast: Cast, post: Post, written: str, number: int) -> None:
    case = post.send(f"Логин: ivanov\nПриоритет: {written}\n\nУпал стык.").case
    assert case and (case.priority, case.priority_source) == (number, "customer")
