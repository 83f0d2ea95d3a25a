"""R-33  Priority is the state of things now: with a workaround in place it may fall, and rise again."""

from datetime import timedelta

import pytest

from reglament.cases.course import priority, solving, triage
from tests.cast import NOON, Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import Post


def test_a_workaround_is_told_and_the_permanent_solution_is_still_owed(
    cast: Cast, look: Look, post: Post, watch: Watch
) -> None:
    case = cast.case_in_work()
    watch.move(hours=2)
    form = look(cast.engineer, f"/desk/cases/{case.number}/steps/workaround/")
    form.press("Временное решение", text="Переключили склад на резервный стек.")
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert page.state == "Предоставлено временное решение"
    assert "Переключили склад на резервный стек." in page.history
    assert "до 12:00 МСК, пт 20.11" in page.text
    letter = post.last(cast.orlova).text
    assert f"По обращению {case.number} предоставлено временное решение." in letter
    assert "Работа над постоянным решением продолжается." in letter


@pytest.mark.parametrize(
    ("lowered", "due"),
    [(3, "до 12:00 МСК, чт 26.11"), (4, "до 12:00 МСК, вт 08.12")],
)
def test_a_lowered_case_is_counted_from_its_beginning_by_the_new_term(
    cast: Cast, look: Look, watch: Watch, lowered: int, due: str
) -> None:
    case = cast.case_in_work()
    solving.give_workaround(case, "Переключили на резерв.", by=cast.engineer, at=watch.move(hours=2))
    priority.change(
        case,
        lowered,
        ground="workaround",
        text="Склад работает на резерве.",
        by=cast.engineer,
        at=watch.move(minutes=5),
    )
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert due in page.text
    assert "12:00 МСК, пт 20.11" not in page.text


def test_no_workaround_no_change_happens_by_itself(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    solving.give_workaround(case, "Переключили на резерв.", by=cast.engineer, at=watch.move(hours=2))
    watch.move(days=2)
    assert "Приоритет 2, Высокий" in look(cast.orlova, f"/cases/{case.number}/").text


def test_a_failed_workaround_goes_on_and_nothing_recorded_is_lost(
    cast: Cast, look: Look, post: Post, watch: Watch
) -> None:
    case = cast.case_in_work()
    solving.give_workaround(case, "Переключили на резерв.", by=cast.engineer, at=watch.move(hours=2))
    watch.move(hours=1)
    page = look(cast.orlova, f"/cases/{case.number}/").follow("Не помогло")
    page = page.press("Сообщить инженеру", text="Резерв тоже перезагружается.")
    assert page.state == "В работе"
    assert "Резерв тоже перезагружается." in page.history
    assert "до 12:00 МСК, пт 20.11" in page.text
    assert "Резерв тоже перезагружается." in post.last(cast.engineer).text


def test_a_restored_priority_continues_its_old_count(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    at = watch.move(hours=2)
    priority.change(case, 3, ground="impact_reduced", text="Стало легче.", by=cast.engineer, at=at)
    at = watch.move(hours=1)
    priority.change(case, 2, ground="workaround_failed", text="Снова плохо.", by=cast.engineer, at=at)
    assert "до 12:00 МСК, пт 20.11" in look(cast.orlova, f"/cases/{case.number}/").text


def test_a_priority_never_reached_before_is_counted_from_the_raise(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work(priority=3)
    at = watch.move(hours=2)
    priority.change(case, 1, ground="impact_grown", text="Встал склад.", by=cast.engineer, at=at)
    page = look(cast.orlova, f"/cases/{case.number}/").text
    assert "до 18:00 МСК, сегодня" in page
    assert "до 14:00 МСК, завтра" in page


def test_a_breach_of_the_former_priority_is_not_washed_away(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    watch.at = NOON + timedelta(days=4)
    priority.change(case, 4, ground="impact_reduced", text="Терпит.", by=cast.engineer, at=watch.at)
    rows = case.deadlines.filter(clock="SOL").values_list("priority", "outcome")
    assert (2, "breached") in rows


def test_raised_during_the_check_it_is_answered_by_the_new_priority(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case(priority=4, sn="нет такого")
    priority.change(case, 2, ground="above_definition", text="Встал склад.", by=cast.duty, at=watch.move(hours=1))
    triage.confirm(case, by=cast.duty, at=watch.move(hours=2))
    triage.register(case, by=cast.duty, at=watch.at)
    page = look(cast.orlova, f"/cases/{case.number}/").text
    assert "Реагирование срок 1 ч" in page
    assert "до 16:00 МСК, сегодня" in page


def test_nor_does_a_raise_wash_away_a_reaction_that_came_too_late(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    at = watch.move(hours=3)
    priority.change(case, 1, ground="impact_grown", text="Встал склад.", by=cast.engineer, at=at)
    rows = list(case.deadlines.filter(clock="REACT").values_list("priority", "outcome"))
    assert rows == [(2, "breached"), (1, "met")]
    assert "выполнено, просрочено на 2 ч" in look(cast.orlova, f"/cases/{case.number}/").text
