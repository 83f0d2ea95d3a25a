"""R-52  A subject is always there, and it is short."""

import pytest

from reglament.cases.course import triage
from reglament.cases.models import Case
from reglament.clauses import Refused
from reglament.people.house import change_value
from tests.cast import Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import NUMBERS, Post

TEXT = f"Логин: ivanov\nПриоритет: 2\n{NUMBERS}\n"


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("", "Напишите тему в нескольких словах."),
        ("   ", "Напишите тему в нескольких словах."),
        ("я" * 201, "Тема длиннее 200 знаков."),
    ],
)
def test_the_form_does_not_go_without_one(cast: Cast, look: Look, subject: str, words: str) -> None:
    page = look(cast.ivanov, "/cases/new/").press("Зарегистрировать", subject=subject, description="Упал.")
    assert page.status == 422
    assert words in page.text
    assert not Case.objects.exists()


def test_exactly_two_hundred_characters_pass(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press("Зарегистрировать", subject="я" * 200, description="Упал.")
    assert page.status == 200
    assert Case.objects.get().subject == "я" * 200


@pytest.mark.parametrize("subject", ["", "   ", "Re:", "Fwd: "])
def test_a_letter_without_one_takes_the_beginning_of_its_text(cast: Cast, post: Post, look: Look, subject: str) -> None:
    text = "Стек склада перезагружается каждые десять минут, журнал пуст, питание в норме, соседний стек работает."
    case = post.send(TEXT + text, subject=subject).case
    assert case and case.subject == text[:80].strip()
    assert "Ivanov" in look(cast.duty, f"/desk/triage/{case.number}/").text


@pytest.mark.parametrize("prefix", ["Re: ", "Fwd: ", "RE: Fwd: ", "Ответ: ", "Пересл: "])
def test_marks_of_replies_do_not_belong_to_it(cast: Cast, post: Post, prefix: str) -> None:
    case = post.send(TEXT + "Упал.", subject=f"{prefix}Нет связи").case
    assert case and case.subject == "Нет связи"


def test_a_missing_one_is_asked_for(cast: Cast, post: Post, look: Look) -> None:
    case = post.send(TEXT + "Стек упал.", subject="").case
    assert case
    assert "В обращении не хватает:" in post.last(cast.ivanov).text
    assert "Тема или описание не заполнены." in look(cast.duty, f"/desk/triage/{case.number}/").text


def test_nobody_can_take_it_away(cast: Cast, watch: Watch) -> None:
    with pytest.raises(Refused, match="Напишите тему: она не может быть пустой"):
        triage.rename(cast.case(), "  ", by=cast.duty, at=watch.move(minutes=5))


def test_a_new_one_is_as_short_as_the_first(cast: Cast, watch: Watch) -> None:
    case = cast.case()
    with pytest.raises(Refused, match="Тема длиннее 200 знаков"):
        triage.rename(case, "я" * 201, by=cast.duty, at=watch.move(minutes=5))
    assert triage.rename(case, "я" * 200, by=cast.duty, at=watch.move(minutes=5)).subject == "я" * 200


def test_the_house_may_choose_it_shorter_but_not_longer(cast: Cast, watch: Watch) -> None:
    with pytest.raises(Refused, match="не больше 200"):
        change_value("subject.length", 201, by=cast.admin, at=watch.move(minutes=5))
    change_value("subject.length", 60, by=cast.admin, at=watch.move(minutes=5))
    with pytest.raises(Refused, match="Тема длиннее 60 знаков"):
        triage.rename(cast.case(), "я" * 61, by=cast.duty, at=watch.move(minutes=5))


@pytest.mark.parametrize("line", [f"P/N: {'я' * 90}", f"S/N: {'ﷺ' * 60}", f"P/N: {'ß' * 60}"])
def test_a_letter_with_letters_that_grow_becomes_a_case(cast: Cast, post: Post, line: str) -> None:
    case = post.send(f"Логин: ivanov\n{line}\n\nУпал.", subject="ﷺ" * 150).case
    assert case
    assert Case.objects.filter(subject_folded__startswith="صلى").get() == case
    assert max(map(len, (case.pn, case.pn_folded, case.sn, case.sn_folded))) <= 60
