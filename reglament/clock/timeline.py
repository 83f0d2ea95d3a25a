"""The open time of a calendar as one line of seconds: how much lies between two instants, and where a sum is full."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from reglament.clock.hours import MIDNIGHT, Hours, length
from reglament.clock.instants import END_OF_TIME
from reglament.clock.zones import KEPT_DAYS, LAST_DAY, Zone, days_of_year

Stretch = tuple[int, int]
"""[start, end) in whole seconds since the epoch."""

WALK = 750
"""Days that are visited one by one; longer ways go by years."""


class Timeline:
    """Open seconds of a zone, a week (Monday first) and exceptions by day ordinal."""

    def __init__(self, zone: Zone, week: tuple[Hours, ...], exceptions: Mapping[int, Hours]) -> None:
        self.zone = zone
        self._week = tuple(_joined(hours) for hours in week)
        self._exceptions = {day: _joined(hours) for day, hours in exceptions.items()}
        self._open_exceptions = sorted(day for day, hours in self._exceptions.items() if hours)
        self._lengths = tuple(length(hours) for hours in week)
        self._days: dict[int, tuple[Stretch, ...]] = {}
        self._years: dict[int, int] = {}
        self.never_closes = {*self._week, *self._exceptions.values()} == {((0, MIDNIGHT),)}

    def spans(self, day: int) -> tuple[Stretch, ...]:
        """The open stretches of one local day, in order; those that touch are one."""
        known = self._days.get(day)
        if known is None:
            if len(self._days) >= KEPT_DAYS:
                self._days.clear()
            known = self._days[day] = self._reckoned(day)
        return known

    def working_days(self, first: int) -> Iterator[int]:
        """The days with any open time from a day on."""
        return (day for day in self._days_between(first, LAST_DAY) if self.spans(day))

    def runs(self, start: int, end: int) -> Iterator[Stretch]:
        """The open stretches between two instants, clipped to them; those that touch are one, over midnight too."""
        if self.never_closes:
            pieces: Iterable[Stretch] = [(start, end)] if start < end else []
        else:
            pieces = self._pieces(start, end, self._days_between(*self._reach_of(start, end)))
        run: Stretch | None = None
        for piece in pieces:
            if run is not None and run[1] == piece[0]:
                run = run[0], piece[1]
            else:
                if run is not None:
                    yield run
                run = piece
        if run is not None:
            yield run

    def count(self, start: int, end: int) -> int:
        """Open seconds between two instants."""
        if self.never_closes:
            return max(0, end - start)
        first, last = self._reach_of(start, end)
        if last - first <= WALK or not any(self._lengths):
            return self._sum(start, end, first, last)
        # Two days of margin: an hour that comes twice may belong to the neighbouring day.
        head, tail = date.fromordinal(first + 2).year, date.fromordinal(last - 2).year
        return (
            self._sum(start, end, first, days_of_year(head)[-1])
            + sum(map(self._year, range(head + 1, tail)))
            + self._sum(start, end, days_of_year(tail)[0], last)
        )

    def advance(self, start: int, seconds: int) -> int | None:
        """The least instant with so many (at least 1) open seconds since `start`; None if time ends before."""
        if self.never_closes or seconds > END_OF_TIME - start:
            return start + seconds if seconds <= END_OF_TIME - start else None
        first, last = self._reach_of(start, start)
        if not any(self._lengths):
            return self._full(start, seconds, self._days_between(first, LAST_DAY))[0]
        year = date.fromordinal(last).year
        found, seconds = self._full(start, seconds, range(first, days_of_year(year)[-1] + 1))
        while found is None and year < date.max.year:
            year += 1
            if self._year(year) < seconds:
                seconds -= self._year(year)
            else:
                found, seconds = self._full(start, seconds, days_of_year(year))
        return found

    def _reckoned(self, day: int) -> tuple[Stretch, ...]:
        hours = self._hours(day)
        if not hours:
            return ()
        midnight = self.zone.midnight(day)
        if midnight is not None:
            return tuple([(midnight + opening * 60, midnight + closing * 60) for opening, closing in hours])
        yesterday = max((closing for _, closing in self._moved(day - 1)), default=None)
        return _joined(_after(yesterday, self._moved(day)))

    def _moved(self, day: int) -> list[Stretch]:
        """The stretches of a day on which the wall clock may be moved; they may overlap."""
        zone = self.zone
        return [(zone.opening(day, o * 60), zone.closing(day, c * 60)) for o, c in self._hours(day)]

    def _hours(self, day: int) -> Hours:
        known = self._exceptions.get(day)
        return self._week[(day - 1) % 7] if known is None else known

    def _reach_of(self, start: int, end: int) -> tuple[int, int]:
        """The days that can have open time between two instants; a day's hours may touch its neighbours' time."""
        return self.zone.day_of(start) - 1, self.zone.day_of(end) + 1

    def _days_between(self, first: int, last: int) -> Iterable[int]:
        if any(self._lengths):
            return range(first, last + 1)
        days = self._open_exceptions
        return days[bisect_left(days, first) : bisect_right(days, last)]

    def _pieces(self, start: int, end: int, days: Iterable[int]) -> Iterator[Stretch]:
        for day in days:
            for opening, closing in self.spans(day):
                if closing > start and opening < end:
                    yield opening if opening > start else start, closing if closing < end else end

    def _sum(self, start: int, end: int, first: int, last: int) -> int:
        return sum(closing - opening for opening, closing in self._pieces(start, end, self._days_between(first, last)))

    def _full(self, start: int, seconds: int, days: Iterable[int]) -> tuple[int | None, int]:
        """The instant at which the sum is full, or else the seconds still missing after these days."""
        for opening, closing in self._pieces(start, END_OF_TIME, days):
            if closing - opening >= seconds:
                return opening + seconds, 0
            seconds -= closing - opening
        return None, seconds

    def _year(self, year: int) -> int:
        """Open seconds of all days of a year: weeks by multiplication, only odd days one by one."""
        if year not in self._years:
            days = days_of_year(year)
            weeks, rest = divmod(len(days), 7)
            total = weeks * sum(self._lengths) + sum(self._lengths[(day - 1) % 7] for day in days[len(days) - rest :])
            odd = self.zone.restless(year).union(day for day in self._exceptions if day in days)
            for day in odd:
                total += sum(closing - opening for opening, closing in self.spans(day)) - self._lengths[(day - 1) % 7]
            self._years[year] = total
        return self._years[year]


def _joined(hours: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The same hours or stretches with those that touch made one."""
    joined: list[tuple[int, int]] = []
    for opening, closing in hours:
        if joined and joined[-1][1] == opening:
            joined[-1] = (joined[-1][0], closing)
        else:
            joined.append((opening, closing))
    return tuple(joined)


def _after(earliest: int | None, stretches: list[Stretch]) -> Iterator[Stretch]:
    """What of these ordered stretches nothing before has covered."""
    for opening, closing in stretches:
        begin = opening if earliest is None else max(opening, earliest)
        if begin < closing:
            yield begin, closing
            earliest = closing
