"""What would be promised: after registering, after another priority. Nothing is changed to find out."""

from dataclasses import dataclass
from datetime import datetime

from reglament.cases import clocks, journal
from reglament.cases.course import deadlines
from reglament.cases.journal import PriorityChange
from reglament.cases.models import Case
from reglament.cases.showing.page import Page
from reglament.clock.threshold import Threshold
from reglament.contracts.forecast import forecast
from reglament.ui import promise


@dataclass(frozen=True, slots=True)
class Expected:
    """One promise as it would stand; `due_at` None: none, or paused."""

    clock: str
    threshold: Threshold | None
    due_at: datetime | None

    @property
    def name(self) -> str:
        return promise.label(self.clock)

    @property
    def norm(self) -> str:
        return promise.norm(self.threshold)


def after_registration(case: Case, *, at: datetime) -> list[Expected]:
    """R-13, R-16  The clocks that registering now would start."""
    rows = forecast(case.policy, case.category, case.priority, at=at)
    return [Expected(row.clock, row.threshold, row.due_at) for row in rows if row.clock != "REG" and row.due_at]


def after_priority(page: Page, wanted: object) -> list[Expected]:
    """R-32, R-36  The clocks that are still running, recounted as a change to `wanted` would recount them."""
    if str(wanted) not in ("1", "2", "3", "4"):
        return []
    course = journal.read(deadlines.events_of(page.case))
    course.changes.append(PriorityChange(page.at, course.priority, int(str(wanted))))
    found = clocks.promises(course, deadlines.rules(page.case))
    running = [row for row in found if row.run.stop is None and row.run.threshold is not None]
    return [Expected(row.clock, row.run.threshold, row.reading(page.at).due_at) for row in running]
