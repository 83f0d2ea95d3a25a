"""R-53, R-69  One letter about a case: the tag in its subject, words in the reader's language, headers."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation

from reglament.cases import reference
from reglament.cases.models import Case, Entry
from reglament.cases.models.case import Channel
from reglament.notifications import heads, names, texts, wordings
from reglament.notifications.contractor import contractor
from reglament.notifications.models import Letter
from reglament.notifications.occasion import OPENINGS, Occasion
from reglament.notifications.values import speak
from reglament.people.models import Account

LONGEST_SUBJECT = 120
"""Characters of the case's own subject in the subject of a letter."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What becomes of a letter once it is written: queued, or marked as `state` at `sent_at`."""

    state: str = Letter.State.QUEUED
    sent_at: datetime | None = None


QUEUED = Delivery()


def write(kind: str, occasion: Occasion, *, to: str, key: str, delivery: Delivery = QUEUED) -> Letter:
    """Writes the letter into the outbox; `key` makes it the only one of its event and recipient."""
    reader, case = occasion.reader, occasion.case
    spoken = reader or case.opener
    with translation.override(_language(spoken)), timezone.override(_zone(reader)):
        frame = wordings.read(_frame(reader), _language(spoken))
        body = texts.fill(wordings.read(kind, _language(spoken)).body, speak(occasion))
        said = speak(occasion)
        text = texts.fill(frame.body, lambda name: body if name == "body" else said(name))
        letter = _row(kind, occasion, to=to, key=key, delivery=delivery)
        letter.language, letter.subject, letter.text = _language(spoken), subject(case), f"{text}\n"
        letter.save()
        return _sealed(letter, occasion)


def subject(case: Case) -> str:
    """R-53  '[SD-2026-000123] Тема', a long subject cut between words: the tag keeps the thread."""
    return f"{reference.subject_tag(case.number)} {names.shortened(names.subject(case), LONGEST_SUBJECT)}"


def _row(kind: str, occasion: Occasion, *, to: str, key: str, delivery: Delivery) -> Letter:
    held = occasion.entry.visible_from if occasion.entry else None
    return Letter(
        kind=kind,
        case=occasion.case,
        contract=occasion.case.contract,
        recipient=occasion.reader,
        to_address=to,
        null_return_path=occasion.reader is None,
        written_at=occasion.at,
        not_before=held,
        next_attempt_at=occasion.told_from,
        state=delivery.state,
        sent_at=delivery.sent_at,
        event_key=key,
    )


def _sealed(letter: Letter, occasion: Occasion) -> Letter:
    """The identifier holds the row's number, so the headers follow the row."""
    case, reader = occasion.case, occasion.reader
    acknowledges = case.channel == Channel.EMAIL and occasion.event.kind in OPENINGS
    letter.message_id = reference.message_id_for(
        case, reader, letter.pk, contractor().domain, is_internal=_is_internal(occasion)
    )
    letter.headers = heads.headers(
        message_id=letter.message_id,
        to=letter.to_address,
        name=names.account(reader) if reader else "",
        at=letter.not_before or letter.written_at,
        thread=_thread(letter, occasion),
        answers_letter=acknowledges and reader in (None, case.opener),
    ) | {"Content-Language": letter.language}
    if reader is None:
        letter.headers["Precedence"] = "bulk"
    letter.save(update_fields=("message_id", "headers"))
    return letter


def _is_internal(occasion: Occasion) -> bool:
    """§5.5  A notice for staff that brings no public message: what staff answer to it stays among them."""
    if occasion.reader is None or not occasion.reader.is_staff_member:
        return False
    entry = occasion.entry if occasion.facts.get("entry") else None
    return entry is None or entry.kind != Entry.Kind.PUBLIC


def _thread(letter: Letter, occasion: Occasion) -> list[str]:
    """The root first: what the reader wrote to open the case, else the first letter we sent there."""
    root: list[str] = []
    if occasion.receipt and (occasion.reader is None or occasion.reader == occasion.case.opener):
        root.append(occasion.receipt.message_id)
    earlier = Letter.objects.filter(case=occasion.case, to_address=letter.to_address, pk__lt=letter.pk)
    first = earlier.exclude(message_id="").order_by("id").values_list("message_id", flat=True).first()
    return [*root, first] if first else root


def _frame(reader: Account | None) -> str:
    if reader is None:
        return "frame_robot"
    return "frame_staff" if reader.is_staff_member else "frame_customer"


def _language(reader: Account | None) -> str:
    return reader.language if reader and reader.language in texts.LANGUAGES else "ru"


def _zone(reader: Account | None) -> ZoneInfo:
    return ZoneInfo(reader.zone_name() if reader else settings.TIME_ZONE)
