"""Turns the stored calendars into the clock's own, with every exception and its reason."""

from collections.abc import Iterable
from datetime import date

from django.utils import translation

from reglament.clock.calendar import Calendar, Day, Hours
from reglament.contracts.models import ProductionDay, WorkCalendar
from reglament.memory.values import Kept

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_kept: Kept[tuple[int, str], Calendar] = Kept()
_known: Kept[str, WorkCalendar | None] = Kept()


def clock_calendar(calendar: WorkCalendar) -> Calendar:
    """The calendar for the clock, its reasons in the reader's language."""
    language = "en" if (translation.get_language() or "ru").startswith("en") else "ru"
    rows, key = _kept.fresh(), (calendar.pk, language)
    if key not in rows:
        rows[key] = _built(calendar, language)
    return rows[key]


def named(code: str) -> Calendar | None:
    """The calendar of this code; None: there is none."""
    rows = _known.fresh()
    if code not in rows:
        rows[code] = WorkCalendar.objects.filter(code=code).first()
    found = rows[code]
    return clock_calendar(found) if found else None


def years_without_data(years: Iterable[int]) -> list[int]:
    """Years the production calendar says nothing about: the manager is warned before they begin."""
    known = set(ProductionDay.objects.values_list("date__year", flat=True).distinct())
    return [year for year in years if year not in known]


def _built(calendar: WorkCalendar, language: str) -> Calendar:
    week = tuple(_hours(calendar.week.get(day, ())) for day in WEEKDAYS)
    exceptions: dict[date, Day] = {}
    if calendar.production:
        exceptions |= _production(calendar, week, language)
    for row in calendar.exceptions.all():
        exceptions[row.date] = Day(_hours(row.hours), _reason(row, language))
    return Calendar(calendar.zone, week, exceptions, getattr(calendar, f"name_{language}"))


def _production(calendar: WorkCalendar, week: tuple[Hours, ...], language: str) -> dict[date, Day]:
    """Off: closed. Work: the hours of a weekday. Short: the last closing moved forward by what was agreed."""
    weekday = next((hours for hours in week if hours), ())
    days: dict[date, Day] = {}
    for row in ProductionDay.objects.order_by("date", "-kind"):  # work before short before off
        usual = days[row.date].hours if row.date in days else week[row.date.weekday()]
        if row.kind == ProductionDay.Kind.OFF:
            days[row.date] = Day((), _reason(row, language))
        elif row.kind == ProductionDay.Kind.WORK:
            days[row.date] = Day(weekday, _reason(row, language))
        elif calendar.short_day_minus_min and usual:
            days[row.date] = Day(_shortened(usual, calendar.short_day_minus_min), _reason(row, language))
    return days


def _shortened(hours: Hours, minutes: int) -> Hours:
    opening, closing = hours[-1]
    return (*hours[:-1], (opening, max(closing - minutes, opening + 1)))


def _hours(intervals: Iterable[str]) -> Hours:
    return tuple((_minutes(opening), _minutes(closing)) for opening, closing in (text.split("-") for text in intervals))


def _minutes(clock_time: str) -> int:
    hours, minutes = clock_time.split(":")
    return int(hours) * 60 + int(minutes)


def _reason(row: object, language: str) -> str:
    title, grounds = getattr(row, f"title_{language}"), getattr(row, f"grounds_{language}")
    return f"{title} ({grounds})" if title and grounds else title
