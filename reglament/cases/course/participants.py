"""R-02  Who takes part besides: colleagues the customer adds, staff who watch."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.cases import access, events
from reglament.cases.course import step
from reglament.cases.models import Case, CaseParticipant
from reglament.clauses import Refused
from reglament.contracts.models import ContractContact
from reglament.people.models import Account


@transaction.atomic
def add_colleague(case: Case, colleague: Account, *, by: Account, at: datetime) -> Case:
    """R-02  A colleague of the same contract joins: sees the case and gets its letters."""
    case = access.require(by, "add_colleague", case, at=at)
    known = ContractContact.objects.filter(contract=case.contract_id, account=colleague, valid_until=None)
    if colleague.company_id != case.company_id or not known.exists():
        sentence = _("Choose a person named in the same contract. The service manager enters new ones into it.")
        raise Refused("R-02", sentence)
    _row, added = CaseParticipant.objects.get_or_create(
        case=case,
        account=colleague,
        reason=CaseParticipant.Reason.COLLEAGUE,
        defaults={"added_by": by, "added_at": at},
    )
    if added:
        step.take(case, events.COLLEAGUE_ADDED, by=by, at=at, colleague=colleague.pk)
    return case


@transaction.atomic
def watch(case: Case, *, by: Account, at: datetime) -> Case:
    """«Наблюдаю»: staff who want to hear of every step. Nothing that others see is changed: their pages stay valid."""
    case = access.require(by, "watch", case, at=at)
    _row, added = CaseParticipant.objects.get_or_create(
        case=case, account=by, reason=CaseParticipant.Reason.WATCHER, defaults={"added_by": by, "added_at": at}
    )
    if added:
        step.note(case, events.WATCHED, by=by, at=at, watcher=by.pk)
    return case


@transaction.atomic
def unwatch(case: Case, *, by: Account, at: datetime) -> Case:
    case = access.require(by, "watch", case, at=at)
    gone, _rows = case.participants.filter(account=by, reason=CaseParticipant.Reason.WATCHER).delete()
    if gone:
        step.note(case, events.UNWATCHED, by=by, at=at, watcher=by.pk)
    return case
