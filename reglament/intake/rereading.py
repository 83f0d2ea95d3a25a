"""R-10, R-62  A stored letter read once more for a person: what it brought, by the same parsing and the same limits."""

from collections.abc import Iterable
from datetime import datetime

from reglament.files import storing, terms
from reglament.intake import receiving
from reglament.intake.mail.files import Partition, is_free
from reglament.intake.mail.letter import Attachment
from reglament.intake.models import Receipt
from reglament.terms.resolve import resolve


def files_of(receipt: Receipt, *, at: datetime) -> Partition:
    """R-62  The files as the robot would take them in, and those over its limit; nothing is stored."""
    return receiving.weigh(storing.read(receipt.raw), mailbox=receipt.mailbox, at=at).files


def counted(files: Iterable[Attachment]) -> list[Attachment]:
    """Those that the limits count: small pictures inside the text are free."""
    below = resolve(terms.INLINE_BELOW)
    return [one for one in files if not is_free(one, below)]
