"""The stored deadlines are a cache of the journal: computed here after every step, and rebuilt without a change."""

from collections.abc import Iterable
from datetime import datetime

from reglament.cases import clocks, journal, terms
from reglament.cases.journal import Course, Recorded
from reglament.cases.models import Case, CaseEvent, Deadline
from reglament.cases.models.case import NO_DEADLINE
from reglament.cases.status import OPEN, Status
from reglament.clock.reading import Reading, State
from reglament.contracts import thresholds
from reglament.memory.statements import Question
from reglament.terms.resolve import resolve

OUTCOMES = {
    State.RUNNING: Deadline.Outcome.RUNNING,
    State.LATE: Deadline.Outcome.RUNNING,  # whether it is late depends on when one looks
    State.PAUSED: Deadline.Outcome.PAUSED,
    State.MET: Deadline.Outcome.MET,
    State.BREACHED: Deadline.Outcome.BREACHED,
    State.FREE: Deadline.Outcome.FREE,
    State.UNREGULATED: Deadline.Outcome.UNREGULATED,
}


def refresh(case: Case, *, at: datetime) -> Course:
    """Reads the events, rewrites the case's deadlines and sets the fields derived from them (the caller saves)."""
    course = journal.read(events_of(case))
    found = follow(case, course, at=at)
    Deadline.objects.filter(case=case).delete()
    Deadline.objects.bulk_create(found)
    return course


def follow(case: Case, course: Course, *, at: datetime) -> list[Deadline]:
    """Sets the fields of the case that follow from its course, and returns its deadlines; neither is written."""
    promises = clocks.promises(course, rules(case))
    readings = [promise.reading(at) for promise in promises]
    _derive(case, course)
    _nearest(case, promises, readings, at)
    return rows(case, promises, readings)


def events_of(case: Case) -> Iterable[Recorded]:
    return _EVENTS.ask(case.pk)


_EVENTS = Question(lambda case: CaseEvent.objects.filter(subject=case).order_by("id").only("kind", "at", "facts"), int)


def rules(case: Case) -> clocks.Rules:
    """What this case is judged by: the policy version it was bound to, and the terms of its category and contract."""
    version = case.contract_version
    return clocks.Rules(
        terms=thresholds.read(case.policy_id) if case.policy_id else None,
        pauses_for_vendor=bool(version and version.pauses_for_vendor),
        pauses_for_parts=bool(version and version.pauses_for_parts),
        react_from_receipt=resolve(terms.REACT_START, case.category, case.contract) == "received",
        raise_restarts=resolve(terms.ON_RAISE, case.category, case.contract) == "restart",
    )


def rows(case: Case, promises: list[clocks.Promise], readings: list[Reading]) -> list[Deadline]:
    """One row a promise; what is still running keeps its due instant, what stopped keeps its verdict."""
    return [
        Deadline(
            case=case,
            clock=promise.clock,
            cycle=promise.cycle,
            priority=promise.priority,
            started_at=promise.run.start,
            stopped_at=promise.run.stop,
            due_at=reading.due_at,
            allowance=reading.allowance,
            elapsed=None if reading.state in (State.RUNNING, State.LATE) else reading.elapsed,
            outcome=_outcome(promise, reading),
        )
        for promise, reading in zip(promises, readings, strict=True)
    ]


def _outcome(promise: clocks.Promise, reading: Reading) -> str:
    if promise.dropped and reading.state is not State.BREACHED:
        return Deadline.Outcome.DROPPED
    return OUTCOMES[reading.state]


def _derive(case: Case, course: Course) -> None:
    case.is_open = Status(case.status) in OPEN
    case.registered_at = course.counted_from
    case.registration_regulated = course.regulated
    case.conditional = course.conditional
    case.reacted_at = min(course.answers, default=None)
    case.diagnosed_at = course.diagnosed_at
    case.workaround_at = course.workaround_at
    case.resolved_at = course.resolved_at
    case.reopened_count = len(course.reopened)


def _nearest(case: Case, promises: list[clocks.Promise], readings: list[Reading], at: datetime) -> None:
    """The promise that comes first: what every list shows and sorts by."""
    live = [
        (promise, reading)
        for promise, reading in zip(promises, readings, strict=True)
        if case.is_open and promise.run.stop is None and not promise.dropped
    ]
    running = [(p, r) for p, r in live if r.state in (State.RUNNING, State.LATE) and r.due_at]
    paused = [(p, r) for p, r in live if r.state is State.PAUSED]
    if running:
        promise, reading = min(running, key=lambda pair: pair[1].due_at or NO_DEADLINE)
    elif paused:
        promise, reading = min(paused, key=lambda pair: pair[1].remaining or 0)
    elif live:
        promise, reading = live[0]
    else:
        case.next_clock, case.clock_state, case.next_due_at = "", "", NO_DEADLINE
        case.next_from_at, case.time_left, case.spent = None, None, 0
        return
    case.next_clock, case.next_priority = promise.clock, promise.priority
    case.clock_state = reading.state.value
    case.next_due_at = (reading.due_at if running else None) or NO_DEADLINE
    case.next_from_at = at
    case.time_left = reading.remaining
    case.spent = min(reading.elapsed / reading.allowance, 9.0) if reading.allowance else 0


def rebuild(cases: Iterable[Case], *, at: datetime) -> list[tuple[str, str]]:
    """Recomputes stored deadlines from the events; returns (case number, what differed). It must be empty."""
    return [difference for case in cases for difference in _differences(case, at)]


def _differences(case: Case, at: datetime) -> list[tuple[str, str]]:
    promises = clocks.promises(journal.read(events_of(case)), rules(case))
    readings = [promise.reading(at) for promise in promises]
    stored = {_identity(row): row for row in Deadline.objects.filter(case=case)}
    found: list[tuple[str, str]] = []
    for row in rows(case, promises, readings):
        kept = stored.pop(_identity(row), None)
        if kept is None:
            found.append((case.number, f"{row.clock} {row.cycle}: missing"))
        elif (kept.due_at, kept.stopped_at, kept.allowance, kept.outcome) != (
            row.due_at,
            row.stopped_at,
            row.allowance,
            row.outcome,
        ):
            difference = f"{kept.outcome} {kept.due_at} ≠ {row.outcome} {row.due_at}"
            found.append((case.number, f"{row.clock} {row.cycle}: {difference}"))
    return found + [(case.number, f"{clock} {cycle}: too many") for clock, cycle, *_ in stored]


def _identity(row: Deadline) -> tuple[str, int, int, datetime]:
    return row.clock, row.cycle, row.priority, row.started_at
