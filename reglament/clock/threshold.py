"""What a promise allows: an amount and its unit."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice

from reglament.clock.calendar import Calendar
from reglament.clock.instants import END_OF_TIME, seconds_of
from reglament.clock.timeline import Timeline


class Unit(StrEnum):
    """What the amount of a threshold counts."""

    SECONDS = "seconds"
    """Open seconds of the calendar."""
    WORKING_DAYS = "working_days"
    """Usual working days of the calendar, counted by their hours."""
    END_OF_DAY = "end_of_day"
    """Working days after that of the request; it may take until the last of them closes."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """An amount of some unit. ValueError if it is negative or the cut-off is not a time of day.

    The cut-off (minutes from local midnight, END_OF_DAY only): a request after it, or on a day off, counts as one of
    the next working day. Without it a request counts on its own date, so one of a day off is due a working day earlier.
    """

    amount: int
    unit: Unit = Unit.SECONDS
    cutoff: int | None = None

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("a threshold cannot be negative")
        if self.cutoff is not None and not 0 <= self.cutoff <= 24 * 60:
            raise ValueError("a cut-off lies between 00:00 and 24:00")


def allowance(threshold: Threshold, calendar: Calendar, start: datetime) -> int:
    """The open seconds a clock started then may take, pauses aside."""
    if threshold.unit is Unit.SECONDS:
        return threshold.amount
    if threshold.unit is Unit.WORKING_DAYS:
        return threshold.amount * calendar.nominal_day
    begin, timeline = seconds_of(start), calendar.timeline
    return timeline.count(begin, _close(threshold, timeline, begin))


def _close(threshold: Threshold, timeline: Timeline, begin: int) -> int:
    """The last closing time of the day that the threshold ends on, or the end of time if there are not so many days."""
    day = _counted_day(threshold, timeline, begin)
    following = timeline.working_days(day + min(threshold.amount, 1))
    last = next(islice(following, max(threshold.amount - 1, 0), None), None)
    return END_OF_TIME if last is None else timeline.spans(last)[-1][1]


def _counted_day(threshold: Threshold, timeline: Timeline, begin: int) -> int:
    """The day a request counts on."""
    today = timeline.zone.day_of(begin)
    if threshold.cutoff is None:
        return today
    if timeline.spans(today) and begin <= timeline.zone.closing(today, threshold.cutoff * 60):
        return today
    return next(timeline.working_days(today + 1), today)
