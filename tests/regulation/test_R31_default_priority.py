"""R-31  A letter without a priority, or with one nobody can read, begins with priority 4 (Низкий)."""

import pytest

from reglament.cases.models import Case
from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.post import GOOD, Post

SAID = "Приоритет в обращении не указан или указан не так, как нужно, поэтому установлен приоритет 4 (Низкий)."
HOW = "Чтобы изменить его, ответьте на это письмо: назовите нужный приоритет, цифру от 1 до 4, и причину."


@pytest.mark.parametrize(
    "line",
    [
        "", "Приоритет:", "Приоритет: срочно", "Приоритет: 0", "Приоритет: 5", "Приоритет: P5", "Приоритет: 1-2",
        "Приоритет: 2 (низкий)", "Приоритет: 1 (низкий)", "Приоритет: 1\nПриоритет: 3", "Приоритет: 22",
        "Приоритет: самый высокий",
    ],
)  # fmt: skip
def test_the_case_gets_four_and_the_letter_says_why_and_how_to_raise_it(cast: Cast, post: Post, line: str) -> None:
    case = post.send(f"Логин: ivanov\n{line}\nP/N: C9300-48P-A\nS/N: FOC2147X0AB\n\nСтек упал.").case
    assert case and (case.priority, case.priority_source) == (4, "default")
    letter = post.last(cast.ivanov).text
    assert SAID in letter
    assert HOW in letter


def test_a_priority_that_was_given_is_not_explained(cast: Cast, post: Post) -> None:
    post.send(GOOD)
    assert "поэтому установлен приоритет" not in post.last(cast.ivanov).text


def test_the_same_priority_twice_is_no_contradiction(cast: Cast, post: Post) -> None:
    case = post.send("Логин: ivanov\nПриоритет: 2\nПриоритет: высокий\n\nСтек упал.").case
    assert case and case.priority == 2


def test_the_portal_does_the_same_when_nothing_is_chosen(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press("Зарегистрировать", subject="Вопрос", description="Как обновить?")
    assert "Приоритет 4, Низкий" in page.text
    assert Case.objects.get().priority_source == "default"


def test_the_duty_engineer_sees_that_it_is_a_default(cast: Cast, look: Look, post: Post) -> None:
    case = post.send("Логин: ivanov\nПриоритет: срочно\n\nСтек упал.").case
    assert case
    page = look(cast.duty, f"/desk/triage/{case.number}/").text
    assert "4 Низкий, установлен по умолчанию: не был указан" in page
