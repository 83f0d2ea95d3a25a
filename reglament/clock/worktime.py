"""The two sums of a clock: how much has run, and when a length is full."""

from collections.abc import Sequence
from datetime import datetime

from reglament.clock.calendar import Calendar
from reglament.clock.instants import END_OF_TIME, instant_of, seconds_of
from reglament.clock.spans import Span, between, held_from


def elapsed(calendar: Calendar, start: datetime, until: datetime, pauses: Sequence[Span] = ()) -> int:
    """Open seconds between two instants, pauses left out; 0 if `until` comes first."""
    count = calendar.timeline.count
    return sum(count(begin, end) for begin, end in between(pauses, seconds_of(start), seconds_of(until)))


def reach(calendar: Calendar, start: datetime, seconds: int, pauses: Sequence[Span] = ()) -> datetime | None:
    """The least instant at which so many seconds have elapsed; a closing time stays the closing time.

    None if that never happens, or not before a pause that is still running. ValueError if `seconds` is negative.
    """
    if seconds < 0:
        raise ValueError("a length of time cannot be negative")
    begin = seconds_of(start)
    if seconds == 0:
        return instant_of(begin)
    held = held_from(pauses)
    until = END_OF_TIME if held is None else seconds_of(held)
    for opened, closed in between(pauses, begin, until):
        found = calendar.timeline.advance(opened, seconds)
        if found is None or found <= closed:
            return None if found is None else instant_of(found)
        seconds -= calendar.timeline.count(opened, closed)
    return None
