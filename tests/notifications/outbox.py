"""What tests of letters share: events handed over, letters read as their readers would."""

from datetime import datetime, timedelta
from typing import Any

from reglament.cases.course import opening
from reglament.cases.models import Case
from reglament.files.models import StoredFile
from reglament.history.handing_over import hand_over
from reglament.intake.models import Receipt
from reglament.notifications import consuming
from reglament.notifications.models import Letter
from reglament.people.models import Account
from tests.cast import NOON, Cast

LATER = NOON + timedelta(days=30)


def post(at: datetime = LATER) -> list[Letter]:
    """Writes the letters of everything that happened so far; the new ones in their order."""
    last = Letter.objects.order_by("id").values_list("id", flat=True).last() or 0
    hand_over(consuming.NAME, consuming.consume, at=at)
    return list(Letter.objects.filter(id__gt=last).order_by("id"))


def to(account: Account, letters: list[Letter]) -> Letter:
    """The one letter of these that went to this person."""
    (found,) = [letter for letter in letters if letter.recipient_id == account.pk]
    return found


def kinds(letters: list[Letter]) -> dict[str, str]:
    """Login → kind of the letter; 'sender' for an address that is nobody's."""
    return {letter.recipient.login if letter.recipient else "sender": letter.kind for letter in letters}


def receipt(**changed: Any) -> Receipt:
    """A judged letter as the intake leaves it."""
    number = Receipt.objects.count()
    values: dict[str, Any] = {
        "dedupe_key": f"key-{number}",
        "mailbox": "support@vector.example",
        "raw": _raw(),
        "received_at": NOON,
        "message_id": f"letter-{number}@customer.example",
        "from_address": "stranger@nowhere.example",
        "answer_to": "stranger@nowhere.example",
        "subject": "Не работает телефония",
        "text": "Здравствуйте! Не работает телефония.",
    }
    return Receipt.objects.create(**(values | changed))


def _raw() -> Any:
    return StoredFile.objects.get_or_create(sha256="0" * 64, defaults={"size": 1, "stored_at": NOON})[0]


def case_by_letter(cast: Cast, *, from_address: str = "orlova@customer.example", **changed: Any) -> Case:
    """A case that came by e-mail, with its receipt."""
    known = from_address in cast.orlova.addresses
    case: Case = opening.open_case(
        cast.request(channel="email", sender_confirmed=known, **changed), by=cast.orlova, at=NOON
    )
    receipt(
        case=case,
        entry=case.entries.get(is_opening=True),
        verdict="case",
        from_address=from_address,
        answer_to=from_address,
        message_id="first@customer.example",
    )
    return case
