"""When a story's step stands: so long ago, on that day of the company's wall clock, so many service hours later."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from reglament.cases.models import Case
from reglament.clock.calendar import Calendar
from reglament.clock.worktime import reach
from reglament.contracts import thresholds, versions
from reglament.contracts.models import Contract
from reglament.demo.reading import Row

DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$")


def duration(text: str) -> timedelta:
    """'P1DT2H30M' → 1 day, 2:30."""
    found = DURATION.match(text)
    if not found:
        raise ValueError(f"not a duration: {text!r}")
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def start(row: Row, zone: ZoneInfo, calendar: Calendar | None, *, at: datetime) -> datetime:
    """The instant a story begins, as seen from `at`."""
    if "ago" in row:
        return at - duration(row["ago"])
    today = at.astimezone(zone).date()
    if "days" in row:
        when = today - timedelta(days=row["days"])
    elif "workdays" in row:
        when = _workdays_back(today, row["workdays"], calendar)
    else:
        when = _last(row["last"], today)
    return datetime.combine(when, time.fromisoformat(row["at"]), tzinfo=zone).astimezone(UTC)


def after(row: Row, before: datetime, case: Case | None) -> datetime:
    """The instant of a step that stands `after` (wall clock) or `work` (service time) behind the one before."""
    if "work" not in row:
        return before + duration(row.get("after", "PT0S"))
    calendar = calendar_of(case) if case else None
    seconds = int(duration(row["work"]).total_seconds())
    later = reach(calendar, before, seconds) if calendar else None
    return later or before + timedelta(seconds=seconds)


def calendar_of(case: Case) -> Calendar | None:
    """The hours the case's priority is worked in."""
    return thresholds.read(case.policy_id).calendar(case.priority, "SOL") if case.policy_id else None


def contract_calendar(contract: Contract | None, on: date) -> Calendar | None:
    """The hours of priority 3, the ordinary ones of a contract."""
    version = versions.in_force(contract, on) if contract else None
    return thresholds.read(version.policy_id).calendar(3, "SOL") if version and version.policy_id else None


def _workdays_back(today: date, count: int, calendar: Calendar | None) -> date:
    when = today
    while count:
        when -= timedelta(days=1)
        count -= bool(calendar.hours_on(when) if calendar else when.weekday() < 5)
    return when


def _last(month_day: str, today: date) -> date:
    month, number = (int(part) for part in month_day.split("-"))
    when = date(today.year, month, number)
    return when if when < today else date(today.year - 1, month, number)
