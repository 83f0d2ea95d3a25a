"""R-49  Work that the support contract does not cover has no term of solution: it is offered for money."""

from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.post import Post


def test_only_registration_and_reaction_are_timed(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", subject="Перенос", description="Перенести стойку.", category="commercial", priority="4"
    )
    assert page.state == "Зарегистрировано"
    assert page.fact("Категория") == "Запрос на коммерческие работы"
    assert "Реагирование срок 1 раб. день" in page.text
    assert "Решение срок" not in page.text
    assert "Диагностирование срок" not in page.text


def test_the_form_says_what_it_is(cast: Cast, look: Look) -> None:
    labels = look(cast.ivanov, "/cases/new/").labels("category")
    label = next(words for words in labels if words.startswith("Запрос на коммерческие работы"))
    assert "Работы за рамками договора поддержки; подготовим коммерческое предложение" in label


def test_the_letter_promises_no_solution(cast: Cast, post: Post) -> None:
    post.send("Логин: ivanov\nПриоритет: 4\nКатегория: Запрос на коммерческие работы\n\nПеренести стойку.")
    letter = post.last(cast.ivanov).text
    assert "Категория: Запрос на коммерческие работы" in letter
    assert "Реагирование: до" in letter
    assert "Решение: до" not in letter
