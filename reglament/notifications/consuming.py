"""History is the outbox: whoever hands an event over gets its letters written, in the same transaction."""

from datetime import datetime

from reglament.cases.models import Case, CaseEvent
from reglament.contracts.models import AccountRequestEvent
from reglament.history.models import Event
from reglament.intake import events as of_intake
from reglament.intake.models import ReceiptEvent
from reglament.notifications import (
    account_letters,
    answering,
    caps,
    choosing,
    compose,
    digests,
    human_answers,
    recipients,
    resetting,
)
from reglament.notifications.addresses import sendable
from reglament.notifications.choosing import Way
from reglament.notifications.compose import Delivery
from reglament.notifications.models import Letter
from reglament.notifications.occasion import Occasion
from reglament.people.models import AccountEvent

NAME = "letters"
TABLES = frozenset(table._meta.label for table in (CaseEvent, AccountEvent, ReceiptEvent, AccountRequestEvent))
NEEDED = (
    *("company", "category", "policy", "item__product", "opener__company", "assignee__company"),
    *("contract__service_manager__company", "contract_version"),
)
TAKING_PART = "participants__account__company"


def consume(event: Event) -> None:
    """The consumer of slips: writes the letters of an event, to be sent."""
    write_letters(event)


def consume_past(event: Event) -> None:
    """For stories of the past: the same letters, marked as sent when they happened, never queued."""
    write_letters(event, state=Letter.State.SENT, sent_at=event.at)


def write_letters(event: Event, *, state: str = Letter.State.QUEUED, sent_at: datetime | None = None) -> list[Letter]:
    """R-69  One letter to each person the table of recipients names; a second call writes nothing."""
    delivery = Delivery(state, sent_at)
    if isinstance(event, CaseEvent):
        return _of_case(event, delivery)
    if isinstance(event, AccountRequestEvent):
        return account_letters.write(event, delivery=delivery)
    letter = None
    if isinstance(event, AccountEvent):
        letter = _of_account(event, delivery)
    if isinstance(event, ReceiptEvent):
        letter = _of_receipt(event, delivery)
    return [letter] if letter else []


def _of_case(event: CaseEvent, delivery: Delivery) -> list[Letter]:
    if event.kind not in recipients.TOLD:
        return []
    case = Case.objects.select_related(*NEEDED).prefetch_related(TAKING_PART).get(pk=event.subject_id)
    told = {_key(event, account.pk): (account, kind) for account, kind in recipients.told(event, case)}
    written = set(Letter.objects.with_key(*told).values_list("event_key", flat=True))
    # A story of the past is told as it was: what people choose holds from then on.
    is_now = told and delivery.state == Letter.State.QUEUED
    chosen = choosing.ways(account for account, _kind in told.values()) if is_now else {}
    letters = []
    for key, (account, kind) in told.items():
        way = chosen.get((account.pk, kind), Way.AT_ONCE)
        occasion = Occasion(event, case, account)
        if way == Way.DIGEST:
            digests.keep(event, kind, account, due_at=occasion.told_from)
        elif way == Way.AT_ONCE and key not in written:
            letters.append(compose.write(kind, occasion, to=account.email, key=key, delivery=delivery))
    return letters + _to_sender(event, case, delivery)


def _of_receipt(event: ReceiptEvent, delivery: Delivery) -> Letter | None:
    if event.kind == of_intake.JUDGED.code:
        return answering.answer_judged(event.subject, at=event.at, delivery=delivery)
    return human_answers.write(event, delivery=delivery) if event.kind == of_intake.ANSWERED.code else None


def _of_account(event: AccountEvent, delivery: Delivery) -> Letter | None:
    key = _key(event, event.subject_id)
    if event.kind not in resetting.KINDS or _is_written(key):
        return None
    return resetting.write(event, key=key, delivery=delivery)


def _to_sender(event: CaseEvent, case: Case, delivery: Delivery) -> list[Letter]:
    """A letter that came from an address the login is not known to write from: that address gets the number alone."""
    told = Occasion(event, case, None)
    if case.sender_confirmed or not told.is_first or told.receipt is None:
        return []
    address, key = sendable(told.receipt.from_address), _key(event, "sender")
    if not address or not told.receipt.answer_to or _is_written(key):
        return []
    if delivery.state == Letter.State.QUEUED and not caps.leaves_room(address, at=event.at):
        delivery = Delivery(Letter.State.WITHHELD)
    return [compose.write("registered_sender", told, to=address, key=key, delivery=delivery)]


def _key(event: Event, recipient: object) -> str:
    return f"{event._meta.label}:{event.pk}:{recipient}"


def _is_written(key: str) -> bool:
    return Letter.objects.with_key(key).exists()
