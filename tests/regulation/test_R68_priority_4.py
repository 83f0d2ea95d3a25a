"""R-68  Priority 4 is for everything else: questions, help, and faults that can wait for a new release."""

from datetime import date, timedelta

import pytest

from reglament.cases.course import waiting
from reglament.clauses import Refused
from tests.cast import NOON, Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import Post
from tests.regulation.priorities import check_form, check_public_page, check_replaced_text, check_terms

AGREED = "Орлова согласна ждать выпуска 17.12."


def test_its_text_stands_at_the_choice(cast: Cast, look: Look) -> None:
    check_form(cast, look, 4)


def test_its_text_is_public_in_both_languages(cast: Cast) -> None:
    check_public_page(4, "Низкий", "Низкая", "Low")


def test_a_contractor_replaces_it_by_its_own(cast: Cast, look: Look) -> None:
    check_replaced_text(cast, look, 4)


def test_its_terms_are_those_of_the_table(cast: Cast, look: Look) -> None:
    check_terms(cast, look, 4, "до 12:00 МСК, завтра", "до 12:00 МСК, вт 08.12")


def test_it_may_wait_for_a_release_by_agreement(cast: Cast, look: Look, post: Post, watch: Watch) -> None:
    case = cast.case_in_work(priority=4)
    watch.move(hours=2)
    form = look(cast.engineer, f"/desk/cases/{case.number}/steps/postponement/")
    form.press_starting("Отложить до даты", until="2027-02-01", text=AGREED)
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert page.state == "Отложено по согласованию"
    assert "Отложено по согласованию до 01.02.2027" in page.history
    assert AGREED in page.history
    assert "приостановлено" in page.text
    letter = post.last(cast.orlova).text
    assert f"Обращение {case.number} отложено по согласованию с Вами до 01.02.2027." in letter
    assert "До этого дня сроки приостановлены." in letter


@pytest.mark.parametrize(("days", "is_taken"), [(1, True), (90, True), (91, False), (0, False), (-1, False)])
def test_but_not_for_ever(cast: Cast, watch: Watch, days: int, is_taken: bool) -> None:
    case = cast.case_in_work(priority=4)
    until: date = NOON.date() + timedelta(days=days)
    if is_taken:
        waiting.postpone(case, until, text=AGREED, by=cast.engineer, at=watch.move(hours=2))
    else:
        with pytest.raises(Refused, match="Выберите дату"):
            waiting.postpone(case, until, text=AGREED, by=cast.engineer, at=watch.move(hours=2))


def test_nobody_postpones_without_saying_what_was_agreed(cast: Cast, watch: Watch) -> None:
    case = cast.case_in_work(priority=4)
    with pytest.raises(Refused, match="Напишите, о чём договорились с заказчиком"):
        waiting.postpone(case, date(2026, 12, 1), text=" ", by=cast.engineer, at=watch.move(hours=2))
