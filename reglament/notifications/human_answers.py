"""R-12  What a person wrote back to a letter without a contract, as the letter that leaves."""

from django.utils.translation import gettext as _

from reglament.intake.models import LetterAnswer, Receipt, ReceiptEvent
from reglament.notifications import addresses, alone, answering
from reglament.notifications.compose import Delivery
from reglament.notifications.models import Letter
from reglament.ui import words

KIND = "no_contract_reply"


def write(event: ReceiptEvent, *, delivery: Delivery) -> Letter | None:
    """To the sender, in the language of the letter; a reply to it comes to the same address again."""
    key = f"{event._meta.label}:{event.pk}"
    answer = LetterAnswer.objects.select_related("receipt").get(pk=event.facts["answer"])
    receipt = answer.receipt
    to = addresses.sendable(receipt.answer_to or receipt.from_address)
    if not to or Letter.objects.with_key(key).exists():
        return None
    note = alone.Note(
        KIND,
        to,
        language_of(receipt),
        {
            "original_subject": lambda: answering.quoted(receipt.subject, 100) or _("no subject"),
            "queue_number": lambda: str(receipt.pk),
            "received_moment": lambda: words.moment(receipt.received_at),
            "answer_text": lambda: answer.text,
        },
        answers=[receipt.message_id],
        reply_to=addresses.sendable(receipt.mailbox),
    )
    return alone.write(note, key=key, at=event.at, delivery=delivery)


def language_of(receipt: Receipt) -> str:
    found = answering.language_of(receipt.text)
    return "ru" if found == answering.BOTH else found
