"""A contract's tables as the page draws them: thresholds by priority, weekly hours, the escalation matrix."""

from collections.abc import Iterable

from reglament.contracts import thresholds
from reglament.contracts.matrix import Rung
from reglament.contracts.models import ContractVersion, Post, WorkCalendar
from reglament.desk import choices
from reglament.ui import promise
from reglament.ui.names import WEEKDAYS
from reglament.ui.words import language, number, pick

CLOCKS = ("REG", "REACT", "DIAG", "WA", "SOL")
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_MINUTES = 24 * 60

Degrees = list[tuple[tuple[int, str], tuple[str, ...]]]
Spans = tuple[tuple[str, str, str], ...]


def thresholds_of(version: ContractVersion | None) -> tuple[list[str], Degrees]:
    """Names of the clocks; for each priority what each clock allows, '' where the table has no value."""
    if version is None or version.policy_id is None:
        return [], []
    terms = thresholds.read(version.policy_id)
    rows = []
    for degree in choices.priorities():
        cells = [terms.threshold(degree[0], clock) for clock in CLOCKS]
        rows.append((degree, tuple(promise.norm(cell) if cell else "" for cell in cells)))
    return [promise.label(clock) for clock in CLOCKS], rows


def hours_of(version: ContractVersion | None) -> list[tuple[str, str, list[tuple[str, Spans]]]]:
    """(priorities, calendar, days) for each calendar of the policy: whose hours it keeps and when it is open."""
    if version is None or version.policy is None:
        return []
    rows = version.policy.calendars.select_related("calendar").order_by("priority")
    by_calendar: dict[WorkCalendar, list[str]] = {}
    for row in rows:
        by_calendar.setdefault(row.calendar, []).append(str(row.priority))
    return [(", ".join(degrees), pick(kept, "name"), _week(kept)) for kept, degrees in by_calendar.items()]


def _week(calendar: WorkCalendar) -> list[tuple[str, Spans]]:
    names = WEEKDAYS[language()]
    return [
        (name, tuple(_span(text) for text in calendar.week.get(day, ()))) for day, name in zip(WEEK, names, strict=True)
    ]


def _span(text: str) -> tuple[str, str, str]:
    """'09:00-18:00' as (left %, width %, words) on a ruler of 24 hours."""
    start, end = (_minutes(part) for part in text.split("-"))
    left, width = start / DAY_MINUTES * 100, (end - start) / DAY_MINUTES * 100
    return f"{left:.2f}%", f"{width:.2f}%", text.replace("-", "–")


def _minutes(clock_time: str) -> int:
    hours, minutes = clock_time.split(":")
    return int(hours) * 60 + int(minutes)


def matrix_rows(rungs: Iterable[Rung]) -> list[tuple[str, str, list[str], str]]:
    """(rung, clock, posts with their people, those in copy)."""
    return [
        (
            f"{number(float(rung.factor))}X",
            promise.label(rung.clock),
            [_post(post) for post in rung.posts],
            "; ".join(_post(post) for post in rung.copies),
        )
        for rung in rungs
    ]


def _post(post: Post) -> str:
    people = " / ".join(person.full_name for person in (post.holder, post.deputy) if person)
    return f"{pick(post, 'name')}: {people}" if people else pick(post, "name")
