"""R-09  A stored letter as its reader would have seen it in a mail program, as far as that is safe."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reglament.cases.models import Entry
from reglament.files import storing
from reglament.intake.mail import cleaning, parse
from reglament.intake.mail.judgement import Reason
from reglament.intake.mail.pictures import Words
from reglament.intake.models import Receipt

MAX_RAW = 16_000_000
"""Bytes of a letter that is taken apart for a page, the limits of files included; of a larger one the text stands."""


@dataclass(frozen=True, slots=True)
class Shown:
    """`html` is '' where there is nothing but the text; `remote` counts pictures that were left in the network."""

    receipt: Receipt
    html: str
    text: str
    remote: int


def show(receipt: Receipt) -> Shown:
    """The letter cleaned; its text where it has no HTML, where that is hostile, or where nobody could read it."""
    is_hard = receipt.head_alone or receipt.reason == Reason.UNREADABLE or receipt.raw.size > MAX_RAW
    if is_hard or not receipt.judged_at:
        return Shown(receipt, "", receipt.text, 0)
    letter = parse.parse(storing.read(receipt.raw))
    words = Words(_("picture from the network, not loaded"), _("picture, not shown"))
    found = cleaning.clean(letter.html, letter.attachments, words)
    return Shown(receipt, found.html, receipt.text or letter.text, found.remote)


def letter_of(entry: Entry) -> Receipt | None:
    """The letter by which a message came."""
    if not entry.letter_key:
        return None
    return Receipt.objects.select_related("raw", "account").filter(dedupe_key=entry.letter_key).first()
