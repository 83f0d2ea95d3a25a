"""R-26  Priorities 1 and 2 that came in writing are confirmed by a call: who took it, and when."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reglament.cases import access, events
from reglament.cases.course import step
from reglament.cases.course.entries import Message, keep
from reglament.cases.models import Case, Entry
from reglament.cases.status import Status
from reglament.clauses import Refused
from reglament.people.models import Account


@transaction.atomic
def confirm(case: Case, text: str, *, by: Account, at: datetime, version: int | None = None) -> Case:
    """R-26  The customer called: the case is confirmed, with what was said as a note."""
    case = access.require(by, "confirm_phone", case, at=at, version=version)
    if case.phone_confirmed_at:
        raise Refused("R-26", _("The call is recorded already. Reload the page."))
    entry = keep(case, Message(text=text, channel="phone"), Entry.Kind.INTERNAL, by=by, at=at) if text.strip() else None
    case.phone_confirmed_at, case.phone_confirmed_by = at, by
    return step.take(case, events.PHONE_CONFIRMED, by=by, at=at, note=entry.pk if entry else None)


# The same as `is_owed`, asked of many cases at once.
OWED = (
    Q(priority__lte=2, phone_confirmed_at=None, is_open=True)
    & ~Q(status=Status.RESOLVED)
    & (Q(contract_version=None) | Q(contract_version__phone_confirmation=True))
)


def is_owed(case: Case) -> bool:
    """R-26  Does this case still need the customer's call? Unless the contract does without it, until it is solved."""
    asked = case.contract_version is None or case.contract_version.phone_confirmation
    in_work = case.is_open and case.status != Status.RESOLVED
    return in_work and case.priority <= 2 and asked and case.phone_confirmed_at is None
