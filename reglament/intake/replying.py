"""R-12  A person answers a letter without a contract; whoever reads the event writes the letter that leaves."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.clauses import Refused
from reglament.history.record import record
from reglament.intake import events
from reglament.intake.models import LetterAnswer, Receipt
from reglament.people.models import Account


@transaction.atomic
def reply(receipt: Receipt, text: str, *, by: Account, at: datetime) -> LetterAnswer:
    """R-12  The answer to the letter's sender, signed by the house."""
    receipt = Receipt.objects.select_for_update(of=("self",)).get(pk=receipt.pk)
    if receipt.verdict != Receipt.Verdict.NO_CONTRACT:
        raise Refused("R-12", _("Only a letter without a contract is answered here."))
    if not text.strip():
        raise Refused("R-12", _("Write the answer."))
    if not (receipt.answer_to or receipt.from_address):
        raise Refused("R-12", _("The letter names no address to answer to."))
    answer = LetterAnswer.objects.create(receipt=receipt, text=text.strip(), by=by, at=at)
    record(receipt, events.ANSWERED, actor=by, at=at, answer=answer.pk)
    return answer
