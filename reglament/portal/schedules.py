"""R-06  The working time of a contract: which priorities keep which calendar, and its exceptions now and next month."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import pgettext

from reglament.clock.calendar import Calendar, Hours
from reglament.contracts import calendars
from reglament.contracts.models import PolicyVersion, ProductionDay, WorkCalendar
from reglament.ui import words

MINUTES = 24 * 60
Span = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Schedule:
    """`used_for`: «Регистрация», «Приоритеты 2, 3, 4»; `exceptions`: (day, hours, reason)."""

    name: str
    zone: str
    used_for: str
    week: list[tuple[str, tuple[Span, ...]]]
    exceptions: list[tuple[str, str, str]]


def of(policy: PolicyVersion, today: date) -> list[Schedule]:
    """One schedule per calendar of the policy, the registration's first."""
    used: dict[int, list[int]] = {}
    known: dict[int, WorkCalendar] = {policy.registration_calendar_id: policy.registration_calendar}
    for row in policy.calendars.select_related("calendar").order_by("priority"):
        used.setdefault(row.calendar_id, []).append(row.priority)
        known[row.calendar_id] = row.calendar
    return [_schedule(known[pk], used.get(pk, []), pk == policy.registration_calendar_id, today) for pk in known]


def guessed_years(first: date, last: date) -> list[int]:
    """Years of this time whose days off are not decreed yet."""
    years = ProductionDay.objects.filter(confirmed=False, date__gte=first, date__lt=last)
    return sorted(set(years.values_list("date__year", flat=True)))


def _schedule(calendar: WorkCalendar, priorities: list[int], registers: bool, today: date) -> Schedule:
    clock = calendars.clock_calendar(calendar)
    week = [(name, tuple(_spans(hours))) for name, hours in zip(_weekdays(today), clock.week, strict=True)]
    used_for = ", ".join(_uses(priorities, registers))
    noon = datetime.combine(today, time(12), UTC)
    return Schedule(clock.name, words.zone_name(calendar.zone, noon), used_for, week, list(_exceptions(clock, today)))


def _uses(priorities: list[int], registers: bool) -> Iterator[str]:
    if registers:
        yield pgettext("calendar", "registration")
    if len(priorities) == 1:
        yield pgettext("calendar", "priority %(number)s") % {"number": priorities[0]}
    elif priorities:
        yield pgettext("calendar", "priorities %(numbers)s") % {"numbers": ", ".join(map(str, priorities))}


def _weekdays(today: date) -> list[str]:
    monday = today - timedelta(days=today.weekday())
    return [words.weekday(monday + timedelta(days=number)) for number in range(7)]


def _exceptions(calendar: Calendar, today: date) -> Iterator[tuple[str, str, str]]:
    """From the first of this month to the end of the next one."""
    first = today.replace(day=1)
    last = (first + timedelta(days=62)).replace(day=1)
    for day in sorted(calendar.exceptions):
        if first <= day < last:
            hours = calendar.hours_on(day)
            yield words.short_day(day), _hours(hours) or pgettext("calendar", "closed"), calendar.reason_on(day)


def _spans(hours: Hours) -> Iterator[Span]:
    for opening, closing in hours:
        yield f"{opening / MINUTES:.2%}", f"{(closing - opening) / MINUTES:.2%}", _hours(((opening, closing),))


def _hours(hours: Iterable[tuple[int, int]]) -> str:
    return ", ".join(f"{_time(opening)}–{_time(closing)}" for opening, closing in hours)


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
