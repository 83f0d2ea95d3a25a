"""A solved case comes back: by a button, by an answer that is more than thanks, or not at all (domain §2)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.cases import access, events
from reglament.cases.course import autoclosing, step
from reglament.cases.course.entries import Message, keep
from reglament.cases.models import Case, Entry
from reglament.cases.status import Status
from reglament.clauses import Refused
from reglament.people.models import Account

UNDO_WITHIN = timedelta(hours=1)


@transaction.atomic
def reopen(case: Case, text: str, *, by: Account, at: datetime, version: int | None = None) -> Case:
    """R-03  «Не решено»: the customer's side says what is wrong; the solution clock goes on where it stood."""
    case = access.require(by, "reopen", case, at=at, version=version)
    if not text.strip():
        raise Refused("R-03", _("Say what is still wrong: the engineer starts from it."))
    entry = keep(case, Message(text=text), Entry.Kind.PUBLIC, by=by, at=at)
    return reopen_by_answer(case, entry, by=by, at=at)


def reopen_by_answer(case: Case, entry: Entry, *, by: Account, at: datetime) -> Case:
    """An answer to a solved case that is more than thanks."""
    case.closes_at = None
    return step.take(case, events.REOPENED, by=by, at=at, verb="reopen", to=Status.REOPENED, entry=entry.pk)


@transaction.atomic
def undo(case: Case, *, by: Account, at: datetime) -> Case:
    """The engineer takes a reopening back within an hour: the letter was only thanks, no reopening is counted."""
    case = access.require(by, "resolve", case, at=at)
    last = case.events.filter(kind=events.REOPENED.code).order_by("-id").first()
    if case.status != Status.REOPENED or last is None or at - last.at > UNDO_WITHIN:
        sentence = _("A reopening is taken back within an hour, before anything else happens. Resolve the case anew.")
        raise Refused("R-03", sentence)
    case.closes_at = autoclosing.instant(case, _solved_at(case))
    return step.take(case, events.REOPEN_UNDONE, by=by, at=at, verb="undo_reopen", to=Status.RESOLVED)


def _solved_at(case: Case) -> datetime:
    """When the solution that stands again was given."""
    return case.events.filter(kind=events.RESOLVED.code).latest("id").at
