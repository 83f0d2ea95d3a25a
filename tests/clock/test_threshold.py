"""Thresholds in seconds, in working days by hours, and to the end of a working day."""

import pytest

from reglament.clock.calendar import Calendar
from reglament.clock.spans import Span
from reglament.clock.threshold import Threshold, Unit, allowance
from reglament.clock.worktime import reach
from tests.clock.desks import ALL_DAY, CLOSED, HOUR, WORKWEEK, every_day, local, workweek

AT_15 = 15 * 60


def due(threshold: Threshold, start: str, calendar: Calendar | None = None, pauses: tuple[Span, ...] = ()):
    calendar = calendar or workweek()
    began = local(start)
    return reach(calendar, began, allowance(threshold, calendar, began), pauses)


def next_day(amount: int = 1, cutoff: int | None = None) -> Threshold:
    return Threshold(amount, Unit.END_OF_DAY, cutoff)


def test_seconds_are_seconds_of_service():
    assert due(Threshold(4 * HOUR), "2026-04-30 16:30") == local("2026-05-04 12:30")


def test_working_days_are_counted_by_their_hours():
    assert due(Threshold(2, Unit.WORKING_DAYS), "2026-02-02 10:00") == local("2026-02-04 10:00")


def test_a_short_day_does_not_make_the_allowance_shorter():
    assert due(Threshold(1, Unit.WORKING_DAYS), "2026-04-30 09:00") == local("2026-05-04 10:00")


def test_a_short_friday_is_not_the_usual_day():
    calendar = Calendar("Europe/Moscow", (*WORKWEEK[:4], ((540, 1005),), CLOSED, CLOSED))
    assert allowance(Threshold(3, Unit.WORKING_DAYS), calendar, local("2026-02-06 09:00")) == 27 * HOUR


def test_the_next_working_day_ends_when_it_closes():
    assert due(next_day(), "2026-02-02 10:00") == local("2026-02-03 18:00")
    assert due(next_day(), "2026-02-06 10:00") == local("2026-02-09 18:00")


def test_the_third_working_day_skips_weekends_and_holidays():
    assert due(next_day(3), "2026-04-29 10:00") == local("2026-05-05 18:00")


def test_a_short_day_closes_early():
    assert due(next_day(), "2026-04-29 10:00") == local("2026-04-30 17:00")


@pytest.mark.parametrize(
    ("start", "deadline"),
    [
        ("2026-02-02 15:00:00", "2026-02-03 18:00"),
        ("2026-02-02 15:00:01", "2026-02-04 18:00"),
        ("2026-02-06 16:00:00", "2026-02-10 18:00"),
        ("2026-02-07 10:00:00", "2026-02-10 18:00"),
        ("2026-02-09 08:00:00", "2026-02-10 18:00"),
    ],
    ids=["at the cut-off", "after it", "on Friday after it", "on Saturday", "before opening"],
)
def test_after_the_cut_off_or_on_a_day_off_a_request_counts_as_the_next_working_day(start, deadline):
    assert due(next_day(cutoff=AT_15), start) == local(deadline)


def test_without_a_cut_off_a_request_counts_on_its_own_date():
    assert due(next_day(), "2026-02-06 23:00") == local("2026-02-09 18:00")
    assert due(next_day(), "2026-02-07 10:00") == local("2026-02-09 18:00")


def test_the_same_day_ends_when_it_closes():
    assert due(next_day(0), "2026-02-02 10:00") == local("2026-02-02 18:00")
    assert due(next_day(0), "2026-02-07 10:00") == local("2026-02-09 18:00")
    assert due(next_day(0), "2026-02-02 20:00") == local("2026-02-02 20:00")


def test_a_pause_moves_the_end_of_the_day_by_its_open_hours():
    pause = Span(local("2026-02-03 12:00"), local("2026-02-03 14:00"))
    assert due(next_day(), "2026-02-02 10:00", pauses=(pause,)) == local("2026-02-04 11:00")


def test_round_the_clock_the_next_day_ends_at_midnight():
    assert due(next_day(), "2026-02-02 10:00", every_day(ALL_DAY)) == local("2026-02-04 00:00")


def test_where_no_working_day_is_left_nothing_is_allowed_and_nothing_runs():
    assert allowance(next_day(), every_day(CLOSED), local("2026-02-02 10:00")) == 0
    assert allowance(next_day(cutoff=AT_15), every_day(CLOSED), local("2026-02-02 10:00")) == 0


@pytest.mark.parametrize("threshold", [{"amount": -1}, {"amount": 1, "cutoff": -1}, {"amount": 1, "cutoff": 1441}])
def test_an_impossible_threshold_is_refused(threshold):
    with pytest.raises(ValueError, match=r"negative|between"):
        Threshold(**threshold)
