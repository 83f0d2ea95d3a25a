"""The nearest promise of a case in one line of a list, from its stored fields alone: no statement, no template."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from markupsafe import Markup

from reglament.cases.models.case import NO_DEADLINE
from reglament.clock.worktime import elapsed
from reglament.contracts import thresholds
from reglament.ui import promise, words

FIELDS = (
    "policy_id", "next_clock", "next_priority", "clock_state", "next_due_at", "next_from_at", "spent", "time_left"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Nearest:
    """The columns FIELDS of a case, in this order; `left` and `share` are measured in the clock's own hours."""

    policy_id: int | None
    clock: str
    priority: int
    state: str
    due_at: datetime
    from_at: datetime | None
    spent: float
    time_left: int | None

    @property
    def is_due(self) -> bool:
        return self.due_at < NO_DEADLINE

    def left(self, at: datetime) -> int | None:
        """Seconds of service time left; negative when overdrawn; None where nothing is due."""
        if not self.is_due:
            return self.time_left if self.state == "paused" else None
        return self._between(at, self.due_at)

    def share(self, at: datetime, left: int | None = None) -> float | None:
        """How much of the promise is used, 0 to 1; `left` where it has been measured already."""
        if not self.is_due or self.from_at is None:
            return min(self.spent, 1.0) if self.state == "paused" else None
        whole = self._between(self.from_at, self.due_at)
        if whole <= 0 or at >= self.due_at:
            return 1.0
        rest = self._between(at, self.due_at) if left is None else left
        # A stretch counted in whole seconds may come out a second longer from within it than from its beginning.
        return max(0.0, 1.0 - (1.0 - min(self.spent, 1.0)) * rest / whole)

    def _between(self, start: datetime, until: datetime) -> int:
        if start > until:
            return -self._between(until, start)
        if self.policy_id is None:
            return int((until - start).total_seconds())
        return elapsed(thresholds.read(self.policy_id).calendar(self.priority, self.clock), start, until)


def words_of(nearest: Nearest, *, at: datetime) -> str:
    """«осталось 2 ч 15 мин», «просрочено на 6 ч», «приостановлено, остаток 3 ч», «не регламентируется»."""
    if nearest.state == "unregulated":
        return _("not regulated")
    left = nearest.left(at)
    if left is None:
        return _("no term")
    if nearest.state == "paused":
        return _("paused, %(left)s left") % {"left": words.duration(max(left, 0))}
    if left < 0 or at > nearest.due_at:
        return _("overdue by %(time)s") % {"time": words.duration(-left)}
    return _("%(time)s left") % {"time": words.duration(left)}


def mood(nearest: Nearest, *, at: datetime, left: int | None = None) -> str:
    """late, soon, paused or nothing: the class of a row; `left` where it has been measured already."""
    if nearest.state == "paused":
        return "paused"
    if not nearest.is_due:
        return ""
    if at > nearest.due_at:
        return "late"
    rest = nearest.left(at) if left is None else left
    return "soon" if (rest or 0) <= promise.SOON else ""


def chip(nearest: Nearest, *, at: datetime) -> Markup:
    """The chip of a list row; empty where nothing is promised any more."""
    if not nearest.clock:
        return Markup("")
    how = mood(nearest, at=at)
    return promise.chip(
        nearest.clock,
        nearest.share(at),
        words_of(nearest, at=at),
        paused=how == "paused",
        late=how == "late",
        soon=how == "soon",
    )
