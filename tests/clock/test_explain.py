"""The calculation a customer is shown: what counted, what did not and why, and what is left."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from reglament.clock.ahead import ahead
from reglament.clock.calendar import Day
from reglament.clock.explain import Kind, Row, explain
from reglament.clock.run import Run
from reglament.clock.spans import Span
from reglament.clock.threshold import Threshold
from tests.clock.desks import ALL_DAY, HOLIDAY, HOUR, MOVED, NINE_TO_SIX, SHORT, every_day, local, workweek

ASKED = "ждём ответа"
START = local("2026-02-02 10:00")
RUN = Run("SOL", START, workweek(), Threshold(4 * HOUR))


def written(rows: tuple[Row, ...]) -> list[str]:
    """One line a row, in wall time of Moscow and hours."""

    def wall(instant: datetime) -> str:
        return f"{instant.astimezone(ZoneInfo('Europe/Moscow')):%d.%m %H:%M}"

    return [
        f"{row.kind} {wall(row.start)}-{wall(row.end)} {row.seconds / HOUR:g} {row.total / HOUR:g} {row.reason}".strip()
        for row in rows
    ]


def test_every_counted_stretch_and_every_reason_has_its_row():
    run = Run(
        "SOL",
        local("2026-04-30 16:30"),
        workweek(),
        Threshold(4 * HOUR),
        pauses=(Span(local("2026-04-30 16:40"), local("2026-04-30 16:50"), ASKED, "Павел"),),
    )
    assert written(explain(run, local("2026-05-04 11:00"))) == [
        f"counted 30.04 16:30-30.04 16:40 0.166667 0.166667 {SHORT}",
        f"pause 30.04 16:40-30.04 16:50 0 0.166667 {ASKED}",
        f"counted 30.04 16:50-30.04 17:00 0.166667 0.333333 {SHORT}",
        f"closed 30.04 17:00-01.05 00:00 0 0.333333 {SHORT}",
        f"closed 01.05 00:00-02.05 00:00 0 0.333333 {HOLIDAY}",
        "closed 02.05 00:00-04.05 09:00 0 0.333333",
        "counted 04.05 09:00-04.05 11:00 2 2.33333",
        "left 04.05 11:00-04.05 12:40 1.66667 4",
    ]


def test_a_pause_names_its_reason_and_author_over_closed_time_too():
    pause = Span(local("2026-02-02 15:00"), local("2026-02-04 11:00"), ASKED, "Павел")
    rows = explain(replace(RUN, pauses=(pause,)), local("2026-02-04 11:00"))
    assert rows[1] == Row(Kind.PAUSE, pause.start, pause.end, 0, 5 * HOUR, ASKED, "Павел")


def test_an_ordinary_night_is_one_row_without_reason():
    assert written(explain(RUN, local("2026-02-03 09:30")))[:2] == [
        "counted 02.02 10:00-02.02 18:00 8 8",
        "closed 02.02 18:00-03.02 09:00 0 8",
    ]


def test_the_morning_of_a_short_day_is_an_ordinary_night():
    run = replace(RUN, start=local("2026-04-29 17:00"))
    assert written(explain(run, local("2026-04-30 10:00")))[1] == "closed 29.04 18:00-30.04 09:00 0 1"


def test_a_late_opening_has_its_reason():
    desk = workweek(exceptions={date(2026, 2, 3): Day(((660, 1080),), "учения")})
    assert written(explain(replace(RUN, calendar=desk), local("2026-02-03 12:00")))[1:3] == [
        "closed 02.02 18:00-03.02 00:00 0 8",
        "closed 03.02 00:00-03.02 11:00 0 8 учения",
    ]


def test_a_working_saturday_says_why_it_counted():
    run = replace(RUN, start=local("2025-10-31 17:00"))
    assert written(explain(run, local("2025-11-01 10:00")))[1:3] == [
        "closed 31.10 18:00-01.11 09:00 0 1",
        f"counted 01.11 09:00-01.11 10:00 1 2 {MOVED}",
    ]


def test_holidays_of_different_reasons_stay_apart():
    desk = workweek(exceptions={date(2026, 2, 3): Day((), "первый"), date(2026, 2, 4): Day((), "второй")})
    rows = explain(replace(RUN, calendar=desk), local("2026-02-05 10:00"))
    assert [row.reason for row in rows if row.kind is Kind.CLOSED] == ["", "первый", "второй", ""]


def test_while_a_pause_holds_it_what_is_left_has_no_length():
    rows = explain(replace(RUN, pauses=(Span(local("2026-02-02 11:00")),)), local("2026-02-09 12:00"))
    assert written(rows) == [
        "counted 02.02 10:00-02.02 11:00 1 1",
        "pause 02.02 11:00-09.02 12:00 0 1",
        "left 09.02 12:00-09.02 12:00 3 4",
    ]


def test_what_is_over_lies_over_the_rows_from_the_deadline_on():
    assert written(explain(RUN, local("2026-02-02 15:00"))) == [
        "counted 02.02 10:00-02.02 15:00 5 5",
        "over 02.02 14:00-02.02 15:00 1 5",
    ]
    stopped = replace(RUN, stop=local("2026-02-02 16:00"))
    assert written(explain(stopped, local("2026-02-09 15:00")))[-1] == "over 02.02 14:00-02.02 16:00 2 6"


def test_a_clock_stopped_in_time_has_nothing_left_to_tell():
    stopped = replace(RUN, stop=local("2026-02-02 12:00"))
    assert written(explain(stopped, local("2026-02-09 15:00"))) == ["counted 02.02 10:00-02.02 12:00 2 2"]


def test_without_a_promise_only_the_measure_is_told():
    for run in (replace(RUN, threshold=None), replace(RUN, regulated=False)):
        assert written(explain(run, local("2026-02-02 12:00"))) == ["counted 02.02 10:00-02.02 12:00 2 2"]


def test_a_granted_deadline_is_where_what_is_left_ends():
    run = replace(RUN, granted_until=local("2026-02-02 16:00"))
    assert written(explain(run, local("2026-02-02 15:00")))[-1] == "left 02.02 15:00-02.02 16:00 1 6"


def test_what_is_left_is_laid_over_the_calendar():
    run = replace(RUN, start=local("2026-04-29 10:00"), threshold=Threshold(20 * HOUR))
    last = explain(run, local("2026-04-29 20:00"))[-1]
    assert written(ahead(run, last)) == [
        "closed 29.04 20:00-30.04 09:00 0 8",
        f"left 30.04 09:00-30.04 17:00 8 16 {SHORT}",
        f"closed 30.04 17:00-01.05 00:00 0 16 {SHORT}",
        f"closed 01.05 00:00-02.05 00:00 0 16 {HOLIDAY}",
        "closed 02.05 00:00-04.05 09:00 0 16",
        "left 04.05 09:00-04.05 13:00 4 20",
    ]


def test_what_a_pause_holds_is_laid_nowhere():
    run = replace(RUN, pauses=(Span(local("2026-02-02 12:00"), None, ASKED),))
    last = explain(run, local("2026-02-02 15:00"))[-1]
    assert ahead(run, last) == (last,)


def test_before_the_start_everything_is_left():
    assert written(explain(RUN, START - timedelta(hours=1))) == ["left 02.02 10:00-02.02 14:00 4 4"]


def test_of_pauses_that_overlap_each_is_seen_where_it_began():
    asked = Span(local("2026-02-02 11:00"), local("2026-02-02 16:00"), "спросили")
    agreed = Span(local("2026-02-02 12:00"), local("2026-02-02 13:00"), "отложили")
    later = Span(local("2026-02-02 15:00"), local("2026-02-02 17:00"), "отложили снова")
    rows = explain(replace(RUN, pauses=(later, asked, agreed)), local("2026-02-02 18:00"))
    assert written(rows) == [
        "counted 02.02 10:00-02.02 11:00 1 1",
        "pause 02.02 11:00-02.02 12:00 0 1 спросили",
        "pause 02.02 12:00-02.02 13:00 0 1 отложили",
        "pause 02.02 13:00-02.02 15:00 0 1 спросили",
        "pause 02.02 15:00-02.02 17:00 0 1 отложили снова",
        "counted 02.02 17:00-02.02 18:00 1 2",
        "left 02.02 18:00-03.02 11:00 2 4",
    ]


def test_of_pauses_that_begin_together_the_shorter_comes_first():
    short = Span(local("2026-02-02 11:00"), local("2026-02-02 12:00"), "коротко")
    long = Span(local("2026-02-02 11:00"), local("2026-02-02 13:00"), "долго")
    rows = explain(replace(RUN, pauses=(short, long)), local("2026-02-02 13:00"))
    assert [row.reason for row in rows if row.kind is Kind.PAUSE] == ["коротко", "долго"]


def test_round_the_clock_is_one_row():
    assert written(explain(replace(RUN, calendar=every_day(ALL_DAY)), local("2026-02-12 10:00")))[:-1] == [
        "counted 02.02 10:00-12.02 10:00 240 240"
    ]


def test_hours_of_two_parts_are_two_rows():
    run = replace(RUN, calendar=every_day(((540, 780), (840, 1080))), threshold=None)
    assert written(explain(run, local("2026-02-02 15:00"))) == [
        "counted 02.02 10:00-02.02 13:00 3 3",
        "closed 02.02 13:00-02.02 14:00 0 3",
        "counted 02.02 14:00-02.02 15:00 1 4",
    ]


def test_a_reason_of_the_usual_hours_explains_nothing():
    desk = workweek(exceptions={date(2026, 2, 3): Day(NINE_TO_SIX, "без изменений")})
    rows = explain(replace(RUN, calendar=desk), local("2026-02-04 10:00"))
    assert [row.reason for row in rows if row.kind is Kind.CLOSED] == ["", ""]
