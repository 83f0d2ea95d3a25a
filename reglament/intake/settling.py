"""R-10, R-12, R-18  What a person does with a letter that the robot could not place."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.cases.models import Case
from reglament.clauses import Refused
from reglament.history.record import record
from reglament.intake import events
from reglament.intake.models import Receipt
from reglament.people.models import Account


@transaction.atomic
def settle(receipt: Receipt, *, by: Account, at: datetime) -> Receipt:
    """R-10  Somebody dealt with it in another way; the letter stays in the journal."""
    return _settled(receipt, None, by=by, at=at)


@transaction.atomic
def register(receipt: Receipt, case: Case, *, by: Account, at: datetime) -> Receipt:
    """R-10  «Зарегистрировать вручную»: the letter became this case after all; said twice, it is done once."""
    known = Receipt.objects.filter(pk=receipt.pk, case=case, settled_at__isnull=False).first()
    return known or _settled(receipt, case, by=by, at=at)


def _settled(receipt: Receipt, case: Case | None, *, by: Account, at: datetime) -> Receipt:
    receipt = Receipt.objects.select_for_update(of=("self",)).get(pk=receipt.pk)
    if receipt.settled_at:
        raise Refused("R-10", _("Somebody has dealt with this letter already. Reload the page."))
    receipt.settled_at, receipt.settled_by = at, by
    if case:
        receipt.case, receipt.entry = case, case.entries.filter(is_opening=True).first()
    receipt.save(update_fields=("settled_at", "settled_by", "case", "entry"))
    record(receipt, events.SETTLED, actor=by, at=at, case=case.number if case else None)
    return receipt
