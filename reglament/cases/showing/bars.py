"""The promise bars of a case, each with the answer to «Почему такой срок?»."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from reglament.cases import clocks
from reglament.cases.journal import Course
from reglament.cases.models import Case
from reglament.cases.showing import sentences
from reglament.clock.explain import explain
from reglament.clock.reading import Reading, State, factor_at
from reglament.contracts import matrix
from reglament.contracts.models import Priority
from reglament.memory.values import Kept
from reglament.ui import promise, words
from reglament.ui.promise import Bar, Ledger, Rung

_priorities: Kept[int, Priority] = Kept()


@dataclass(frozen=True, slots=True)
class Shown:
    """One promise as drawn: `near` for the one that counts now."""

    clock: str
    bar: Bar
    ledger: Ledger
    near: bool


def shown(case: Case, course: Course, rules: clocks.Rules, *, at: datetime, for_customer: bool = False) -> list[Shown]:
    """Every promise with a term or a finding; the same panel for customer and engineer."""
    found = [item for item in clocks.promises(course, rules) if not item.dropped]
    readings = [item.reading(at) for item in found]
    nearest = _nearest(found, readings)
    return [
        _drawn(case, item, reading, at=at, near=item is nearest, for_customer=for_customer)
        for item, reading in zip(found, readings, strict=True)
        if reading.state is not State.FREE or item.clock in ("REG", "SOL")
    ]


def _nearest(found: list[clocks.Promise], readings: list[Reading]) -> clocks.Promise | None:
    running = [
        (reading.due_at, item)
        for item, reading in zip(found, readings, strict=True)
        if reading.due_at and item.run.stop is None and reading.state in (State.RUNNING, State.LATE)
    ]
    return min(running, key=lambda pair: pair[0])[1] if running else None


def _drawn(
    case: Case, item: clocks.Promise, reading: Reading, *, at: datetime, near: bool, for_customer: bool
) -> Shown:
    zone = timezone.get_current_timezone()
    assert isinstance(zone, ZoneInfo)
    rows = explain(item.run, at)
    reason = _reason(case, reading, for_customer=for_customer)
    key = f"{item.cycle}-{item.priority}"
    bar = promise.draw(item.run, reading, rows, _rungs(case, item, at), at, zone, reason=reason, key=key)
    ledger = promise.why(rows, item.run, reading, at, zone, basis=_basis(case, item))
    return Shown(item.clock, bar, ledger, near)


def _reason(case: Case, reading: Reading, *, for_customer: bool) -> str:
    if reading.state is State.UNREGULATED:
        return sentences.finding(case.verdict)
    if reading.state is State.PAUSED and case.status == "wait_customer":
        yours, theirs = (
            _("the count goes on after your answer"),
            _("the count goes on after the answer to the question"),
        )
        return yours if for_customer else theirs
    if reading.state is State.FREE and case.policy_id is None:
        return _("no contract in force is confirmed yet")
    return ""


def _rungs(case: Case, item: clocks.Promise, at: datetime) -> list[Rung]:
    found = []
    for step in matrix.steps(case.contract_version):
        if step.clock != item.clock:
            continue
        reached = factor_at(item.run, step.factor)
        posts = tuple(words.pick(post, "name") for post in step.posts)
        found.append(Rung(step.factor, posts, reached, reached is not None and reached < at))
    return found


def priority_words(number: int) -> str:
    """«2 Высокий», in the contractor's own words."""
    rows = _priorities.fresh()
    if number not in rows:
        rows.update({row.number: row for row in Priority.objects.all()})
    return f"{number} {words.pick(rows[number], 'name')}" if number in rows else str(number)


def _basis(case: Case, item: clocks.Promise) -> list[tuple[str, str]]:
    rows = []
    if case.contract and case.contract_version:
        version = words.pick(case.contract_version, "title")
        rows.append((_("Contract"), f"{case.contract.number}, {version}"))
    if case.policy:
        name = words.pick(case.policy.policy, "name")
        edition = _("“%(name)s”, edition %(number)s, in force since %(day)s") % {
            "name": name,
            "number": case.policy.number,
            "day": words.day(case.policy.valid_from),
        }
        rows.append((_("Threshold table"), edition))
        rows.append((_("Priority"), priority_words(item.priority)))
    if item.run.calendar.name:
        rows.append((_("Calendar"), item.run.calendar.name))
    return rows
