"""Opening hours of one day, and how they are written."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

Hours = tuple[tuple[int, int], ...]
"""Minutes from local midnight, [open, close), in order, close at most 1440."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MIDNIGHT = 24 * 60
INTERVAL = re.compile(r"([01][0-9]|2[0-4]):([0-5][0-9])-([01][0-9]|2[0-4]):([0-5][0-9])")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class CalendarError(ValueError):
    """The calendar cannot be used; the message says why in plain English."""


@dataclass(frozen=True, slots=True)
class Day:
    """An exception: the hours that replace those of the weekday, and the reason shown in explanations."""

    hours: Hours
    reason: str = ""


@lru_cache(maxsize=4096)
def tidy(hours: Hours) -> Hours:
    """The same hours in order; CalendarError if they are empty, run over midnight or overlap. They may touch."""
    ordered = tuple(sorted(hours))
    for opening, closing in ordered:
        if not 0 <= opening <= MIDNIGHT or closing > MIDNIGHT:
            raise CalendarError(f"interval {_written(opening, closing)} does not lie between 00:00 and 24:00")
        if closing <= opening:
            raise CalendarError(f"interval {_written(opening, closing)} does not end after its start")
    for earlier, later in pairwise(ordered):
        if later[0] < earlier[1]:
            raise CalendarError(f"intervals {_written(*earlier)} and {_written(*later)} overlap")
    return ordered


def length(hours: Hours) -> int:
    """Seconds between opening and closing, summed over the day; changes of the wall clock aside."""
    return 60 * sum(closing - opening for opening, closing in hours)


def read_hours(data: object) -> Hours:
    """Hours written as a list like ["09:00-13:00", "14:00-24:00"], not yet tidy; CalendarError if they are not."""
    if not isinstance(data, list):
        raise CalendarError("the hours of a day must be a list of intervals")
    return tuple(map(_interval, data))


def read_week(data: object) -> tuple[Hours, ...]:
    """Seven days, Monday first, written as {"mon": [...], ...}; a missing weekday is closed."""
    if not isinstance(data, dict):
        raise CalendarError("the calendar has no week")
    for name in data:
        if name not in WEEKDAYS:
            raise CalendarError(f"unknown weekday {name!r:.40}")
    return tuple(read_hours(data.get(name, [])) for name in WEEKDAYS)


def read_exceptions(data: object) -> dict[date, Day]:
    """Exceptions written as {"2026-05-01": [...], ...}; nothing at all means none."""
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise CalendarError("the exceptions must be an object with dates as keys")
    return {_date(text): Day(read_hours(hours)) for text, hours in data.items()}


def _interval(text: object) -> tuple[int, int]:
    match = INTERVAL.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise CalendarError(f"not an interval like 09:00-18:00: {text!r:.40}")
    hour, minute, end_hour, end_minute = map(int, match.groups())
    return hour * 60 + minute, end_hour * 60 + end_minute


def _date(text: str) -> date:
    try:
        if DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise CalendarError(f"not a date like 2026-05-01: {text!r:.40}")


def _written(opening: int, closing: int) -> str:
    return "-".join(f"{minutes // 60:02}:{minutes % 60:02}" for minutes in (opening, closing))
