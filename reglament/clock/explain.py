"""Why a clock shows what it shows, row by row."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise

from reglament.clock.calendar import Calendar
from reglament.clock.instants import END_OF_TIME, instant_of, seconds_of
from reglament.clock.reading import Reading, State, read
from reglament.clock.run import Run
from reglament.clock.spans import Span
from reglament.clock.timeline import Stretch


class Kind(StrEnum):
    """What a row tells."""

    COUNTED = "counted"
    PAUSE = "pause"
    CLOSED = "closed"
    LEFT = "left"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of time, its seconds of service and the sum so far; the reason is the pause's or the calendar's."""

    kind: Kind
    start: datetime
    end: datetime
    seconds: int
    total: int
    reason: str = ""
    by: str = ""


def explain(run: Run, at: datetime) -> tuple[Row, ...]:
    """The whole way from the start to the stop (or to `at`) without a gap, then what is left or what is over.

    LEFT begins where the way ends and lasts to the deadline, or has no length while a pause holds it. OVER lies over
    the rows before it, from the deadline on. Where pauses overlap, the one that began last has the row.
    """
    reading, run = read(run, at), run.known_at(at)
    start = seconds_of(run.start)
    until = max(start, seconds_of(run.stop or at))
    rows: list[Row] = []
    total = 0
    for stretch, pause in _stages(run.pauses, start, until):
        if pause is not None:
            rows.append(_row(Kind.PAUSE, stretch, total, reason=pause.reason, by=pause.by))
            continue
        for kind, part, reason in course(run.calendar, stretch):
            seconds = part[1] - part[0] if kind is Kind.COUNTED else 0
            total += seconds
            rows.append(_row(kind, part, total, seconds=seconds, reason=reason))
    return (*rows, *_outcome(reading, instant_of(until), is_running=run.stop is None))


def _outcome(reading: Reading, until: datetime, *, is_running: bool) -> Iterator[Row]:
    if reading.remaining is None:
        return
    due = reading.due_at or until
    if reading.remaining < 0 or reading.state in (State.LATE, State.BREACHED):
        yield Row(Kind.OVER, min(due, until), until, -reading.remaining, reading.elapsed)
    elif is_running:
        total = reading.elapsed + reading.remaining
        yield Row(Kind.LEFT, until, max(due, until), reading.remaining, total)


def _stages(pauses: tuple[Span, ...], start: int, until: int) -> Iterator[tuple[Stretch, Span | None]]:
    """The time from start to end, cut where another pause takes over or none is left."""
    spans = [(seconds_of(pause.start), _end(pause), pause) for pause in pauses]
    edges = {edge for begin, end, _ in spans for edge in (begin, end) if start < edge < until}
    stage: tuple[Stretch, Span | None] | None = None
    for begin, end in pairwise(sorted({start, until, *edges})):
        active = [span for span in spans if span[0] <= begin and end <= span[1]]
        # Of pauses that began together the shorter comes first, else it would never be seen.
        owner = max(active, key=lambda span: (span[0], -span[1]))[2] if active else None
        if stage is not None and stage[1] is owner:
            stage = (stage[0][0], end), owner
        else:
            if stage is not None:
                yield stage
            stage = (begin, end), owner
    if stage is not None:
        yield stage


def course(calendar: Calendar, stretch: Stretch) -> Iterator[tuple[Kind, Stretch, str]]:
    """What counted and what was closed, in order, while no pause held the clock."""
    reached, end = stretch
    for opening, closing in calendar.timeline.runs(*stretch):
        yield from _closed(calendar, (reached, opening))
        day = date.fromordinal(calendar.timeline.zone.day_of(opening))
        yield Kind.COUNTED, (opening, closing), calendar.reason_on(day)
        reached = closing
    yield from _closed(calendar, (reached, end))


def _closed(calendar: Calendar, stretch: Stretch) -> Iterator[tuple[Kind, Stretch, str]]:
    """Closed time, one row for each reason in turn; an ordinary night is one row without reason."""
    start, end = stretch
    if start >= end:
        return
    zone = calendar.timeline.zone
    reason = None
    for day in range(zone.day_of(start), zone.day_of(end - 1) + 1):
        begin, finish = max(start, zone.opening(day, 0)), min(end, zone.opening(day + 1, 0))
        because = _because(calendar, day, (begin, finish))
        if reason is not None and because != reason and start < begin:
            yield Kind.CLOSED, (start, begin), reason
            start = begin
        reason = because
    yield Kind.CLOSED, (start, end), reason or ""


def _because(calendar: Calendar, day: int, closed: Stretch) -> str:
    """The reason of the day, if the day is shut or its weekday would have been open then."""
    when, zone = date.fromordinal(day), calendar.timeline.zone
    usual = calendar.week[when.weekday()]
    if not calendar.hours_on(when):
        return calendar.reason_on(when)
    opened = ((zone.opening(day, o * 60), zone.closing(day, c * 60)) for o, c in usual)
    return calendar.reason_on(when) if any(o < closed[1] and closed[0] < c for o, c in opened) else ""


def _end(pause: Span) -> int:
    return END_OF_TIME if pause.end is None else seconds_of(pause.end)


def _row(kind: Kind, stretch: Stretch, total: int, *, seconds: int = 0, reason: str = "", by: str = "") -> Row:
    return Row(kind, instant_of(stretch[0]), instant_of(stretch[1]), seconds, total, reason, by)
