"""From wall time to instants in one zone, also on the days when the wall clock is moved."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from reglament.clock.hours import CalendarError
from reglament.clock.instants import EPOCH, instant_of, seconds_of

DAY = 86400
DAYS_OF_400_YEARS = 146_097
EPOCH_DAY = EPOCH.toordinal()

# A day whose midnights lie outside the years 1 to 9999 in some zone cannot be reckoned with.
FIRST_DAY = date.min.toordinal() + 2
LAST_DAY = date.max.toordinal() - 2
FIRST_SECOND = (FIRST_DAY - EPOCH_DAY) * DAY
LAST_SECOND = (LAST_DAY - EPOCH_DAY) * DAY

KEPT_DAYS = 20_000
"""Days that are remembered before the memory is emptied."""


class Zone:
    """One zone. Days are ordinals as in `date.toordinal`, instants whole seconds since the epoch."""

    def __init__(self, name: str) -> None:
        self._info = ZoneInfo(name)
        self._midnights: dict[int, int] = {}
        self._restless: dict[int, frozenset[int]] = {}

    def day_of(self, second: int) -> int:
        """The local day of an instant."""
        inside = min(max(second, FIRST_SECOND), LAST_SECOND)
        return instant_of(inside).astimezone(self._info).toordinal()

    def midnight(self, day: int) -> int | None:
        """The instant at which a day begins, unless the wall clock may be moved on it."""
        if day in self.restless(date.fromordinal(day).year):
            return None
        known = self._midnights.get(day)
        if known is None:
            if len(self._midnights) >= KEPT_DAYS:
                self._midnights.clear()
            known = self._midnights[day] = (day - EPOCH_DAY) * DAY - self.offset(day)
        return known

    def restless(self, year: int) -> frozenset[int]:
        """The days of the year on which the wall clock may be moved."""
        known = self._restless.get(year)
        if known is None:
            known = self._restless[year] = frozenset(self._moved_in(year))
        return known

    def offset(self, day: int, second: int = 0, fold: int = 0) -> int:
        """Seconds that the wall clock is ahead of UTC at a local time; `fold` as in PEP 495."""
        hour, rest = divmod(second, 3600)
        midnight = datetime.fromordinal(day)
        wall = midnight.replace(hour=hour, minute=rest // 60, second=rest % 60, tzinfo=self._info, fold=fold)
        ahead = wall.utcoffset()
        assert ahead is not None
        return ahead.days * DAY + ahead.seconds

    def opening(self, day: int, second: int) -> int:
        """The first instant at which the wall clock shows this time, or leaps over it."""
        return min(self._occurrences(day, second))

    def closing(self, day: int, second: int) -> int:
        """The last instant at which the wall clock shows this time, or leaps over it; 24:00 is the end of the date."""
        if second < DAY:
            return max(self._occurrences(day, second))
        # When midnight itself comes twice, the date ended at the first one: the repeated hour is tomorrow's.
        return min(self.closing(day, DAY - 1) + 1, self.closing(day + 1, 0))

    def _moved_in(self, year: int) -> Iterator[int]:
        """The days whose midnight, or that of a neighbour, is another number of seconds ahead of UTC."""
        # No zone has dated rules beyond 2100, and rules without date repeat with the calendar every 400 years.
        cycles = max(0, year - 2100) // 400
        if cycles:
            yield from (day + cycles * DAYS_OF_400_YEARS for day in self.restless(year - cycles * 400))
            return
        days = days_of_year(year)
        midnights = map(datetime.fromordinal, range(days.start - 1, days.stop + 1))
        ahead = [midnight.replace(tzinfo=self._info, fold=1).utcoffset() for midnight in midnights]
        for index, day in enumerate(days):
            if not ahead[index] == ahead[index + 1] == ahead[index + 2]:
                yield day

    def _occurrences(self, day: int, second: int) -> tuple[int, ...]:
        wall = (day - EPOCH_DAY) * DAY + second
        before, after = self.offset(day, second), self.offset(day, second, fold=1)
        if before >= after:
            return wall - before, wall - after
        return (self._leap(wall - after, wall - before, after),)

    def _leap(self, low: int, high: int, after: int) -> int:
        """The instant in (low, high] from which the wall clock is `after` seconds ahead."""
        while high - low > 1:
            middle = (low + high) // 2
            local = instant_of(middle).astimezone(self._info)
            if seconds_of(local.replace(tzinfo=UTC)) - middle == after:
                high = middle
            else:
                low = middle
        return high


def days_of_year(year: int) -> range:
    """The ordinals of a year's days, as far as they can be reckoned with."""
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    return range(max(first, FIRST_DAY), min(last, LAST_DAY) + 1)


@cache
def zone(name: str) -> Zone:
    """The zone of an IANA name; CalendarError if there is none."""
    if name not in _names():
        raise CalendarError(f"unknown zone {name!r:.60}")
    return Zone(name)


@cache
def _names() -> frozenset[str]:
    # The machine's own zone and the placeholder mean another thing on another machine.
    return frozenset(available_timezones()) - {"localtime", "Factory"}
