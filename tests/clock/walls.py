"""The clock made again the slow way: a wall clock is watched minute by minute, and nothing of it is calculated."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from reglament.clock.calendar import Calendar
from reglament.clock.spans import Span

MINUTE = timedelta(minutes=1)
MARGIN = timedelta(days=3)


class Wall:
    """The wall clock of a calendar from a little before one instant to a little after another."""

    def __init__(self, calendar: Calendar, start: datetime, end: datetime) -> None:
        self.start = start - MARGIN
        count = (end + MARGIN - self.start) // MINUTE
        zone = ZoneInfo(calendar.zone)
        instants = (self.start + number * MINUTE for number in range(count))
        self.shown = [instant.astimezone(zone).replace(tzinfo=None) for instant in instants]
        self.is_open = [False] * count
        for day in sorted({shown.date() for shown in self.shown})[1:-1]:
            for opening, closing in calendar.hours_on(day):
                first, last = self._first(day, opening), self._last(day, closing)
                self.is_open[first:last] = [True] * (last - first)

    def counted(self, start: datetime, end: datetime, pauses: Sequence[Span]) -> list[datetime]:
        """The minutes between two instants that are open and in no pause."""
        numbers = range((start - self.start) // MINUTE, (end - self.start) // MINUTE)
        instants = [self.start + number * MINUTE for number in numbers if self.is_open[number]]
        return [at for at in instants if not any(pause.start <= at and _lasts(pause, at) for pause in pauses)]

    def _first(self, day: date, minute: int) -> int:
        """The first minute that shows this time, or a later one if it is leapt over."""
        sought = datetime.combine(day, datetime.min.time()) + minute * MINUTE
        return next(number for number, shown in enumerate(self.shown) if shown >= sought)

    def _last(self, day: date, minute: int) -> int:
        """The last minute that shows this time, or the first after it; for 24:00 the one after the date's last."""
        if minute == 1440:
            return 1 + max(number for number, shown in enumerate(self.shown) if shown.date() == day)
        sought = datetime.combine(day, datetime.min.time()) + minute * MINUTE
        shows = [number for number, shown in enumerate(self.shown) if shown == sought]
        return shows[-1] if shows else self._first(day, minute)


def _lasts(pause: Span, at: datetime) -> bool:
    return pause.end is None or at < pause.end
