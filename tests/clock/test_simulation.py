"""The clock against a wall clock watched minute by minute: any hours, any pauses, around moved clocks."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reglament.clock.calendar import Calendar, Day, Hours
from reglament.clock.explain import Kind, explain
from reglament.clock.reading import read
from reglament.clock.run import Run
from reglament.clock.spans import Span
from reglament.clock.threshold import Threshold, Unit
from reglament.clock.worktime import elapsed, reach
from tests.clock.desks import utc
from tests.clock.walls import MINUTE, Wall

SECOND = timedelta(seconds=1)

# A zone, and an instant at or near which its wall clock is moved.
MOVED = [
    ("Europe/Moscow", utc("2026-05-01 00:00")),
    ("Europe/Moscow", utc("2014-10-25 22:00")),
    ("Asia/Kathmandu", utc("2026-02-28 20:00")),
    ("Europe/Berlin", utc("2026-03-29 01:00")),
    ("Europe/Berlin", utc("2026-10-25 01:00")),
    ("America/New_York", utc("2026-03-08 07:00")),
    ("America/New_York", utc("2026-11-01 06:00")),
    ("Australia/Lord_Howe", utc("2026-04-04 15:00")),
    ("Australia/Lord_Howe", utc("2026-10-03 15:30")),
    ("America/Havana", utc("2026-03-08 05:00")),
    ("America/Havana", utc("2026-11-01 05:00")),
    ("America/Sao_Paulo", utc("2018-02-18 02:00")),
    ("America/Sao_Paulo", utc("2018-11-04 03:00")),
    ("America/St_Johns", utc("2010-03-14 03:31")),
    ("America/St_Johns", utc("2010-11-07 02:31")),
    ("Asia/Beirut", utc("2026-03-28 22:00")),
    ("Africa/Casablanca", utc("2026-03-22 02:00")),
    ("Pacific/Apia", utc("2011-12-30 10:00")),
]


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    """Up to three intervals; some touch, some lie in the hours in which clocks are moved."""
    near_midnight = st.sampled_from((0, 1, 30, 60, 90, 120, 150, 165, 180, 240, 1380, 1410, 1439, 1440))
    count = 2 * draw(st.integers(0, 3))
    minutes = draw(st.lists(near_midnight | st.integers(0, 1440), min_size=count, max_size=count, unique=True))
    edges = sorted(minutes)
    for index in range(1, len(edges) - 1, 2):
        if draw(st.booleans()) and draw(st.booleans()):
            edges[index + 1] = edges[index]
    return tuple(zip(edges[::2], edges[1::2], strict=True))


@st.composite
def runs(draw: st.DrawFn) -> tuple[Run, datetime]:
    """A run around the instant at which clocks are moved, and an instant up to two days after its start."""
    zone, moved = draw(st.sampled_from(MOVED))
    exceptions = draw(st.dictionaries(st.integers(-2, 3), hours(), max_size=3))
    calendar = Calendar(
        zone,
        tuple(draw(st.tuples(*[hours()] * 7))),
        {moved.date() + timedelta(days=number): Day(opened, "иначе") for number, opened in exceptions.items()},
    )
    start = moved + draw(st.integers(-2000, 300)) * MINUTE
    pauses = draw(st.lists(pauses_after(start), max_size=3))
    return Run("SOL", start, calendar, None, pauses=tuple(pauses)), start + draw(st.integers(0, 3000)) * MINUTE


@st.composite
def pauses_after(draw: st.DrawFn, start: datetime) -> Span:
    begin = start + draw(st.integers(-500, 2500)) * MINUTE
    length = draw(st.none() | st.integers(0, 1500))
    return Span(begin, None if length is None else begin + length * MINUTE, "ждём", "Павел")


@given(runs())
@settings(max_examples=150)
def test_elapsed_is_what_a_watched_wall_clock_shows(given_run):
    run, until = given_run
    counted = Wall(run.calendar, run.start, until).counted(run.start, until, run.pauses)
    assert elapsed(run.calendar, run.start, until, run.pauses) == 60 * len(counted)


@given(runs(), st.integers(1, 1500))
@settings(max_examples=150)
def test_a_deadline_is_the_end_of_the_last_minute_it_needs(given_run, minutes):
    run, until = given_run
    counted = Wall(run.calendar, run.start, until).counted(run.start, until, run.pauses)
    found = reach(run.calendar, run.start, minutes * 60, run.pauses)
    if len(counted) >= minutes:
        assert found == counted[minutes - 1] + MINUTE
    else:
        assert found is None or found > until


@given(runs(), st.integers(0, 400_000))
@settings(max_examples=200)
def test_a_deadline_is_the_least_instant_with_the_threshold_elapsed(given_run, seconds):
    run, _ = given_run
    found = reach(run.calendar, run.start, seconds, run.pauses)
    if found is not None:
        assert elapsed(run.calendar, run.start, found, run.pauses) == seconds
        assert found == run.start or elapsed(run.calendar, run.start, found - SECOND, run.pauses) == seconds - 1


@given(runs(), st.integers(0, 40_000), st.integers(0, 40_000))
@settings(max_examples=100)
def test_open_time_adds_up_over_years_too(given_run, days, more_days):
    run, _ = given_run
    middle, end = run.start + timedelta(days=days), run.start + timedelta(days=days + more_days)
    whole = elapsed(run.calendar, run.start, end, run.pauses)
    assert whole == elapsed(run.calendar, run.start, middle, run.pauses) + elapsed(
        run.calendar, middle, end, run.pauses
    )
    if whole:
        found = reach(run.calendar, run.start, whole, run.pauses)
        assert found is not None
        assert found <= end


@st.composite
def promises(draw: st.DrawFn) -> tuple[Run, datetime]:
    """A run with a threshold of any unit, perhaps stopped, perhaps with a granted deadline."""
    run, at = draw(runs())
    threshold = st.builds(
        Threshold,
        st.integers(0, 3) | st.integers(0, 100_000),
        st.just(Unit.SECONDS),
    ) | st.builds(
        Threshold, st.integers(0, 3), st.sampled_from((Unit.WORKING_DAYS, Unit.END_OF_DAY)), st.none() | st.just(900)
    )
    instants = st.none() | st.integers(-60, 4000).map(lambda minutes: run.start + minutes * MINUTE)
    promised = Run("SOL", run.start, run.calendar, draw(threshold), draw(instants), run.pauses, True, draw(instants))
    return promised, at


@given(promises())
@settings(max_examples=200)
def test_the_explanation_has_no_gap_and_its_sum_is_the_reading(promise):
    run, at = promise
    reading, rows = read(run, at), explain(run, at)
    way = [row for row in rows if row.kind not in (Kind.LEFT, Kind.OVER)]
    assert all(earlier.end == later.start for earlier, later in pairwise(way))
    assert all(row.start < row.end for row in way)
    assert sum(row.seconds for row in way if row.kind is Kind.COUNTED) == reading.elapsed
    assert all(row.seconds == 0 for row in way if row.kind is not Kind.COUNTED)
    if way:
        assert way[0].start == run.start
        assert way[-1].end == (run.stop if run.stop is not None and run.stop <= at else at)
        assert way[-1].total == reading.elapsed


@given(promises())
@settings(max_examples=200)
def test_a_clock_is_late_exactly_after_its_deadline(promise):
    run, at = promise
    reading = read(run, at)
    until = run.stop if run.stop is not None and run.stop <= at else at
    is_over = str(reading.state) in ("late", "breached")
    assert reading.allowance is not None
    assert reading.remaining is not None
    if is_over:
        assert reading.elapsed > reading.allowance
        assert reading.due_at is not None
        assert until > reading.due_at
    if run.granted_until is None:
        assert reading.remaining == reading.allowance - reading.elapsed
        assert is_over == (reading.remaining < 0 and reading.state != "paused")
