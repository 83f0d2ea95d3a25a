"""R-12, R-21 … R-23  A letter to one person about no case: words in the reader's language, inside the house's frame."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation

from reglament.notifications import heads, names, texts, wordings
from reglament.notifications.compose import QUEUED, Delivery
from reglament.notifications.contractor import contractor
from reglament.notifications.models import Letter
from reglament.notifications.values import HOUSE
from reglament.people.models import Account

Values = Mapping[str, Callable[[], str]]


@dataclass(frozen=True, slots=True)
class Note:
    """What is written and to whom; `reader` is None for an address that no account has.

    `answers` are the identifiers of the letters it answers; `reply_to` is '' for the support address.
    """

    kind: str
    to: str
    language: str
    values: Values
    reader: Account | None = None
    contract: int | None = None
    secret: bool = False
    answers: Iterable[str] = ()
    reply_to: str = ""


def write(note: Note, *, key: str, at: datetime, delivery: Delivery = QUEUED) -> Letter:
    """Writes the letter into the outbox; `key` makes it the only one of its event and reader."""
    subject, text = words(note)
    letter = Letter.objects.create(
        kind=note.kind,
        contract_id=note.contract,
        recipient=note.reader,
        to_address=note.to,
        language=note.language,
        subject=subject,
        text=text,
        secret=note.secret,
        written_at=at,
        next_attempt_at=at,
        state=delivery.state,
        sent_at=delivery.sent_at,
        event_key=key,
    )
    letter.message_id = f"<{note.kind}.{letter.pk}.{token_hex(8)}@{contractor().domain}>"
    name = names.account(note.reader) if note.reader else ""
    found = heads.headers(message_id=letter.message_id, to=note.to, name=name, at=at, thread=note.answers)
    letter.headers = found | {"Content-Language": note.language}
    if note.reply_to:
        letter.headers["Reply-To"] = note.reply_to
    letter.save(update_fields=("message_id", "headers"))
    return letter


def words(note: Note) -> tuple[str, str]:
    """Subject and text."""
    zone = note.reader.zone_name() if note.reader else settings.TIME_ZONE
    with translation.override(note.language), timezone.override(ZoneInfo(zone)):
        values = dict(HOUSE) | dict(note.values)
        written = wordings.read(note.kind, note.language)
        subject, body = (texts.fill(part, lambda name: values[name]()) for part in (written.subject, written.body))
        frame = wordings.read("frame_answer", note.language).body
        text = texts.fill(frame, lambda name: body if name == "body" else values[name]())
        return subject, f"{text}\n"


def language_of(reader: Account | None) -> str:
    return reader.language if reader and reader.language in texts.LANGUAGES else "ru"
