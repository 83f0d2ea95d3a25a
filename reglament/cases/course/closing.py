"""How a case ends: accepted, closed, cancelled (domain §2)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.cases import access, events
from reglament.cases.course import step
from reglament.cases.course.entries import Message, keep
from reglament.cases.models import Case, Entry
from reglament.cases.status import Status
from reglament.clauses import Refused
from reglament.contracts.access import contacts_of, is_responsible
from reglament.people.models import Account


@transaction.atomic
def accept(case: Case, *, by: Account, at: datetime, version: int | None = None) -> Case:
    """The customer confirms the solution; the case is closed for good."""
    case = access.require(by, "close", case, at=at, version=version)
    kind = events.CLOSED if by.is_staff_member else events.ACCEPTED
    case.closed_at, case.closes_at = at, None
    return step.take(case, kind, by=by, at=at, verb="close", to=Status.CLOSED, closure=case.closure_code)


@transaction.atomic
def close_by_itself(case: Case, *, at: datetime) -> Case:
    """Nobody objected in the window: the system closes."""
    case = access.require(None, "close", case, at=at)
    if case.closes_at is None or case.closes_at > at:
        raise Refused("R-03", _("The customer may still object. Wait until that time is over."))
    case.closed_at, case.closes_at = at, None
    return step.take(case, events.CLOSED, by=None, at=at, verb="close", to=Status.CLOSED, closure=case.closure_code)


@transaction.atomic
def cancel(case: Case, text: str, *, by: Account, at: datetime, version: int | None = None) -> Case:
    """The customer no longer needs it; priorities 1 and 2 are cancelled by the responsible contact."""
    case = access.require(by, "cancel", case, at=at, version=version)
    if is_cancelled_by_responsible(case) and not _may_cancel_urgent(case, by, at):
        raise Refused(
            "R-30", _("At priorities 1 and 2 only the responsible contact cancels the case. Ask them to do it.")
        )
    entry = keep(case, Message(text=text), Entry.Kind.PUBLIC, by=by, at=at) if text.strip() else None
    case.closed_at, case.closure_code = at, "cancelled"
    return step.take(
        case, events.CANCELLED, by=by, at=at, verb="cancel", to=Status.CANCELLED, entry=entry.pk if entry else None
    )


def is_cancelled_by_responsible(case: Case) -> bool:
    """R-30  Once registered at priority 1 or 2, only the customer's responsible contact calls it off."""
    return case.priority <= 2 and case.registered_at is not None


def _may_cancel_urgent(case: Case, by: Account, at: datetime) -> bool:
    return by.is_staff_member or is_responsible(contacts_of(by, at.date()), case.contract_id)
