"""R-69  Duplicates: merged into the main case, their number redirects to it, and they come apart again unharmed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.cases import access, events
from reglament.cases.course import step
from reglament.cases.models import Case
from reglament.cases.status import OPEN, Status
from reglament.clauses import Refused
from reglament.people.models import Account


@transaction.atomic
def merge(duplicate: Case, main: Case, *, by: Account, at: datetime, version: int | None = None) -> Case:
    """The duplicate ends with the code «Дубликат»; the main case takes the earlier registration (domain §3.8)."""
    main = access.require(by, "merge", main, at=at)
    duplicate = access.require(by, "merge", duplicate, at=at, version=version)
    if duplicate.pk == main.pk or main.merged_into_id or main.company_id != duplicate.company_id:
        raise Refused("R-69", _("Choose another case of the same company, one that is not a duplicate itself."))
    if Status(main.status) not in OPEN:
        raise Refused("R-69", _("The main case has ended. Choose one that is still open."))
    duplicate.status_before_merge = duplicate.status
    duplicate.merged_into, duplicate.closed_at, duplicate.closure_code = main, at, "duplicate"
    registered = duplicate.registered_at.isoformat() if duplicate.registered_at else None
    step.take(duplicate, events.MERGED, by=by, at=at, verb="merge", to=Status.CLOSED, main=main.number)
    main.has_more = True
    step.take(main, events.ABSORBED, by=by, at=at, duplicate=duplicate.number, registered_at=registered)
    return duplicate


@transaction.atomic
def unmerge(duplicate: Case, *, by: Account, at: datetime) -> Case:
    """Restores the former state; what was written to the main case since stays there."""
    duplicate = access.require(by, "merge", duplicate, at=at)
    if duplicate.merged_into is None:
        raise Refused("R-69", _("The case is not merged into another one. Reload the page."))
    main = access.require(by, "merge", duplicate.merged_into, at=at)
    former = Status(duplicate.status_before_merge)
    duplicate.merged_into, duplicate.closed_at = None, None
    duplicate.closure_code = duplicate.status_before_merge = ""
    step.take(duplicate, events.UNMERGED, by=by, at=at, verb="unmerge", to=former, other=main.number)
    main.has_more = main.duplicates.exclude(pk=duplicate.pk).exists()
    step.take(main, events.UNMERGED, by=by, at=at, other=duplicate.number)
    return duplicate
