"""R-57  Without a description nothing can be done: what is wrong, what one wants to know, which version is needed."""

import pytest

from reglament.cases.models import Case
from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.post import NUMBERS, Post


@pytest.mark.parametrize("description", ["", "  \n "])
def test_the_form_does_not_go_without_one(cast: Cast, look: Look, description: str) -> None:
    page = look(cast.ivanov, "/cases/new/").press("Зарегистрировать", subject="Стек", description=description)
    assert page.status == 422
    assert "Опишите, что происходит: инженер начнёт с этого." in page.text
    assert not Case.objects.exists()


def test_nor_does_that_of_the_operator(cast: Cast, look: Look) -> None:
    form = look(cast.operator, f"/desk/cases/new/?contract={cast.contract.pk}")
    page = form.press("Зарегистрировать", subject="Стек", description=" ", category="incident")
    assert page.status == 422
    assert not Case.objects.exists()


def test_a_letter_of_fields_alone_is_registered_and_the_rest_is_asked_for(cast: Cast, look: Look, post: Post) -> None:
    case = post.send(f"Логин: ivanov\nПриоритет: 2\n{NUMBERS}").case
    assert case and case.status == "registered"
    letter = post.last(cast.ivanov).text
    assert "В обращении не хватает:" in letter
    assert "Напишите это в ответе на письмо: так мы быстрее начнём работу." in letter
    page = look(cast.duty, f"/desk/triage/{case.number}/")
    assert "Тема или описание не заполнены." in page.text
    assert any(label.startswith("Спросить заказчика") for label in page.buttons())


def test_whole_and_complete_it_is_asked_for_nothing(cast: Cast, post: Post) -> None:
    post.send(f"Логин: ivanov\nПриоритет: 2\n{NUMBERS}\nУпал стык.")
    assert "В обращении не хватает:" not in post.last(cast.ivanov).text


def test_it_is_shown_as_written_line_by_line_and_never_as_markup(cast: Cast, look: Look) -> None:
    text = "Первая строка.\nВторая <b>строка</b>.\n\nshow log | include <Error>"
    page = look(cast.ivanov, "/cases/new/").press("Зарегистрировать", subject="Стек", description=text)
    assert "Вторая <b>строка</b>." in page.history
    assert "show log | include <Error>" in page.history


def test_the_longest_that_fits_is_said(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press("Зарегистрировать", subject="Стек", description="я" * 50_001)
    assert page.status == 422
    assert "Помещается не больше 50000 знаков. Длинный текст приложите файлом." in page.text.replace("50 000", "50000")
