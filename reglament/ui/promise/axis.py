"""The scale of one promise: working time from its start to its deadline, then whole terms beyond it.

Every deadline stands on one vertical line, so promises of minutes and of weeks can be compared at a glance. Before the
line the scale holds what counted and what was paused; beyond it only what counted, one term a step.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from fractions import Fraction

from reglament.clock.calendar import Calendar
from reglament.clock.explain import Kind, Row
from reglament.clock.worktime import elapsed

LINE = 58.0
"""Percent of the width at which the deadline stands."""
STEP = 14.0
"""Percent for each further term: 2X at 72, 3X at 86."""
EDGE = 97.0
NOTCH = 0.8


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the bar in percent: `run`, `over` or `pause`."""

    kind: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What counted without a break: its instants, the count and the place on the scale at its start."""

    start: datetime
    end: datetime
    counted: int
    place: int

    @property
    def length(self) -> int:
        return int((self.end - self.start).total_seconds())


@dataclass
class Axis:
    """`term`: seconds the promise allows. Walk the rows once, then ask for places in percent."""

    term: int
    calendar: Calendar
    last: datetime
    """How far the rows have been walked; the start of the promise at first."""
    counted: int = 0
    place: int = 0
    _marks: list[tuple[str, int, int]] = field(default_factory=list)
    _stretches: list[_Stretch] = field(default_factory=list)

    def walk(self, rows: Iterable[Row]) -> None:
        for row in rows:
            if row.kind is Kind.COUNTED:
                self._count(row)
            elif row.kind is Kind.PAUSE:
                self._hold(row)

    @property
    def length(self) -> int:
        """Seconds of the scale from the start to the line."""
        return self.place + max(0, self.term - self.counted)

    @property
    def now(self) -> float:
        return self._percent(self.place) if self.counted < self.term else self._beyond(self.counted)

    @property
    def reached(self) -> bool:
        return self.counted >= self.term

    def parts(self) -> Iterator[Part]:
        for kind, start, end in self._marks:
            if kind == "over":
                yield Part(kind, self._beyond(start), self._beyond(end))
            elif kind == "notch":
                middle = self._beyond(start)
                yield Part("pause", max(LINE, middle - NOTCH / 2), middle + NOTCH / 2)
            else:
                yield Part(kind, self._percent(start), self._percent(end))

    def factor(self, factor: Fraction) -> float:
        """Where `factor` times the term lies."""
        if factor >= 1:
            return self._beyond(int(factor * self.term))
        wanted = int(factor * self.term)
        for stretch in self._stretches:
            if stretch.counted <= wanted <= stretch.counted + stretch.length:
                return self._percent(stretch.place + wanted - stretch.counted)
        return self._percent(self.place + wanted - self.counted)

    def days(self, zone: tzinfo, until: datetime | None) -> Iterator[tuple[datetime, float, bool]]:
        """The first counted instant of each local day up to the line: instant, place, and whether it has passed."""
        seen = None
        for stretch, past in self._course(until):
            for instant in _dawns(stretch, zone):
                place = stretch.place + int((instant - stretch.start).total_seconds())
                day = instant.astimezone(zone).date()
                if day != seen and place < self.length:
                    seen = day
                    yield instant, self._percent(place), past

    def _course(self, until: datetime | None) -> Iterator[tuple[_Stretch, bool]]:
        for stretch in self._stretches:
            yield stretch, True
        if until is None or self.reached:
            return
        counted, place = self.counted, self.place
        for start, end in self.calendar.open_between(self.last, until):
            stretch = _Stretch(start, end, counted, place)
            yield stretch, False
            counted, place = counted + stretch.length, place + stretch.length

    def _count(self, row: Row) -> None:
        before = min(row.seconds, max(0, self.term - self.counted))
        if before:
            self._mark("run", self.place, self.place + before)
            self._stretches.append(_Stretch(row.start, row.start + timedelta(seconds=before), self.counted, self.place))
            self.place += before
        if row.seconds > before:
            self._mark("over", self.counted + before, self.counted + row.seconds)
        self.counted += row.seconds
        self.last = row.end

    def _hold(self, row: Row) -> None:
        """A pause takes the place it would have counted, but never more than a quarter of the term."""
        self.last = row.end
        if self.reached:
            self._mark("notch", self.counted, self.counted)
            return
        length = min(elapsed(self.calendar, row.start, row.end), max(1, self.term // 4))
        if length:
            self._mark("pause", self.place, self.place + length)
            self.place += length

    def _mark(self, kind: str, start: int, end: int) -> None:
        """Stretches of one kind that touch are one, else hair lines would show between them."""
        if self._marks and self._marks[-1][0] == kind and self._marks[-1][2] == start:
            start = self._marks.pop()[1]
        self._marks.append((kind, start, end))

    def _percent(self, place: int) -> float:
        return place / max(1, self.length) * LINE

    def _beyond(self, counted: int) -> float:
        return min(EDGE, LINE + (counted - self.term) / max(1, self.term) * STEP)


def _dawns(stretch: _Stretch, zone: tzinfo) -> Iterator[datetime]:
    """The start of the stretch and every local midnight inside it."""
    yield stretch.start
    day = stretch.start.astimezone(zone).date()
    while True:
        day += timedelta(days=1)
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
        if midnight >= stretch.end:
            return
        yield midnight


def percent(value: float) -> str:
    """A place as an attribute of SVG: `42.5%`."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def number_of(place: str) -> float:
    return float(place.rstrip("%"))
