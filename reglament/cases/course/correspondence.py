"""R-02, R-03  What is said in a case: public replies, internal notes, and what a customer's answer sets going."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.cases import access, events
from reglament.cases.course import reopening, step, thanking
from reglament.cases.course.entries import Message, forget_draft, keep
from reglament.cases.course.waits import before_waiting
from reglament.cases.models import Case, Entry
from reglament.cases.status import ENDED, Status
from reglament.clauses import Refused
from reglament.people.models import Account


@transaction.atomic
def reply(case: Case, message: Message, *, by: Account, at: datetime, version: int | None = None) -> Entry:
    """R-02, R-03  A public message. A customer's answer lets a waiting case go on and reopens a solved one."""
    said = _said_before(message)
    if said:
        return said
    case = access.require(by, "reply", case, at=at, version=version)
    _require_text(message)
    if Status(case.status) in ENDED:
        raise Refused("R-03", _("The case has ended. Register a new one that refers to it."))
    if by.is_staff_member:
        return _staff_reply(case, message, by=by, at=at)
    return _customer_reply(case, message, by=by, at=at)


@transaction.atomic
def note(case: Case, message: Message, *, by: Account, at: datetime) -> Entry:
    """R-02  An internal note: staff alone read it."""
    said = _said_before(message)
    if said:
        return said
    case = access.require(by, "note", case, at=at)
    _require_text(message)
    entry = keep(case, message, Entry.Kind.INTERNAL, by=by, at=at)
    step.take(case, events.NOTED, by=by, at=at, entry=entry.pk)
    return entry


@transaction.atomic
def keep_auto_reply(case: Case, message: Message, *, by: Account | None, at: datetime) -> Entry:
    """A machine's answer is kept for staff; it resumes nothing and counts as no answer (domain §5.7)."""
    case = access.require(None, "reply", case, at=at)
    entry = keep(case, message, Entry.Kind.AUTOMATIC, by=by, at=at)
    step.take(case, events.AUTO_REPLIED, by=by, at=at, entry=entry.pk)
    return entry


def _staff_reply(case: Case, message: Message, *, by: Account, at: datetime) -> Entry:
    """The first public message of the assigned engineer also takes the case to work."""
    entry = keep(case, message, Entry.Kind.PUBLIC, by=by, at=at)
    if case.status == Status.REGISTERED and case.assignee_id == by.pk:
        step.take(
            case, events.TAKEN, by=by, at=at, verb="take", to=Status.IN_PROGRESS,
            assignee=by.pk, entry=entry.pk, by_staff=True,
        )  # fmt: skip
    else:
        step.take(case, events.REPLIED, by=by, at=at, entry=entry.pk, by_staff=True)
    return entry


def _customer_reply(case: Case, message: Message, *, by: Account, at: datetime) -> Entry:
    entry = keep(case, message, Entry.Kind.PUBLIC, by=by, at=at)
    if case.status == Status.WAIT_CUSTOMER:
        back = before_waiting(case)
        step.take(case, events.RESUMED, by=by, at=at, verb="resume", to=back, entry=entry.pk, answer=True)
    elif case.status == Status.RESOLVED and not thanking.is_thanks(message.text, bool(message.files)):
        reopening.reopen_by_answer(case, entry, by=by, at=at)
    else:
        step.take(case, events.REPLIED, by=by, at=at, entry=entry.pk, channel=message.channel)
    if not message.keeps_draft:
        forget_draft(case, by, Entry.Kind.PUBLIC)
    return entry


def _said_before(message: Message) -> Entry | None:
    if message.submission_key is None:
        return None
    return Entry.objects.filter(submission_key=message.submission_key).first()


def _require_text(message: Message) -> None:
    if not message.text.strip() and not message.files:
        raise Refused("R-03", _("Write a text or attach a file: the message is empty."))
