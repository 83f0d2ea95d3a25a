"""R-19, R-55  A case is handed to a group and an engineer, taken, or returned to first processing."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.cases import access, events
from reglament.cases.course import step
from reglament.cases.course.entries import Message, keep
from reglament.cases.models import Case, DictionaryWord, Entry
from reglament.cases.status import OPEN, UNREGISTERED, Status
from reglament.clauses import Refused
from reglament.people.models import Account, Team
from reglament.people.roles import Role

MAY_WORK = (Role.ENGINEER, Role.DUTY, Role.LEAD, Role.HEAD)


@transaction.atomic
def assign(
    case: Case, *, by: Account, at: datetime, team: Team | None, assignee: Account | None, version: int | None = None
) -> Case:
    """R-19, R-55  The duty engineer or a lead hands the case over; the customer sees to whom."""
    case = access.require(by, "assign", case, at=at, version=version)
    _require_workable(case)
    if assignee and not assignee.holds(*MAY_WORK):
        raise Refused("R-55", _("%(name)s does not work on cases. Choose an engineer.") % {"name": assignee})
    case.team, case.assignee = team, assignee
    return step.take(
        case, events.ASSIGNED, by=by, at=at, assignee=assignee.pk if assignee else None, team=team.pk if team else None
    )


@transaction.atomic
def take(case: Case, *, by: Account, at: datetime, version: int | None = None) -> Case:
    """R-55  The engineer takes the case to work; this is not yet the reaction."""
    case = access.require(by, "take", case, at=at, version=version)
    _require_workable(case)
    case.assignee = by
    if case.status in (Status.REGISTERED, Status.REOPENED):
        return step.take(case, events.TAKEN, by=by, at=at, verb="take", to=Status.IN_PROGRESS, assignee=by.pk)
    return step.take(case, events.ASSIGNED, by=by, at=at, assignee=by.pk, team=case.team_id)


@transaction.atomic
def give_back(case: Case, *, reason: str, text: str, by: Account, at: datetime, version: int | None = None) -> Case:
    """«Вернуть в первичную обработку»: with a reason; group and engineer cleared, the clocks untouched."""
    case = access.require(by, "return", case, at=at, version=version)
    if not may_give_back(case, by):
        raise Refused("R-19", _("The case is returned by its engineer or a group lead. Ask one of them."))
    if not DictionaryWord.objects.filter(book=DictionaryWord.Book.RETURN, code=reason).exists():
        raise Refused("R-19", _("Choose a reason for returning the case."))
    entry = keep(case, Message(text=text), Entry.Kind.INTERNAL, by=by, at=at) if text.strip() else None
    case.team = case.assignee = None
    return step.take(
        case, events.RETURNED, by=by, at=at, verb="return", to=Status.REGISTERED,
        reason=reason, note=entry.pk if entry else None,
    )  # fmt: skip


def may_give_back(case: Case, by: Account) -> bool:
    """R-19  Its engineer may, and a group lead (domain §2)."""
    return case.assignee_id == by.pk or by.holds(Role.LEAD)


def _require_workable(case: Case) -> None:
    if Status(case.status) in UNREGISTERED:
        raise Refused("R-19", _("Register the case first: until then nobody can work on it."))
    if Status(case.status) not in OPEN:
        raise Refused("R-19", _("The case has ended. Register a linked case to go on."))
