"""§5.5, ruling 17  A letter held back from its case joins it after all: somebody vouches for its writer."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.cases import access
from reglament.cases.models import Case, Entry
from reglament.clauses import Refused
from reglament.files import storing
from reglament.history.record import record
from reglament.intake import events, outcomes, receiving
from reglament.intake.mail.judgement import Note, Reason
from reglament.intake.models import Receipt
from reglament.intake.registry import Registry
from reglament.people.models import Account

HELD = frozenset({Reason.STRANGER, Reason.UNVERIFIED, Reason.STAFF_DOUBTFUL})


def may_release(receipt: Receipt, *, by: Account) -> bool:
    """Is the letter held back from a case, and may this person vouch for it? Staff always may for their own letter."""
    is_held = receipt.verdict == Receipt.Verdict.QUARANTINE and receipt.reason in HELD and not receipt.settled_at
    if not is_held or receipt.case_id is None:
        return False
    is_own = receipt.reason == Reason.STAFF_DOUBTFUL and receipt.account_id == by.pk
    return (is_own or by.holds(*access.CHECKERS)) and _reads_case(by, receipt.case_id)


@transaction.atomic
def release(receipt: Receipt, *, is_internal: bool, by: Account, at: datetime) -> Entry:
    """R-02, R-03  «Принять как ответ»: the letter becomes a message of the participant who wrote it.

    `is_internal` counts for a letter of staff alone. Said twice, it is done once.
    """
    receipt = Receipt.objects.select_for_update(of=("self",)).select_related("raw", "case", "entry").get(pk=receipt.pk)
    if receipt.settled_at and receipt.entry:
        return receipt.entry
    if not may_release(receipt, by=by) or receipt.case is None:
        raise Refused("R-10", _("This letter can no longer be accepted into its case. Reload the page."))
    writer = _writer(receipt, at)
    case = receipt.case.merged_into or receipt.case
    judgement = receiving.weigh(storing.read(receipt.raw), mailbox=receipt.envelope_to or receipt.mailbox, at=at)
    is_internal = is_internal and writer.is_staff_member
    entry = outcomes.join(receipt, judgement, case, by=writer, at=at, is_internal=is_internal)
    receipt.account, receipt.case, receipt.entry = writer, case, entry
    receipt.settled_at, receipt.settled_by = at, by
    receipt.save(update_fields=("account", "case", "entry", "settled_at", "settled_by"))
    record(receipt, events.RELEASED, actor=by, at=at, case=case.number, entry=entry.pk)
    return entry


def _writer(receipt: Receipt, at: datetime) -> Account:
    """The participant whose address it is; nobody else's words become a message of the case."""
    registry = Registry(at)
    writer = registry.account_at(receipt.from_address) if Note.SEVERAL_AUTHORS not in receipt.notes else None
    if writer is None or receipt.case is None or not registry.is_participant(receipt.case.number, receipt.from_address):
        raise Refused(
            "R-02",
            _(
                "The sender takes no part in the case. Once the service manager has entered them into the contract, "
                "accept the letter; else settle it."
            ),
        )
    return writer


def _reads_case(reader: Account, case: int) -> bool:
    return Case.objects.visible_to(reader, []).filter(pk=case).exists()
