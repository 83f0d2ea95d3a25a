"""The course of a case read from its events: the journal is the truth, everything timed is derived from it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from reglament.cases import events
from reglament.cases.status import Status


class Recorded(Protocol):
    """An event as read from the table: oldest first."""

    kind: str
    at: datetime
    facts: dict[str, Any]


@dataclass(slots=True)
class Stay:
    """The case stood in `status` over [since, until); until None: it still does."""

    status: Status
    since: datetime
    until: datetime | None
    event: Recorded


@dataclass(frozen=True, slots=True)
class PriorityChange:
    at: datetime
    old: int
    new: int


@dataclass(slots=True)
class Course:
    """What the events of one case say. Instants are UTC."""

    received_at: datetime | None = None
    registered_at: datetime | None = None
    conditional: bool = False
    regulated: bool = True
    priority: int = 4
    original_priority: int = 4
    changes: list[PriorityChange] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    answers: list[datetime] = field(default_factory=list)
    reopened: list[datetime] = field(default_factory=list)
    diagnosed_at: datetime | None = None
    workaround_at: datetime | None = None
    resolved_at: datetime | None = None
    first_resolved_at: datetime | None = None
    clocks_from: dict[str, datetime | None] = field(default_factory=dict)
    absorbed: dict[str, datetime] = field(default_factory=dict)
    policy_id: int | None = None

    @property
    def status(self) -> Status:
        return self.stays[-1].status

    @property
    def ended_at(self) -> datetime | None:
        """When it ended without an answer of ours counting: cancelled, rejected or merged."""
        last = self.stays[-1]
        if last.status in (Status.CANCELLED, Status.REJECTED):
            return last.since
        return last.since if last.event.kind == events.MERGED.code else None

    @property
    def counted_from(self) -> datetime | None:
        """Registration, or the earlier one of a duplicate merged in."""
        if self.registered_at is None:
            return None
        return min((self.registered_at, *self.absorbed.values()))

    def in_status(self, *statuses: Status) -> list[Stay]:
        return [stay for stay in self.stays if stay.status in statuses]


def read(recorded: Iterable[Recorded]) -> Course:
    """Folds the events of one case, oldest first."""
    course = Course()
    for event in recorded:
        _step(course, event)
        reader = _READERS.get(event.kind)
        if reader:
            reader(course, event)
        if event.facts.get("by_staff") and event.facts.get("entry"):
            course.answers.append(event.at)
    return course


def _step(course: Course, event: Recorded) -> None:
    to = event.facts.get("to")
    if not to:
        return
    if event.kind == events.UNMERGED.code:
        # As if it had never been merged: the stay before it simply goes on.
        course.stays.pop()
        course.stays[-1].until = None
        return
    if event.kind == events.REOPEN_UNDONE.code:
        _undo_reopening(course)
        return
    if course.stays:
        course.stays[-1].until = event.at
    course.stays.append(Stay(Status(to), event.at, None, event))


def _undo_reopening(course: Course) -> None:
    course.stays.pop()
    course.stays[-1].until = None
    course.reopened.pop()
    course.resolved_at = course.stays[-1].since


def _received(course: Course, event: Recorded) -> None:
    course.received_at = event.at
    course.priority = course.original_priority = event.facts["priority"]
    course.policy_id = event.facts.get("policy")
    course.clocks_from = dict.fromkeys(str(event.facts.get("clocks", "")).split())


def _registered(course: Course, event: Recorded) -> None:
    """What was registered once stays so: a contract check in between takes back no term that had begun."""
    course.policy_id = event.facts.get("policy") or course.policy_id
    if course.registered_at is None:
        course.registered_at = event.at
        course.conditional = event.kind == events.REGISTERED_CONDITIONALLY.code
        course.regulated = bool(event.facts.get("regulated", True))


def _unregulated(course: Course, event: Recorded) -> None:
    course.regulated = course.regulated and bool(event.facts.get("regulated", True))


def _contract_set(course: Course, event: Recorded) -> None:
    course.policy_id = event.facts.get("policy")
    _unregulated(course, event)


def _priority(course: Course, event: Recorded) -> None:
    course.changes.append(PriorityChange(event.at, event.facts["old"], event.facts["new"]))
    course.priority = event.facts["new"]


def _reclassified(course: Course, event: Recorded) -> None:
    clocks = str(event.facts.get("clocks", "")).split()
    course.clocks_from = {clock: course.clocks_from.get(clock, event.at) for clock in clocks}


def _diagnosed(course: Course, event: Recorded) -> None:
    course.diagnosed_at = course.diagnosed_at or event.at


def _workaround(course: Course, event: Recorded) -> None:
    course.workaround_at = course.workaround_at or event.at


def _resolved(course: Course, event: Recorded) -> None:
    course.resolved_at = event.at
    course.first_resolved_at = course.first_resolved_at or event.at


def _reopened(course: Course, event: Recorded) -> None:
    course.resolved_at = None
    course.reopened.append(event.at)


def _absorbed(course: Course, event: Recorded) -> None:
    if event.facts.get("registered_at"):
        course.absorbed[event.facts["duplicate"]] = datetime.fromisoformat(event.facts["registered_at"])


def _released(course: Course, event: Recorded) -> None:
    course.absorbed.pop(event.facts.get("other", ""), None)


_READERS = {
    events.RECEIVED.code: _received,
    events.REGISTERED.code: _registered,
    events.REGISTERED_CONDITIONALLY.code: _registered,
    events.CHECK_STARTED.code: _unregulated,
    events.ENTITLEMENT_SET.code: _unregulated,
    events.CONTRACT_SET.code: _contract_set,
    events.PRIORITY_CHANGED.code: _priority,
    events.RECLASSIFIED.code: _reclassified,
    events.DIAGNOSED.code: _diagnosed,
    events.WORKAROUND_GIVEN.code: _workaround,
    events.RESOLVED.code: _resolved,
    events.REOPENED.code: _reopened,
    events.ABSORBED.code: _absorbed,
    events.UNMERGED.code: _released,
}
