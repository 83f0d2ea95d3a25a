"""Diagnosis, workaround, solution: the three findings a contract puts a time on."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.cases import access, events
from reglament.cases.course import autoclosing, step
from reglament.cases.course.entries import Message, keep
from reglament.cases.models import Case, DictionaryWord, Entry
from reglament.cases.status import WORKED_ON, Status
from reglament.clauses import Refused
from reglament.people.models import Account


@transaction.atomic
def diagnose(case: Case, text: str, *, by: Account, at: datetime, version: int | None = None) -> Case:
    """R-13  «Диагноз и план работ», read by the customer: the diagnosis clock stops."""
    case = access.require(by, "diagnose", case, at=at, version=version)
    if Status(case.status) not in WORKED_ON | {Status.WAIT_VENDOR, Status.WAIT_CUSTOMER}:
        raise Refused("R-13", _("Take the case to work first."))
    _require(text, "R-13", _("Write the diagnosis and the plan: the customer reads them."))
    entry = keep(case, Message(text=text), Entry.Kind.PUBLIC, by=by, at=at)
    return step.take(case, events.DIAGNOSED, by=by, at=at, entry=entry.pk, by_staff=True)


@transaction.atomic
def give_workaround(case: Case, text: str, *, by: Account, at: datetime, version: int | None = None) -> Case:
    """R-33  Service is back by a workaround; the permanent solution is still owed."""
    case = access.require(by, "workaround", case, at=at, version=version)
    _require(text, "R-33", _("Describe the workaround: the customer works with it."))
    entry = keep(case, Message(text=text), Entry.Kind.PUBLIC, by=by, at=at)
    return step.take(
        case, events.WORKAROUND_GIVEN, by=by, at=at, verb="give_workaround", to=Status.WORKAROUND,
        entry=entry.pk, by_staff=True,
    )  # fmt: skip


@transaction.atomic
def go_on(case: Case, text: str, *, by: Account, at: datetime, version: int | None = None) -> Case:
    """«Не помогло»: the workaround failed; not a reopening, the clocks keep what they recorded."""
    verb = "workaround" if by.is_staff_member else "reply"
    case = access.require(by, verb, case, at=at, version=version)
    entry = keep(case, Message(text=text), Entry.Kind.PUBLIC, by=by, at=at) if text.strip() else None
    return step.take(
        case, events.WORKAROUND_FAILED, by=by, at=at, verb="go_on", to=Status.IN_PROGRESS,
        entry=entry.pk if entry else None, by_staff=by.is_staff_member,
    )  # fmt: skip


@transaction.atomic
def resolve(
    case: Case,
    message: Message,
    *,
    cause: str,
    closure: str,
    by: Account,
    at: datetime,
    compatibility: str = "",
    version: int | None = None,
) -> Case:
    """R-05, R-59  The solution in words, its cause and its closure code; the customer accepts or reopens."""
    case = access.require(by, "resolve", case, at=at, version=version)
    _require(message.text, "R-05", _("Describe the solution: by these words the customer confirms it or not."))
    _require_word(DictionaryWord.Book.CAUSE, cause, _("Choose the cause."))
    _require_word(DictionaryWord.Book.CLOSURE, closure, _("Choose the closure code."))
    entry = keep(case, message, Entry.Kind.PUBLIC, by=by, at=at, is_solution=True)
    case.cause_code, case.closure_code, case.compatibility = cause, closure, compatibility.strip()
    case.closes_at = autoclosing.instant(case, at)
    return step.take(
        case, events.RESOLVED, by=by, at=at, verb="resolve", to=Status.RESOLVED,
        entry=entry.pk, by_staff=True, closure=closure, cause=cause,
    )  # fmt: skip


def _require(text: str, clause: str, sentence: object) -> None:
    if not text.strip():
        raise Refused(clause, sentence)  # type: ignore[arg-type]  # a lazy translation


def _require_word(book: DictionaryWord.Book, code: str, sentence: object) -> None:
    if not DictionaryWord.objects.filter(book=book, code=code).exists():
        raise Refused("R-05", sentence)  # type: ignore[arg-type]
