"""What a contract would promise for a request registered at this moment: shown before anything is sent."""

from dataclasses import dataclass
from datetime import datetime

from reglament.clock.reading import read
from reglament.clock.run import Run
from reglament.clock.threshold import Threshold
from reglament.contracts import thresholds
from reglament.contracts.models import Category, PolicyVersion


@dataclass(frozen=True, slots=True)
class Expected:
    """One promise as it would start; `threshold` and `due_at` are None where the table has no value."""

    clock: str
    threshold: Threshold | None
    due_at: datetime | None


def forecast(policy: PolicyVersion | None, category: Category, priority: int, *, at: datetime) -> list[Expected]:
    """R-13, R-16  Every clock of the category in the order of the table, started at `at` (UTC)."""
    if policy is None:
        return []
    terms = thresholds.read(policy.pk)
    expected = []
    for clock in category.clocks:
        run = Run(clock, at, terms.calendar(priority, clock), terms.threshold(priority, clock))
        expected.append(Expected(clock, run.threshold, read(run, at).due_at))
    return expected
