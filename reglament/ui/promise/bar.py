"""The promise bar as data: places in percent, words beside them. The template knows heights and nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from fractions import Fraction
from math import ceil

from django.utils.translation import gettext as _

from reglament.clock.explain import Row
from reglament.clock.reading import Reading
from reglament.clock.run import Run
from reglament.ui import words
from reglament.ui.promise.axis import EDGE, LINE, STEP, Axis, Part
from reglament.ui.promise.figure import Figure, figure
from reglament.ui.promise.labels import label, norm

NAMED_DAY = 5.5
"""Percent that the name of a day needs before the next one."""
DAY = 1.2
MARGIN = 102.5
"""The last label may reach into the gap before the figure."""
INK_WORDS = 17.0
TRACK_WORDS = 19.0
PIXELS = 8.8
"""Of one percent of the bar on a wide page; with it the lines of a label are estimated."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A row of the escalation matrix on this clock: at `factor` terms these posts may be called, from `at` on."""

    factor: Fraction
    posts: tuple[str, ...]
    at: datetime | None
    hit: bool


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
class RungMark:
    """`place`: before, due or beyond the line; `tone`: hit, off or empty; `room`: width of its label."""

    x: str
    room: str
    place: str
    tone: str
    factor: str
    label: str
    when: str
    posts: str


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
) -> Bar:
    """Draw the run as read at `at`; `rows` are the clock's explanation of it, `zone` is the reader's."""
    shown = figure(reading, run, at, zone, reason)
    name, allowed = label(run.clock), _allowed(run)
    spent = _("%(time)s passed") % {"time": words.duration(reading.elapsed)}
    spoken = ". ".join(filter(None, (f"{name}: {allowed}", spent, f"{shown.caption} {shown.value}", shown.sub)))
    bar = Bar(f"term-{run.clock.lower()}", name, allowed, _question(reading), spoken, shown)
    if reading.remaining is None:
        return bar
    axis = Axis(reading.elapsed + reading.remaining, run.calendar, run.start)
    axis.walk(rows)
    stopped = run.stop is not None
    marks = tuple(_rungs(axis, rungs, at, zone, stopped=stopped))
    now = None if stopped else axis.now
    parts, days = tuple(axis.parts()), tuple(_days(axis, reading, zone))
    return Bar(
        bar.id, name, allowed, bar.question, spoken, shown,
        bounded=True,
        parts=tuple(_piece(part, stopped=stopped) for part in parts),
        days=days,
        rungs=marks,
        lines=max((_lines(mark) for mark in marks), default=0),
        beyond=_beyond(marks, axis),
        now="" if now is None else percent(now),
        now_label=_("now %(time)s") % {"time": words.clock_time(at, zone)},
        now_side="" if now is None else _now_side(now, marks),
        spent=spent,
        inside="" if now is None else _inside(parts, days, now),
    )  # fmt: skip


def percent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def _number(places: str) -> float:
    return float(places.rstrip("%"))


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


def _rungs(axis: Axis, rungs: Iterable[Rung], at: datetime, zone: tzinfo, *, stopped: bool) -> Iterator[RungMark]:
    shown = sorted(_worth_showing(rungs, stopped=stopped), key=lambda rung: rung.factor)
    places = [min(EDGE, axis.factor(rung.factor)) for rung in shown]
    for rung, x, following in zip(shown, places, [*places[1:], MARGIN], strict=False):
        limit = min(following, LINE) if x < LINE else following
        yield _rung(rung, x, limit - x - 0.5, at, zone, stopped=stopped)


def _worth_showing(rungs: Iterable[Rung], *, stopped: bool) -> list[Rung]:
    """When the promise has ended only the rungs that were reached, else the one that was never needed."""
    known = list(rungs)
    hit = [rung for rung in known if rung.hit]
    return known if not stopped else hit or [rung for rung in known if rung.factor == 1]


def _rung(rung: Rung, x: float, room: float, at: datetime, zone: tzinfo, *, stopped: bool) -> RungMark:
    place = "due" if rung.factor == 1 else "before" if rung.factor < 1 else "beyond"
    factor, when = words.number(float(rung.factor)) + "X", _when(rung.at, at, zone)
    posts = ", ".join(rung.posts)
    off = stopped and not rung.hit
    if off:
        posts = _("%(posts)s: escalation was not needed") % {"posts": posts}
    text = f"{factor} · {when}" if place == "before" and when else when or factor
    return RungMark(percent(x), percent(room), place, "hit" if rung.hit else "off" if off else "", factor, text, when, posts)


def _when(moment: datetime | None, at: datetime, zone: tzinfo) -> str:
    if moment is None:
        return ""
    time = words.clock_time(moment, zone)
    same_day = words.local(moment, zone).date() == words.local(at, zone).date()
    return time if same_day else f"{words.tick_day(moment, zone)}, {time}"


def _lines(mark: RungMark) -> int:
    characters = max(8, (_number(mark.room) * PIXELS - 9) / 6.4)
    return min(5, ceil(len(mark.label) / characters) + ceil(len(mark.posts) / characters))


def _beyond(marks: tuple[RungMark, ...], axis: Axis) -> str:
    """The scale runs on past the line while somebody stands there, or while time was overdrawn."""
    ends = [_number(mark.x) for mark in marks if mark.place == "beyond"]
    if axis.counted > axis.term:
        ends += [LINE + 2 * STEP, axis.now]
    return percent(min(EDGE, max(ends))) if ends else ""


def _now_side(now: float, marks: tuple[RungMark, ...]) -> str:
    """On which side of its line the word «now» fits among the labels of the rungs; empty if on none."""
    taken = [_number(mark.x) for mark in marks]
    if now >= 11 and not any(now - 24 < x < now + 1 for x in taken):
        return "end"
    return "start" if not any(now - 14 < x < now + 11 for x in taken) else ""


def _inside(parts: tuple[Part, ...], days: tuple[DayMark, ...], now: float) -> str:
    """Where the words of the time passed stand: on the ink, on the empty track, or nowhere for want of room."""
    last = parts[-1] if parts else None
    if last is not None and last.kind == "run":
        cut = max((_number(mark.x) for mark in days if mark.past), default=0.0)
        if last.end - max(last.start, cut) >= INK_WORDS:
            return "ink"
    return "track" if LINE - now >= TRACK_WORDS else ""
