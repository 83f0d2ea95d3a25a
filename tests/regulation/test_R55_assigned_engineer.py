"""R-55  One engineer answers for every case in work, and the customer sees who it is."""

import pytest

from reglament.cases.course import assignment
from reglament.clauses import Refused
from tests.cast import Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import Post


def test_before_anybody_is_assigned_the_page_says_so(cast: Cast, look: Look) -> None:
    page = look(cast.orlova, f"/cases/{cast.case().number}/")
    assert page.fact("Инженер") == "не назначен"
    assert "Следующий шаг за нами: назначаем инженера" in page.text


def test_the_engineer_takes_the_case_and_the_customer_is_told(cast: Cast, look: Look, post: Post, watch: Watch) -> None:
    case = cast.case()
    watch.move(minutes=5)
    look(cast.engineer, f"/desk/cases/{case.number}/").press_starting("Взять в работу")
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert page.state == "В работе"
    assert page.fact("Инженер") == "Engineer Человекова"
    letter = post.last(cast.orlova).text
    assert f"Обращение {case.number} взято в работу." in letter
    assert "Инженер: Engineer Человекова" in letter


def test_taking_a_case_is_not_yet_a_reaction(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    watch.move(minutes=30)
    assert "осталось 30 мин до 13:00 МСК, сегодня" in look(cast.orlova, f"/cases/{case.number}/").text
    assert case.deadlines.get(clock="REACT").outcome == "running"


def test_the_first_words_of_the_assigned_engineer_take_it_too(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case()
    assignment.assign(case, by=cast.duty, at=watch.move(minutes=5), team=cast.team, assignee=cast.engineer)
    look(cast.engineer, f"/desk/cases/{case.number}/").press("Отправить", text="Смотрю журналы.")
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert page.state == "В работе"
    assert "выполнено за 5 мин" in page.text


def test_who_does_not_work_on_cases_cannot_be_assigned(cast: Cast, watch: Watch) -> None:
    with pytest.raises(Refused, match="не ведёт обращения"):
        assignment.assign(cast.case(), by=cast.duty, at=watch.move(minutes=5), team=None, assignee=cast.logistics)


def test_of_two_who_take_it_at_once_one_is_told_that_he_was_late(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case()
    watch.move(minutes=5)
    first = look(cast.engineer, f"/desk/cases/{case.number}/")
    second = look(cast.engineer2, f"/desk/cases/{case.number}/")
    first.press_starting("Взять в работу")
    late = second.press_starting("Взять в работу")
    assert late.status == 409
    assert look(cast.orlova, f"/cases/{case.number}/").fact("Инженер") == "Engineer Человекова"


def test_no_private_telephone_of_the_engineer_is_shown(cast: Cast, look: Look, post: Post) -> None:
    cast.engineer.phone_mobile = "+7 900 000-00-77"
    cast.engineer.save()
    case = cast.case_in_work()
    assert "+7 900 000-00-77" not in look(cast.orlova, f"/cases/{case.number}/").text
    assert all("+7 900 000-00-77" not in letter.text for letter in post.letters(cast.orlova))
