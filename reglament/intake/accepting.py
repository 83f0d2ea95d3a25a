"""Stage one of a letter: raw bytes, receipt and the request to judge it are durable before it is acknowledged."""

from datetime import datetime

from django.db import IntegrityError, transaction

from reglament.files import storing
from reglament.intake.mail import dedupe, judge, parse
from reglament.intake.mail.letter import ParsedLetter
from reglament.intake.models import Receipt
from reglament.intake.registry import Registry
from reglament.intake.text import storable
from reglament.jobs.asking import ask

JUDGE = "intake.judge"
"""The job that is stage two; intake.jobs does it."""


def accept(
    raw: bytes, *, envelope_to: str, at: datetime, way: Receipt.Way, head_alone: bool = False
) -> tuple[Receipt, bool]:
    """R-09, R-10  Keeps a letter of `way`; the second value says whether it is new or was delivered before.

    `envelope_to` is the recipient the server named, '' where the headers have to say it; `head_alone` says that `raw`
    is the head of a letter too large to be fetched. Raises DatabaseError or
    OSError when it could not be kept: whoever brought it must keep it and come again.
    """
    letter = parse.envelope(raw)
    ours = judge.mailbox_of(letter, Registry(at), envelope_to)
    mailbox = ours.address if ours else envelope_to
    key = dedupe.key(raw, mailbox=mailbox, message_id=letter.message_id)
    known = Receipt.objects.filter(dedupe_key=key).first()
    if known:
        return known, False
    try:
        with transaction.atomic():
            receipt = Receipt(dedupe_key=key, way=way, received_at=at, head_alone=head_alone)
            _describe(receipt, letter, mailbox=mailbox, envelope_to=envelope_to)
            receipt.raw = storing.store(raw, at=at)
            receipt.save()
            ask(JUDGE, at=at, key=str(receipt.pk), receipt=receipt.pk)
            return receipt, True
    except IntegrityError:
        return Receipt.objects.get(dedupe_key=key), False


def _describe(receipt: Receipt, letter: ParsedLetter, *, mailbox: str, envelope_to: str) -> None:
    receipt.mailbox = storable(mailbox, 254)
    receipt.envelope_to = storable(envelope_to, 254)
    receipt.message_id = storable(letter.message_id, 250)
    receipt.from_address = storable(letter.sender.address, 254)
    receipt.from_name = storable(letter.sender.name, 200)
    receipt.subject = storable(letter.subject, 500)
