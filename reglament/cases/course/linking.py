"""R-03  What comes after a closed case is a new one that refers to it."""

from datetime import datetime

from django.db import transaction

from reglament.cases import access, events
from reglament.cases.course import step
from reglament.cases.models import Case, CaseLink
from reglament.people.models import Account


@transaction.atomic
def link(case: Case, earlier: Case, *, by: Account | None, at: datetime) -> CaseLink:
    """R-03  «Связанное обращение»: `case` follows `earlier`, which stays as it ended."""
    case = access.require(None, "reply", case, at=at)
    row, made = CaseLink.objects.get_or_create(case=case, earlier=earlier, defaults={"added_at": at})
    if made:
        case.has_more = True
        step.take(case, events.LINKED, by=by, at=at, earlier=earlier.number)
    return row
