"""R-46  Incident: something is broken or works wrong; every term runs, and the equipment matters."""

from tests.cast import Cast
from tests.regulation.conftest import Look

TERMS = ("Регистрация срок", "Реагирование срок", "Диагностирование срок", "Временное решение срок", "Решение срок")


def test_every_term_of_the_contract_runs(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать",
        subject="Стек", description="Упал.", category="incident", item=str(cast.item.pk), priority="2",
    )  # fmt: skip
    assert page.fact("Категория") == "Инцидент"
    assert all(words in page.text for words in TERMS)


def test_without_its_equipment_it_is_checked_first(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", subject="Стек", description="Упал.", category="incident", priority="3"
    )
    assert page.state == "Проверка договора"


def test_the_form_says_that_repair_and_replacement_belong_to_it(cast: Cast, look: Look) -> None:
    label = next(words for words in look(cast.ivanov, "/cases/new/").labels("category") if words.startswith("Инцидент"))
    assert "в том числе с ремонтом или заменой" in label
