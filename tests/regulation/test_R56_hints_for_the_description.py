"""R-56  The form says what to write about, so that the engineer need not ask again."""

import pytest

from reglament.contracts.models import Category
from tests.cast import Cast
from tests.regulation.conftest import Look


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("incident", "Что видно (симптомы, тексты ошибок, индикация):"),
        ("warranty", "Как проявляется неисправность:"),
        ("consultation", "Что хотите узнать или сделать:"),
        ("commercial", "Какие работы нужны:"),
    ],
)
def test_each_category_has_hints_of_its_own(cast: Cast, look: Look, code: str, first: str) -> None:
    look(cast.ivanov, "/cases/new/").press("Сохранить черновик", category=code, subject="Тема")
    part = look(cast.ivanov, "/cases/new/").part("5. Что случилось")
    assert first in part
    template = Category.objects.get(code=code).template_ru
    assert all(line in part for line in template.strip().splitlines())


def test_they_are_data(cast: Cast, look: Look) -> None:
    Category.objects.filter(code="consultation").update(template_ru="Какой у Вас вопрос:")
    assert "Какой у Вас вопрос:" in look(cast.ivanov, "/cases/new/").part("5. Что случилось")


def test_they_are_hints_and_not_part_of_what_is_sent(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/")
    assert page.value("description") == ""
    done = page.press("Зарегистрировать", subject="Вопрос", description="Как обновить?")
    assert "Что хотите узнать" not in done.history
