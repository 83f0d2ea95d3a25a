"""R-29 … R-33, R-36  The priority of a case, and what changes it today."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.cases import access, events
from reglament.cases.course import step
from reglament.cases.course.entries import Message, keep
from reglament.cases.models import Case, DictionaryWord, Entry
from reglament.cases.models.case import PrioritySource
from reglament.cases.status import ENDED, Status
from reglament.clauses import Refused
from reglament.people.models import Account


@transaction.atomic
def change(
    case: Case, priority: int, *, ground: str, text: str, by: Account, at: datetime, version: int | None = None
) -> Case:
    """R-32  The contractor changes it with a ground from the dictionary and words; marked as not agreed (R-36)."""
    case = access.require(by, "change_priority", case, at=at, version=version)
    if Status(case.status) in ENDED or case.status == Status.RESOLVED:
        raise Refused("R-32", _("The case is solved or has ended: its priority no longer changes."))
    if priority not in (1, 2, 3, 4) or priority == case.priority:
        raise Refused("R-32", _("Choose another priority, 1 to 4."))
    if not DictionaryWord.objects.filter(book=DictionaryWord.Book.PRIORITY, code=ground).exists() or not text.strip():
        raise Refused("R-32", _("Choose a ground and explain it: the customer reads both."))
    entry = keep(case, Message(text=text), Entry.Kind.PUBLIC, by=by, at=at)
    old, case.priority = case.priority, priority
    case.priority_source = PrioritySource.CONTRACTOR
    return step.take(
        case, events.PRIORITY_CHANGED, by=by, at=at, old=old, new=priority, ground=ground, entry=entry.pk, by_staff=True
    )


@transaction.atomic
def ask(case: Case, wanted: int, *, by: Account | None, at: datetime) -> Case:
    """R-36  A customer's letter that names another priority asks for it; it changes nothing by itself."""
    case = access.require(None, "reply", case, at=at)
    return step.take(case, events.PRIORITY_ASKED, by=by, at=at, wanted=wanted)
