"""The rungs of the escalation matrix on the scale of a promise: moment and posts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from fractions import Fraction
from itertools import pairwise
from textwrap import wrap

from django.utils.translation import gettext as _

from reglament.ui import words
from reglament.ui.promise.axis import EDGE, LINE, Axis, number_of, percent

MARGIN = 101.4
"""The last label may reach into the gap before the figure."""
PIXELS = 7.6
"""Of one percent of the bar, rather narrow, and of a letter; with them the lines of a label are estimated."""
LETTER = 6.4


@dataclass(frozen=True, slots=True)
class Rung:
    """A row of the escalation matrix on this clock: at `factor` terms these posts may be called, from `at` on."""

    factor: Fraction
    posts: tuple[str, ...]
    at: datetime | None
    hit: bool


@dataclass(frozen=True, slots=True)
class RungMark:
    """`place`: before, due or beyond the line; `tone`: hit, off or empty; `room`: width of its label.

    `when` is the moment as short as a label needs it, `moment` the same with room for the date; '' while unknown.
    """

    x: str
    room: str
    place: str
    tone: str
    factor: str
    label: str
    when: str
    moment: str
    posts: str


def marks(axis: Axis, rungs: Iterable[Rung], at: datetime, zone: tzinfo, *, stopped: bool) -> Iterator[RungMark]:
    shown = sorted(_worth_showing(rungs, stopped=stopped), key=lambda rung: rung.factor)
    places = [*(min(EDGE, axis.factor(rung.factor)) for rung in shown), MARGIN]
    for rung, (x, following) in zip(shown, pairwise(places), strict=True):
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
    tone = "hit" if rung.hit else "off" if off else ""
    return RungMark(percent(x), percent(room), place, tone, factor, text, when, _moment(rung.at, at, zone), posts)


def _when(moment: datetime | None, at: datetime, zone: tzinfo) -> str:
    if moment is None:
        return ""
    time = words.clock_time(moment, zone)
    same_day = words.local(moment, zone).date() == words.local(at, zone).date()
    return time if same_day else f"{words.tick_day(moment, zone)}, {time}"


def _moment(moment: datetime | None, at: datetime, zone: tzinfo) -> str:
    return f"{words.near_day(moment, at, zone)}, {words.clock_time(moment, zone)}" if moment else ""


def lines(mark: RungMark) -> int:
    """How many lines the label may take, six at most."""
    characters = max(8, int((number_of(mark.room) * PIXELS - 9) / LETTER))
    return min(6, len(wrap(mark.label, characters)) + len(wrap(mark.posts, characters)))
