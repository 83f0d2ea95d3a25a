"""«Почему такой срок?»: what counted, what did not, and who held it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.utils import translation

from reglament.clock.spans import Span
from reglament.clock.threshold import Threshold, Unit
from reglament.ui import promise
from tests.ui.promises import HOUR, PAUSE, explained, moscow, run


@pytest.fixture(autouse=True)
def _russian() -> Iterator[None]:
    with translation.override("ru"):
        yield


def told(ledger: promise.Ledger) -> list[tuple[str, str, str, str, str]]:
    return [(row.day, row.hours, row.what, row.counted, row.total) for row in ledger.rows]


def test_every_interval_is_told() -> None:
    ledger = explained(run(pauses=(PAUSE,)))
    assert ledger.title == "Почему диагностирование до 14:35?"
    assert ledger.zone == "МСК"
    assert told(ledger) == [
        ("вт 03.11", "13:58–15:10", "Обращение в работе", "1 ч 12 мин", "1 ч 12 мин"),
        ("вт 03.11", "15:10–15:47", "Приостановлено на 37 мин: ждали Вашего ответа", "—", "1 ч 12 мин"),
        ("вт 03.11", "15:47–17:00", "Обращение в работе", "1 ч 13 мин", "2 ч 25 мин"),
        ("ср 04.11", "", "День народного единства, ст. 112 ТК РФ", "—", "2 ч 25 мин"),
        ("чт 05.11", "09:00–12:20", "Обращение в работе", "3 ч 20 мин", "5 ч 45 мин"),
        ("чт 05.11", "12:20–14:35", "Осталось, если не будет новых пауз", "2 ч 15 мин", "8 ч 00 мин"),
    ]
    assert [row.kind for row in ledger.rows] == ["counted", "pause", "counted", "closed", "counted", "left"]
    assert ledger.rows[0].note == "Отсчёт идёт с 13:58. Сокращённый день, ст. 95 ТК РФ"
    assert ledger.rows[1].note == "Кто приостановил: Антон Вершинин"
    assert (ledger.foot, ledger.allowance) == ("Срок: 8 ч", "8 ч 00 мин")


def test_a_weekend_is_told_and_a_night_is_not() -> None:
    ledger = explained(run(start=moscow(11, 12, 16), threshold=Threshold(20 * HOUR)), at=moscow(11, 16, 10))
    days = [(row.kind, row.day, row.what) for row in ledger.rows]
    assert ("closed", "сб 14.11 – вс 15.11", "Нерабочие дни по календарю договора") in days
    assert [kind for kind, _day, _what in days] == ["counted", "counted", "closed", "counted", "left"]


def test_what_is_left_adds_up_over_the_days_to_come() -> None:
    """Evening, a short day, a holiday and a weekend lie before the deadline: each is told before it comes."""
    ledger = explained(run(start=moscow(11, 2, 17), threshold=Threshold(27 * HOUR)), at=moscow(11, 2, 20))
    left = "Осталось, если не будет новых пауз"
    assert told(ledger)[1:] == [
        ("вт 03.11", "09:00–17:00", left, "8 ч 00 мин", "9 ч 00 мин"),
        ("ср 04.11", "", "День народного единства, ст. 112 ТК РФ", "—", "9 ч 00 мин"),
        ("чт 05.11, 09:00 – пт 06.11, 18:00", "", left, "18 ч 00 мин", "27 ч 00 мин"),
    ]
    assert ledger.rows[1].note == "Сокращённый день, ст. 95 ТК РФ"
    week = explained(run(start=moscow(11, 12, 17), threshold=Threshold(20 * HOUR)), at=moscow(11, 12, 18))
    assert told(week)[-2:] == [
        ("сб 14.11 – вс 15.11", "", "Нерабочие дни по календарю договора", "—", "10 ч 00 мин"),
        ("пн 16.11, 09:00 – вт 17.11, 10:00", "", left, "10 ч 00 мин", "20 ч 00 мин"),
    ]


def test_a_request_after_the_short_day_hears_of_it() -> None:
    ledger = explained(run(start=moscow(11, 3, 17, 30)), at=moscow(11, 5, 10))
    assert ledger.rows[0].what == "Сокращённый день, ст. 95 ТК РФ"
    assert ledger.rows[0].hours == "17:30–24:00"


def test_overdrawn_time_is_one_red_row() -> None:
    ledger = explained(run(start=moscow(11, 2, 10), threshold=Threshold(4 * HOUR)), at=moscow(11, 2, 16))
    last = ledger.rows[-1]
    assert (last.kind, last.what, last.counted, last.total) == ("over", "Просрочено", "2 ч 00 мин", "")


def test_a_running_pause_keeps_what_is_left() -> None:
    ledger = explained(run(pauses=(Span(moscow(11, 5, 10), None, "ждём Вашего ответа"),)))
    assert ledger.title == "Как рассчитан срок: Диагностирование"
    assert ledger.rows[-1].what == "Осталось; отсчёт продолжится после паузы"
    assert (ledger.rows[-1].day, ledger.rows[-1].hours) == ("", "")


def test_the_former_term_stands_after_a_lowering() -> None:
    granted = moscow(11, 5, 16)
    ledger = explained(replace(run(), granted_until=granted))
    assert ledger.basis[0][0] == "Прежний срок"
    assert "16:00 МСК" in ledger.basis[0][1]


def test_the_basis_comes_from_the_caller_and_the_count_names_its_start() -> None:
    ledger = explained(run("REACT", threshold=Threshold(1, Unit.WORKING_DAYS)))
    assert ledger.rows[0].what == "Обращение ожидает ответа инженера"
    assert ledger.rows[0].note.startswith("Отсчёт идёт с регистрации, 13:58")
    assert ledger.foot == "Срок: 1 раб. день"


def test_in_english() -> None:
    with translation.override("en"):
        ledger = explained(run(pauses=(PAUSE,)))
    assert ledger.title == "Why diagnosis until 14:35?"
    assert ledger.rows[1].what == "Suspended for 37 min: ждали Вашего ответа"
