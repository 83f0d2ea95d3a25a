"""Sums of open time with pauses, and the instants at which they are full."""

from datetime import UTC, date, datetime, timedelta

import pytest

from reglament.clock.calendar import Calendar, Day
from reglament.clock.spans import Span, unite
from reglament.clock.worktime import elapsed, reach
from tests.clock.desks import ALL_DAY, CLOSED, HOUR, NINE_TO_SIX, every_day, local, workweek

MONDAY_10 = local("2026-02-02 10:00")


def test_a_deadline_at_closing_time_stays_there():
    assert reach(workweek(), MONDAY_10, 8 * HOUR) == local("2026-02-02 18:00")


def test_one_second_more_is_due_next_morning():
    assert reach(workweek(), MONDAY_10, 8 * HOUR + 1) == local("2026-02-03 09:00:01")


def test_a_threshold_of_nothing_is_due_at_once_even_at_night_or_in_a_pause():
    night = local("2026-02-02 23:00")
    assert reach(workweek(), night, 0) == night
    assert reach(workweek(), night, 0, [Span(night)]) == night


def test_nothing_has_elapsed_before_the_start():
    assert elapsed(workweek(), MONDAY_10, MONDAY_10 - timedelta(days=3)) == 0


def test_fractions_of_a_second_are_cut_off():
    start = MONDAY_10 + timedelta(microseconds=900_000)
    assert elapsed(workweek(), start, MONDAY_10 + timedelta(seconds=60, microseconds=100)) == 60
    assert reach(workweek(), start, 60) == MONDAY_10 + timedelta(seconds=60)


def test_pauses_are_united_and_clipped():
    pauses = [
        Span(local("2026-02-01 08:00"), local("2026-02-02 10:30")),
        Span(local("2026-02-02 12:00"), local("2026-02-02 14:00")),
        Span(local("2026-02-02 13:00"), local("2026-02-02 15:00")),
        Span(local("2026-02-02 15:00"), local("2026-02-02 15:00")),
        Span(local("2026-02-09 13:00"), None),
    ]
    until = local("2026-02-02 18:00")
    assert elapsed(workweek(), MONDAY_10, until, pauses) == 8 * HOUR - HOUR // 2 - 3 * HOUR
    assert unite(pauses, MONDAY_10, until) == (
        (MONDAY_10, local("2026-02-02 10:30")),
        (local("2026-02-02 12:00"), local("2026-02-02 15:00")),
    )


def test_a_running_pause_is_clipped_to_the_end():
    assert unite([Span(MONDAY_10)], MONDAY_10, MONDAY_10 + timedelta(hours=1)) == (
        (MONDAY_10, MONDAY_10 + timedelta(hours=1)),
    )


def test_a_running_pause_holds_the_deadline():
    pauses = [Span(local("2026-02-02 12:00"))]
    assert reach(workweek(), MONDAY_10, 2 * HOUR + 1, pauses) is None
    assert elapsed(workweek(), MONDAY_10, local("2026-02-05 12:00"), pauses) == 2 * HOUR


def test_a_deadline_reached_before_the_running_pause_stands():
    assert reach(workweek(), MONDAY_10, 2 * HOUR, [Span(local("2026-02-02 12:00"))]) == local("2026-02-02 12:00")
    assert reach(workweek(), MONDAY_10, 8 * HOUR, [Span(local("2026-02-02 23:00"))]) == local("2026-02-02 18:00")


def test_a_pause_that_began_before_the_start_holds_it():
    assert reach(workweek(), MONDAY_10, 1, [Span(MONDAY_10 - timedelta(days=9))]) is None


def test_the_deadline_is_the_least_instant_even_where_a_pause_begins():
    pause = Span(local("2026-02-02 11:00"), local("2026-02-02 12:00"))
    assert reach(workweek(), MONDAY_10, HOUR, [pause]) == local("2026-02-02 11:00")
    assert reach(workweek(), MONDAY_10, HOUR + 1, [pause]) == local("2026-02-02 12:00:01")


def test_a_pause_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="ends before"):
        Span(MONDAY_10, MONDAY_10 - timedelta(seconds=1))


def test_a_negative_length_is_refused():
    with pytest.raises(ValueError, match="negative"):
        reach(workweek(), MONDAY_10, -1)


def test_a_time_without_zone_is_refused():
    with pytest.raises(TypeError):
        elapsed(workweek(), datetime(2026, 2, 2), MONDAY_10)  # noqa: DTZ001


def test_a_desk_that_is_always_closed_is_never_late():
    shut = every_day(CLOSED)
    assert reach(shut, MONDAY_10, 1) is None
    assert elapsed(shut, MONDAY_10, MONDAY_10 + timedelta(days=4000)) == 0


def test_a_desk_open_on_one_day_only_waits_for_it():
    once = Calendar("Europe/Moscow", (CLOSED,) * 7, {date(2050, 1, 1): Day(NINE_TO_SIX)})
    assert reach(once, MONDAY_10, HOUR) == local("2050-01-01 10:00")
    assert reach(once, MONDAY_10, 9 * HOUR + 1) is None
    assert elapsed(once, MONDAY_10, local("2060-01-01 00:00")) == 9 * HOUR


def test_round_the_clock_is_plain_subtraction():
    always = every_day(((0, 720), (720, 1440)), "America/New_York")
    assert reach(always, MONDAY_10, 200 * 365 * 24 * HOUR) == MONDAY_10 + timedelta(days=200 * 365)
    assert list(always.open_between(MONDAY_10, MONDAY_10 + timedelta(days=900))) == [
        (MONDAY_10, MONDAY_10 + timedelta(days=900))
    ]


@pytest.mark.parametrize("hours", [NINE_TO_SIX, ALL_DAY])
def test_a_length_beyond_the_last_year_is_never_reached(hours):
    assert reach(every_day(hours), MONDAY_10, 10**12) is None


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "Pacific/Kiritimati", "Etc/GMT+12"])
def test_the_ends_of_the_calendar_raise_nothing(zone):
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    desk = workweek(zone)
    assert elapsed(desk, first, last) > 0
    assert reach(desk, last, 1) is None
    assert reach(desk, last - timedelta(days=1), 24 * HOUR) is None
    assert reach(desk, first, HOUR) is not None


def test_a_deadline_years_away_at_the_last_closing_of_a_year_stays_there():
    desk = every_day(NINE_TO_SIX)
    start = local("2020-01-01 00:00")
    days = (date(2030, 12, 31) - date(2020, 1, 1)).days + 1
    assert reach(desk, start, days * 9 * HOUR) == local("2030-12-31 18:00")
    assert reach(desk, start, days * 9 * HOUR + 1) == local("2031-01-01 09:00:01")


def test_a_long_way_is_the_sum_of_its_days():
    desk = workweek("Europe/Berlin")
    start, end = local("2019-05-17 11:11"), local("2031-08-03 12:00")
    days = (date(2019, 5, 16) + timedelta(days=number) for number in range(4500))
    spans = [span for day in days for span in desk.spans_on(day)]
    by_day = sum((max(timedelta(), min(closed, end) - max(opened, start)) for opened, closed in spans), timedelta())
    assert elapsed(desk, start, end) == by_day.total_seconds()
    assert elapsed(desk, start, reach(desk, start, 31_415_926) or start) == 31_415_926
