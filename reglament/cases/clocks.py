"""Which clocks run in a case, from when, paused when, against which threshold (domain §3)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from operator import itemgetter

from django.utils.translation import gettext as _

from reglament.cases.journal import Course, PriorityChange, Stay
from reglament.cases.status import Status
from reglament.clock.calendar import Calendar
from reglament.clock.reading import Reading, State
from reglament.clock.reading import read as read_clock
from reglament.clock.run import Run
from reglament.clock.spans import Span
from reglament.clock.threshold import allowance
from reglament.clock.worktime import reach
from reglament.contracts.thresholds import Terms

ROUND_THE_CLOCK = Calendar("UTC", (((0, 1440),),) * 7, {})
WORKING = ("DIAG", "WA", "SOL")


@dataclass(frozen=True, slots=True)
class Rules:
    """What the contract and the house say about the clocks of one case."""

    terms: Terms | None
    pauses_for_vendor: bool = False
    pauses_for_parts: bool = False
    react_from_receipt: bool = False
    raise_restarts: bool = True


@dataclass(frozen=True, slots=True)
class Promise:
    """One clock in one cycle under one priority. `dropped`: the case left compliance before it was decided."""

    clock: str
    cycle: int
    priority: int
    run: Run
    dropped: bool = False

    def reading(self, at: datetime) -> Reading:
        return read_clock(self.run, at)


def promises(course: Course, rules: Rules) -> list[Promise]:
    """Every promise of the case so far, in the order of the threshold table; pure."""
    if course.received_at is None:
        return []
    found = [*_registration(course, rules), *_reaction(course, rules)]
    for clock in WORKING:
        if clock in course.clocks_from and course.counted_from:
            found += _working(clock, course, rules)
    return [_ended(promise, course) for promise in found]


def _registration(course: Course, rules: Rules) -> list[Promise]:
    assert course.received_at
    run = _run("REG", course.original_priority, course.received_at, rules)
    run = replace(run, stop=course.registered_at, regulated=course.regulated)
    return [Promise("REG", 1, course.original_priority, run)]


def _reaction(course: Course, rules: Rules) -> list[Promise]:
    """R-36, R-40  One cycle from registration, one from each reopening and each raise to 1 or 2."""
    if "REACT" not in course.clocks_from or not course.registered_at or not course.received_at:
        return []
    from_receipt = course.conditional or rules.react_from_receipt
    starts = [(course.received_at if from_receipt else course.registered_at, course.original_priority)]
    starts += [(at, course.original_priority) for at in course.reopened]
    raised = [change for change in _new_heights(course) if change.new <= 2 and rules.raise_restarts]
    starts += [(max(change.at, course.registered_at), change.new) for change in raised]
    pauses = _pauses(course, (Status.POSTPONED,))
    found: list[Promise] = []
    for cycle, (start, priority) in enumerate(sorted(starts, key=itemgetter(0)), start=1):
        answered = [at for at in course.answers if at >= max(start, course.registered_at)]
        stop = min((*answered, *([course.resolved_at] if course.resolved_at and not answered else ())), default=None)
        run = replace(_run("REACT", priority, start, rules), stop=stop, pauses=pauses)
        if found and (found[-1].run.stop is None or found[-1].run.stop >= start):
            found += _overdrawn(found.pop(), start)  # nobody had answered: the new cycle takes the place of the old one
        found.append(Promise("REACT", cycle, priority, run))
    return found


def _overdrawn(unanswered: Promise, until: datetime) -> list[Promise]:
    """What is left of a cycle that a new one replaces: nothing, unless it was broken by then."""
    run = replace(unanswered.run, stop=None)
    if read_clock(run, until).state is not State.LATE:
        return []
    return [replace(unanswered, run=replace(run, stop=until))]


def _working(clock: str, course: Course, rules: Rules) -> list[Promise]:
    """Diagnosis, workaround, solution: one segment per priority, a decided breach is never forgotten (domain §3.6)."""
    assert course.counted_from
    origin = max(course.clocks_from[clock] or course.counted_from, course.counted_from)
    stop = _stop(clock, course)
    pauses = _pauses(course, _pausing(rules), resolved=clock == "SOL")
    starts = {course.original_priority: origin}
    highest = priority = course.original_priority
    current = replace(_run(clock, priority, origin, rules), stop=stop, pauses=pauses)
    kept: dict[tuple[int, datetime], Promise] = {}
    for change in course.changes:
        if stop and change.at >= stop:
            break
        before = read_clock(replace(current, stop=None), change.at)
        if before.state is State.LATE:
            kept[priority, current.start] = Promise(clock, 1, priority, replace(current, stop=change.at))
        granted = None
        if change.new < highest and rules.raise_restarts:
            starts[change.new] = max(change.at, origin)
        elif change.new > change.old:
            granted = _due(current)
        highest, priority = min(highest, change.new), change.new
        start = starts.get(change.new, origin)
        current = replace(_run(clock, priority, start, rules), stop=stop, pauses=pauses, granted_until=granted)
    kept.pop((priority, current.start), None)
    return [*kept.values(), Promise(clock, 1, priority, current)]


def _run(clock: str, priority: int, start: datetime, rules: Rules) -> Run:
    if rules.terms is None:
        return Run(clock, start, ROUND_THE_CLOCK, None)
    return Run(clock, start, rules.terms.calendar(priority, clock), rules.terms.threshold(priority, clock))


def _due(run: Run) -> datetime | None:
    """The deadline of a run as it would stand with every pause so far; None while one holds it."""
    if run.threshold is None:
        return None
    return reach(run.calendar, run.start, allowance(run.threshold, run.calendar, run.start), run.pauses)


def _stop(clock: str, course: Course) -> datetime | None:
    if clock == "SOL":
        return course.resolved_at
    stops = [course.workaround_at, course.first_resolved_at]
    if clock == "DIAG":
        stops.append(course.diagnosed_at)
    return min((at for at in stops if at), default=None)


def _pausing(rules: Rules) -> tuple[Status, ...]:
    pausing = [Status.WAIT_CUSTOMER, Status.POSTPONED]
    if rules.pauses_for_vendor:
        pausing.append(Status.WAIT_VENDOR)
    if rules.pauses_for_parts:
        pausing.append(Status.WAIT_PARTS)
    return tuple(pausing)


def _pauses(course: Course, statuses: Iterable[Status], *, resolved: bool = False) -> tuple[Span, ...]:
    """Stays that stop the clock; for the solution also the time between a solution and its reopening."""
    stays = course.in_status(*statuses)
    if resolved and course.reopened:
        stays += [stay for stay in course.in_status(Status.RESOLVED) if stay.until]
    return tuple(Span(stay.since, stay.until, reason_of(stay), _author(stay)) for stay in stays)


def reason_of(stay: Stay) -> str:
    """Why this stay does not count, in the reader's language."""
    reasons = {
        Status.WAIT_CUSTOMER: _("the customer's answer was awaited"),
        Status.WAIT_VENDOR: _("the vendor was awaited"),
        Status.WAIT_PARTS: _("hardware was being replaced"),
        Status.POSTPONED: _("postponed by agreement"),
        Status.RESOLVED: _("the case was solved, until it was reopened"),
    }
    return reasons.get(stay.status, "")


def _author(stay: Stay) -> str:
    actor = getattr(stay.event, "actor", None)
    return str(actor) if actor else ""


def _new_heights(course: Course) -> list[PriorityChange]:
    """Changes above every priority the case ever had; going back to a former one restores, never restarts."""
    highest, found = course.original_priority, []
    for change in course.changes:
        if change.new < highest:
            found.append(change)
            highest = change.new
    return found


def _ended(promise: Promise, course: Course) -> Promise:
    ended = course.ended_at
    if ended is None or promise.run.stop is not None:
        return promise
    return replace(promise, run=replace(promise.run, stop=ended), dropped=True)
