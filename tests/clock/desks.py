"""Calendars and instants the tests of the clock share."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from reglament.clock.calendar import Calendar, Day, Hours

HOUR = 3600
CLOSED: Hours = ()
NINE_TO_SIX: Hours = ((540, 1080),)
NINE_TO_FIVE: Hours = ((540, 1020),)
ALL_DAY: Hours = ((0, 1440),)
WORKWEEK = (NINE_TO_SIX,) * 5 + (CLOSED,) * 2

HOLIDAY = "праздник (ст. 112 ТК РФ)"
SHORT = "сокращённый день (ст. 95 ТК РФ)"
MOVED = "перенос выходного"
EXCEPTIONS = {
    date(2025, 11, 1): Day(NINE_TO_FIVE, MOVED),
    date(2025, 11, 3): Day(CLOSED, HOLIDAY),
    date(2026, 2, 23): Day(CLOSED, HOLIDAY),
    date(2026, 3, 9): Day(CLOSED, HOLIDAY),
    date(2026, 4, 30): Day(NINE_TO_FIVE, SHORT),
    date(2026, 5, 1): Day(CLOSED, HOLIDAY),
    date(2026, 6, 11): Day(NINE_TO_FIVE, SHORT),
    date(2026, 6, 12): Day(CLOSED, HOLIDAY),
}


def workweek(zone: str = "Europe/Moscow", exceptions: dict[date, Day] | None = None) -> Calendar:
    """Monday to Friday from nine to six."""
    return Calendar(zone, WORKWEEK, EXCEPTIONS if exceptions is None else exceptions, "9x5")


def every_day(hours: Hours, zone: str = "Europe/Moscow") -> Calendar:
    """The same hours on all days of the week."""
    return Calendar(zone, (hours,) * 7)


def local(text: str, zone: str = "Europe/Moscow") -> datetime:
    """A wall time like "2026-04-30 16:30" as a UTC instant."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def utc(text: str) -> datetime:
    """A UTC time like "2026-04-30 13:30"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
