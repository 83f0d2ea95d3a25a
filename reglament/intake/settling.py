"""R-10, R-12, R-18  What a person does with a letter that the robot could not place."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.cases.models import Case
from reglament.clauses import Refused
from reglament.contracts.models import AccountRequest
from reglament.history.record import record
from reglament.intake import events, without_contract
from reglament.intake.models import Receipt
from reglament.people.models import Account


@transaction.atomic
def settle(receipt: Receipt, *, reason: str = "", text: str = "", by: Account, at: datetime) -> Receipt:
    """R-10, R-12  Somebody dealt with it in another way; the letter stays in the journal.

    A letter without a contract is settled with a reason of without_contract.reasons(), and words for the one without.
    """
    if receipt.verdict == Receipt.Verdict.NO_CONTRACT:
        known = {row.code: row for row in without_contract.reasons()}
        if reason not in known:
            raise Refused("R-12", _("Say what became of the letter."))
        if known[reason].wants_words and not text.strip():
            raise Refused("R-12", _("Say in a few words what became of the letter."))
        if AccountRequest.objects.waiting().filter(receipts=receipt.pk).exists():
            raise Refused("R-23", _("The letter asks for a change of accounts: decide on that request first."))
    return _settled(receipt, None, reason=reason, text=text, by=by, at=at)


@transaction.atomic
def register(receipt: Receipt, case: Case, *, by: Account, at: datetime) -> Receipt:
    """R-10  «Зарегистрировать вручную»: the letter became this case after all; said twice, it is done once."""
    known = Receipt.objects.filter(pk=receipt.pk, case=case, settled_at__isnull=False).first()
    return known or _settled(receipt, case, by=by, at=at)


def _settled(
    receipt: Receipt, case: Case | None, *, reason: str = "", text: str = "", by: Account, at: datetime
) -> Receipt:
    receipt = Receipt.objects.select_for_update(of=("self",)).get(pk=receipt.pk)
    if receipt.settled_at:
        raise Refused("R-10", _("Somebody has dealt with this letter already. Reload the page."))
    receipt.settled_at, receipt.settled_by = at, by
    receipt.settled_reason, receipt.settled_text = reason, text.strip()[:500]
    if case:
        receipt.case, receipt.entry = case, case.entries.filter(is_opening=True).first()
    receipt.save(update_fields=("settled_at", "settled_by", "settled_reason", "settled_text", "case", "entry"))
    record(receipt, events.SETTLED, actor=by, at=at, case=case.number if case else None, reason=reason or None)
    return receipt
