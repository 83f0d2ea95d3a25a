"""The promise bar as data: places in percent, words beside them. The template knows heights and nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from django.utils.translation import gettext as _

from reglament.clock.explain import Row
from reglament.clock.reading import Reading
from reglament.clock.run import Run
from reglament.ui import words
from reglament.ui.promise.axis import EDGE, LINE, STEP, Axis, Part, number_of, percent
from reglament.ui.promise.figure import Figure, figure
from reglament.ui.promise.labels import label, norm
from reglament.ui.promise.rungs import Rung, RungMark, lines
from reglament.ui.promise.rungs import marks as rung_marks

NAMED_DAY = 5.5
"""Percent that the name of a day needs before the next one."""
DAY = 1.2
INK_WORDS = 17.0
TRACK_WORDS = 19.0


@dataclass(frozen=True, slots=True)
class Piece:
    kind: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class DayMark:
    x: str
    label: str
    past: bool


@dataclass(frozen=True, slots=True)
class Bar:
    id: str
    name: str
    norm: str
    question: str
    spoken: str
    figure: Figure
    bounded: bool = False
    parts: tuple[Piece, ...] = ()
    days: tuple[DayMark, ...] = ()
    rungs: tuple[RungMark, ...] = ()
    lines: int = 0
    beyond: str = ""
    now: str = ""
    now_label: str = ""
    now_side: str = ""
    spent: str = ""
    inside: str = ""


def draw(
    run: Run,
    reading: Reading,
    rows: Iterable[Row],
    rungs: Iterable[Rung],
    at: datetime,
    zone: tzinfo,
    *,
    reason: str = "",
    key: str = "",
) -> Bar:
    """Draw the run as read at `at`; `rows` are the clock's explanation of it, `zone` is the reader's.

    `key` tells promises of one clock apart (a second cycle, a former priority): it ends the id of the drawing.
    """
    bar = _words(run, reading, figure(reading, run, at, zone, reason), key)
    if reading.remaining is None:
        return bar
    axis = Axis(reading.elapsed + reading.remaining, run.calendar, run.start)
    axis.walk(rows)
    stopped = run.stop is not None
    marks = tuple(rung_marks(axis, rungs, at, zone, stopped=stopped))
    bar = replace(
        bar,
        bounded=True,
        parts=tuple(_piece(part, stopped=stopped) for part in axis.parts()),
        days=tuple(_days(axis, reading, zone)),
        rungs=marks,
        lines=max((lines(mark) for mark in marks), default=0),
        beyond=_beyond(marks, axis),
    )
    return bar if stopped else _with_now(bar, axis, at, zone)


def _words(run: Run, reading: Reading, shown: Figure, key: str) -> Bar:
    name, allowed = label(run.clock), _allowed(run)
    spent = _("%(time)s passed") % {"time": words.duration(reading.elapsed)}
    spoken = ". ".join(filter(None, (f"{name}: {allowed}", spent, f"{shown.caption} {shown.value}", shown.sub)))
    id = "-".join(filter(None, ("term", run.clock.lower(), key)))
    return Bar(id, name, allowed, _question(reading), spoken, shown, spent=spent)


def _with_now(bar: Bar, axis: Axis, at: datetime, zone: tzinfo) -> Bar:
    return replace(
        bar,
        now=percent(axis.now),
        now_label=_("now %(time)s") % {"time": words.clock_time(at, zone)},
        now_side=_now_side(axis.now, bar.rungs),
        inside=_inside(tuple(axis.parts()), bar.days, axis.now),
    )


def _allowed(run: Run) -> str:
    if not run.regulated or run.threshold is None:
        return _("no deadline")
    return _("within %(norm)s") % {"norm": norm(run.threshold)}


def _question(reading: Reading) -> str:
    return _("Why this deadline?") if reading.allowance is not None else _("Why is there no deadline?")


def _piece(part: Part, *, stopped: bool) -> Piece:
    kind = "done" if stopped and part.kind == "run" else part.kind
    return Piece(kind, percent(part.start), percent(part.end - part.start))


def _days(axis: Axis, reading: Reading, zone: tzinfo) -> Iterator[DayMark]:
    """Marks of days, thinned so that lines stay apart and names do not overlap."""
    line = name = -NAMED_DAY
    for instant, x, past in axis.days(zone, reading.due_at):
        if x - line < DAY:
            continue
        named = x - name >= NAMED_DAY and LINE - x >= NAMED_DAY / 2
        line, name = x, x if named else name
        yield DayMark(percent(x), words.tick_day(instant, zone) if named else "", past)


def _beyond(marks: tuple[RungMark, ...], axis: Axis) -> str:
    """The scale runs on past the line while somebody stands there, or while time was overdrawn."""
    ends = [number_of(mark.x) for mark in marks if mark.place == "beyond"]
    if axis.counted > axis.term:
        ends += [LINE + 2 * STEP, axis.now]
    return percent(min(EDGE, max(ends))) if ends else ""


def _now_side(now: float, marks: tuple[RungMark, ...]) -> str:
    """On which side of its line the word «now» fits among the labels of the rungs; empty if on none."""
    taken = [number_of(mark.x) for mark in marks]
    if now >= 11 and not any(now - 24 < x < now + 1 for x in taken):
        return "end"
    return "start" if not any(now - 14 < x < now + 11 for x in taken) else ""


def _inside(parts: tuple[Part, ...], days: tuple[DayMark, ...], now: float) -> str:
    """Where the words of the time passed stand: on the ink, on the empty track, or nowhere for want of room."""
    last = parts[-1] if parts else None
    if last is not None and last.kind == "run":
        cut = max((number_of(mark.x) for mark in days if mark.past), default=0.0)
        if last.end - max(last.start, cut) >= INK_WORDS:
            return "ink"
    return "track" if LINE - now >= TRACK_WORDS else ""
