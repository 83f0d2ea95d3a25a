"""R-13  When a term is overdrawn the customer may turn to the contractor's management; the case says from when."""

from datetime import timedelta

import pytest

from reglament.cases.course import correspondence, solving, waiting
from reglament.cases.course.entries import Message
from tests.cast import NOON, Cast
from tests.regulation.conftest import Look, Watch

TITLE = "Эскалация по договору"


def test_the_case_says_from_when_whom_and_for_which_term(cast: Cast, look: Look) -> None:
    case = cast.case()
    part = look(cast.orlova, f"/cases/{case.number}/").part(TITLE)
    for words in (
        "сегодня, 13:00 Начальник СТП 1X, Реагирование",
        "завтра, 11:00 Начальник СТП 1X, Диагностирование",
        "завтра, 16:30 Начальник СТП 0,5X, Решение",
        "пт 20.11, 12:00 Начальник СТП 1X, Решение",
        "ср 25.11, 12:00 Начальник СТП, Менеджер по клиенту 2X, Решение",
        "пн 30.11, 12:00 Менеджер по клиенту, Генеральный директор 3X, Решение",
    ):
        assert words in part


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (59, "осталось 1 мин до 13:00 МСК, сегодня"),
        (60, "осталось 0 мин до 13:00 МСК, сегодня"),
        (61, "просрочено на 1 мин"),
        (180, "просрочено на 2 ч"),
    ],
)
def test_a_term_met_to_the_minute_is_met_and_one_later_is_not(
    cast: Cast, look: Look, watch: Watch, minutes: int, words: str
) -> None:
    case = cast.case()
    watch.move(minutes=minutes)
    assert words in look(cast.orlova, f"/cases/{case.number}/").text


def test_an_answer_in_time_takes_the_right_away(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    correspondence.reply(case, Message(text="Смотрю."), by=cast.engineer, at=watch.move(minutes=30))
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert "1X, Реагирование" not in page.part(TITLE)
    assert "1X Начальник СТП: эскалация не потребовалась" in page.text


def test_a_breach_that_happened_stays_on_the_page(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    correspondence.reply(case, Message(text="Простите за задержку."), by=cast.engineer, at=watch.move(minutes=90))
    watch.move(minutes=5)
    page = look(cast.orlova, f"/cases/{case.number}/").text
    assert "Реагирование срок 1 ч" in page
    assert "выполнено, просрочено на 30 мин" in page


def test_a_paused_term_is_not_overdrawn(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    waiting.ask_customer(case, Message(text="Какая версия?"), by=cast.engineer, at=watch.move(minutes=30))
    watch.at = NOON + timedelta(days=30)
    page = look(cast.orlova, f"/cases/{case.number}/").text
    assert "просрочено" not in page
    assert "приостановлено" in page
    assert "отсчёт продолжится после" in page


def test_an_unregulated_registration_gives_no_right(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case(priority=3, sn="")
    watch.at = NOON + timedelta(days=2)
    page = look(cast.orlova, f"/cases/{case.number}/").text
    assert "не регламентируется" in page
    assert "просрочено" not in page
    assert TITLE not in page


def test_a_solved_case_opens_no_new_rung(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    correspondence.reply(case, Message(text="Смотрю."), by=cast.engineer, at=watch.move(minutes=30))
    solving.resolve(
        case, Message(text="Заменили."), cause="hardware", closure="solved", by=cast.engineer, at=watch.move(hours=2)
    )
    watch.at = NOON + timedelta(days=4)
    assert TITLE not in look(cast.orlova, f"/cases/{case.number}/").text
