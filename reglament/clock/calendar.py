"""A calendar of open hours: a week in one zone, and the dates that differ from it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from reglament.clock.hours import CalendarError, Day, Hours, length, read_exceptions, read_week, tidy
from reglament.clock.instants import instant_of, seconds_of
from reglament.clock.timeline import Stretch, Timeline
from reglament.clock.zones import zone

__all__ = ["Calendar", "CalendarError", "Day", "Hours"]

Interval = tuple[datetime, datetime]


@dataclass(frozen=True)
class Calendar:
    """Seven days of hours, Monday first, in an IANA zone; an exception replaces its day. CalendarError if impossible.

    The first question about a day is reckoned, the next ones remembered, so keep a calendar that is asked often.
    """

    zone: str
    week: tuple[Hours, ...]
    exceptions: Mapping[date, Day] = field(default_factory=dict)
    name: str = ""

    def __post_init__(self) -> None:
        zone(self.zone)
        if len(self.week) != 7:
            raise CalendarError("a week has seven days")
        object.__setattr__(self, "week", tuple(map(tidy, self.week)))
        exceptions = {when: Day(tidy(day.hours), day.reason) for when, day in self.exceptions.items()}
        object.__setattr__(self, "exceptions", exceptions)

    @classmethod
    def from_json(cls, data: object) -> "Calendar":
        """The calendar of {"zone": …, "week": {"mon": ["09:00-18:00"], …}, "exceptions": {"2026-05-01": []}}."""
        if not isinstance(data, dict):
            raise CalendarError("the calendar must be an object")
        name = data.get("zone")
        if not isinstance(name, str):
            raise CalendarError("the calendar has no zone")
        return cls(name, read_week(data.get("week")), read_exceptions(data.get("exceptions")))

    @cached_property
    def timeline(self) -> Timeline:
        """The same calendar for sums in whole seconds since the epoch."""
        hours = {when.toordinal(): day.hours for when, day in self.exceptions.items()}
        return Timeline(zone(self.zone), self.week, hours)

    @cached_property
    def nominal_day(self) -> int:
        """Seconds of a usual working day: the commonest length in the week, the longer of two as common."""
        lengths = Counter(length(hours) for hours in self.week if hours)
        return max(lengths, key=lambda seconds: (lengths[seconds], seconds), default=0)

    def hours_on(self, day: date) -> Hours:
        """The hours of a local date."""
        exception = self.exceptions.get(day)
        return self.week[day.weekday()] if exception is None else exception.hours

    def reason_on(self, day: date) -> str:
        """Why a local date differs from its weekday; empty if it does not."""
        exception = self.exceptions.get(day)
        return "" if exception is None else exception.reason

    def day_of(self, instant: datetime) -> date:
        """The local date of an instant."""
        return date.fromordinal(self.timeline.zone.day_of(seconds_of(instant)))

    def spans_on(self, day: date) -> tuple[Interval, ...]:
        """The open UTC intervals of a local date, in order; those that touch are one.

        An end in the hour that is leapt over moves forward to the first instant after it. Where an hour comes
        twice, an opening is the first and a closing the second; nothing is open twice.
        """
        return tuple(map(_instants, self.timeline.spans(day.toordinal())))

    def open_between(self, start: datetime, end: datetime) -> Iterator[Interval]:
        """The open UTC intervals between two instants, clipped to them; those that touch are one, over midnight too."""
        return map(_instants, self.timeline.runs(seconds_of(start), seconds_of(end)))


def _instants(stretch: Stretch) -> Interval:
    return instant_of(stretch[0]), instant_of(stretch[1])
