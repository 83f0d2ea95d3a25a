"""Hours of a date, the days on which the wall clock is moved, and calendars that cannot be."""

from datetime import date

import pytest

from reglament.clock.calendar import Calendar, CalendarError, Day
from reglament.clock.worktime import elapsed
from tests.clock.desks import CLOSED, HOLIDAY, HOUR, NINE_TO_SIX, WORKWEEK, every_day, local, utc, workweek


def spans(calendar: Calendar, day: date) -> list[tuple[str, str]]:
    return [tuple(f"{instant:%d %H:%M}" for instant in span) for span in calendar.spans_on(day)]


def test_an_exception_replaces_the_day_and_gives_the_reason():
    desk = workweek()
    assert desk.hours_on(date(2026, 5, 1)) == CLOSED
    assert desk.reason_on(date(2026, 5, 1)) == HOLIDAY
    assert desk.hours_on(date(2026, 5, 4)) == NINE_TO_SIX
    assert desk.reason_on(date(2026, 5, 4)) == ""
    assert desk.spans_on(date(2026, 5, 4)) == ((utc("2026-05-04 06:00"), utc("2026-05-04 15:00")),)


def test_the_date_of_an_instant_is_local():
    assert workweek("Asia/Vladivostok").day_of(utc("2026-05-04 20:00")) == date(2026, 5, 5)


def test_hours_that_touch_are_one_stretch():
    desk = every_day(((540, 720), (720, 1080)), "UTC")
    assert spans(desk, date(2026, 5, 4)) == [("04 09:00", "04 18:00")]


def test_open_nights_are_one_stretch_over_midnight():
    desk = every_day(((0, 360), (1320, 1440)), "UTC")
    found = list(desk.open_between(utc("2026-05-04 23:00"), utc("2026-05-05 23:00")))
    assert found == [
        (utc("2026-05-04 23:00"), utc("2026-05-05 06:00")),
        (utc("2026-05-05 22:00"), utc("2026-05-05 23:00")),
    ]


def test_the_usual_day_is_the_commonest_length():
    assert workweek().nominal_day == 9 * HOUR
    short_friday = Calendar("UTC", (*WORKWEEK[:4], ((540, 1020),), CLOSED, CLOSED))
    assert short_friday.nominal_day == 9 * HOUR
    assert every_day(CLOSED).nominal_day == 0


def test_an_end_in_the_leapt_hour_moves_forward():
    desk = every_day(((60, 150), (150, 165), (170, 300)), "Europe/Berlin")
    assert spans(desk, date(2026, 3, 28)) == [("28 00:00", "28 01:45"), ("28 01:50", "28 04:00")]
    assert spans(desk, date(2026, 3, 29)) == [("29 00:00", "29 03:00")]


def test_hours_that_lie_in_the_leapt_hour_vanish():
    desk = every_day(((120, 180),), "Europe/Berlin")
    assert spans(desk, date(2026, 3, 29)) == []


def test_in_the_hour_that_comes_twice_the_opening_is_the_first_and_the_closing_the_second():
    assert spans(every_day(((150, 240),), "Europe/Berlin"), date(2026, 10, 25)) == [("25 00:30", "25 03:00")]
    assert spans(every_day(((60, 150),), "Europe/Berlin"), date(2026, 10, 25)) == [("24 23:00", "25 01:30")]


def test_nothing_is_open_twice_in_the_hour_that_comes_twice():
    desk = every_day(((60, 150), (150, 240)), "Europe/Berlin")
    assert spans(desk, date(2026, 10, 25)) == [("24 23:00", "25 03:00")]
    parted = every_day(((60, 135), (165, 240)), "Europe/Berlin")
    assert spans(parted, date(2026, 10, 25)) == [("24 23:00", "25 03:00")]


def test_a_midnight_that_is_leapt_over_opens_after_the_leap():
    desk = every_day(((0, 120), (1320, 1440)), "America/Havana")
    assert spans(desk, date(2026, 3, 7)) == [("07 05:00", "07 07:00"), ("08 03:00", "08 05:00")]
    assert spans(desk, date(2026, 3, 8)) == [("08 05:00", "08 06:00"), ("09 02:00", "09 04:00")]


def test_a_midnight_that_comes_twice_ends_the_date_at_the_first():
    saturday = Calendar("America/Havana", (CLOSED,) * 5 + (((1320, 1440),), CLOSED))
    assert spans(saturday, date(2026, 10, 31)) == [("01 02:00", "01 04:00")]


def test_an_evening_that_comes_twice_is_open_twice_as_long_but_counted_once():
    # In 2010 the clocks of Newfoundland went from 00:01 on Sunday back to 23:01 on Saturday.
    desk = every_day(((0, 60), (1380, 1440)), "America/St_Johns")
    start, end = local("2010-11-06 12:00", "America/St_Johns"), local("2010-11-07 12:00", "America/St_Johns")
    assert elapsed(desk, start, end) == 3 * HOUR


def test_a_sunday_that_begins_twice_is_found_from_the_saturday_between():
    # 00:00 came at 02:30 UTC, 23:01 of the Saturday again a minute later, the second 00:00 at 03:30.
    sunday = Calendar("America/St_Johns", (CLOSED,) * 6 + (((0, 60),),))
    assert spans(sunday, date(2010, 11, 7)) == [("07 02:30", "07 04:30")]
    assert elapsed(sunday, utc("2010-11-07 02:00"), utc("2010-11-07 03:00")) == HOUR // 2
    saturday = Calendar("America/St_Johns", (CLOSED,) * 5 + (((1380, 1440),), CLOSED))
    assert spans(saturday, date(2010, 11, 6)) == [("07 01:30", "07 03:30")]
    assert elapsed(saturday, utc("2010-11-07 02:30"), utc("2010-11-07 04:00")) == HOUR


def test_a_date_that_was_left_out_has_no_hours():
    # Samoa went from the 29th of December 2011 straight to the 31st.
    desk = every_day(((0, 1440),), "Pacific/Apia")
    assert desk.spans_on(date(2011, 12, 30)) == ()
    assert spans(desk, date(2011, 12, 31)) == [("30 10:00", "31 10:00")]


@pytest.mark.parametrize(
    ("zone", "week", "message"),
    [
        ("Europe/Moskva", WORKWEEK, "unknown zone"),
        ("localtime", WORKWEEK, "unknown zone"),
        ("UTC", WORKWEEK[:6], "seven days"),
        ("UTC", (((600, 540),), *WORKWEEK[1:]), "does not end after its start"),
        ("UTC", (((540, 540),), *WORKWEEK[1:]), "does not end after its start"),
        ("UTC", (((540, 1441),), *WORKWEEK[1:]), "between 00:00 and 24:00"),
        ("UTC", (((-1, 540),), *WORKWEEK[1:]), "between 00:00 and 24:00"),
        ("UTC", (((540, 720), (719, 800)), *WORKWEEK[1:]), "overlap"),
    ],
)
def test_an_impossible_calendar_is_refused(zone, week, message):
    with pytest.raises(CalendarError, match=message):
        Calendar(zone, week)


def test_an_impossible_exception_is_refused():
    with pytest.raises(CalendarError, match="does not end after its start"):
        Calendar("UTC", WORKWEEK, {date(2026, 5, 1): Day(((600, 600),))})


def test_hours_are_put_in_order():
    assert every_day(((780, 1080), (540, 720))).hours_on(date(2026, 5, 4)) == ((540, 720), (780, 1080))
