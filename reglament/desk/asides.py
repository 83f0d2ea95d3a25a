"""What stands beside the stream: own drafts, participants, earlier cases of the item. One statement."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import CharField, DateTimeField, QuerySet, Value
from django.db.models.functions import Cast

from reglament.cases.models import Case, CaseParticipant, ReplyDraft
from reglament.cases.showing.page import Page
from reglament.cases.status import STATES, State, Status
from reglament.contracts.models import ContractContact
from reglament.memory.statements import Question

EARLIER = 5
COLUMNS = ("what", "key", "words", "note", "moment")
Lines = QuerySet[Any, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Draft:
    text: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    account_id: int
    name: str
    reason: str

    @property
    def why(self) -> str:
        known = CaseParticipant.Reason.values
        return str(CaseParticipant.Reason(self.reason).label) if self.reason in known else ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A former case on the same item."""

    number: str
    subject: str
    state: State
    received_at: datetime


@dataclass(slots=True)
class Aside:
    drafts: dict[str, Draft] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    earlier: list[Earlier] = field(default_factory=list)
    role: str = ""


def read(page: Page) -> Aside:
    """Four short lists in one UNION: the page of a case has few statements to spend."""
    case, reader, aside = page.case, page.reader, Aside()
    seen = Case.objects.visible_to(reader, [])
    ids = (case.pk, reader.pk, case.item_id or 0, case.contract_id or 0, case.opener_id or 0)
    for what, key, text, note, moment in _LISTS.ask(*ids) if seen.is_everything else _lists(seen, *ids):
        _READERS[what](aside, key, text, note, moment)
    # The page need not ask for them again to know whether its reader watches.
    page.participants = [CaseParticipant(account_id=row.account_id, reason=row.reason) for row in aside.people]
    aside.earlier.sort(key=lambda row: row.received_at, reverse=True)
    return aside


def _rows(rows: QuerySet[Any], what: str, key: str, text: str, note: str, moment: str) -> Lines:
    def words(name: str) -> Cast:
        return Cast(name if name else Value(""), CharField())

    at = Cast(moment, DateTimeField()) if moment else Value(None, output_field=DateTimeField())
    columns = {"what": Value(what), "key": words(key), "words": words(text), "note": words(note), "moment": at}
    told = rows.annotate(**{f"{name}_": value for name, value in columns.items()})
    lines: Lines = told.values_list(*(f"{name}_" for name in COLUMNS))
    return lines


def _lists(seen: QuerySet[Case], case: int, reader: int, item: int, contract: int, opener: int) -> Lines:
    """`seen` are the cases that the reader may know of."""
    drafts = ReplyDraft.objects.filter(case=case, account=reader)
    people = CaseParticipant.objects.filter(case=case, account__isnull=False)
    newest = seen.filter(item=item).exclude(pk=case).order_by("-id").values("pk")[:EARLIER]
    contacts = ContractContact.objects.filter(contract=contract, account=opener, valid_until=None)
    first, *others = (
        _rows(drafts, "draft", "kind", "text", "", "saved_at"),
        _rows(people, "person", "reason", "account__full_name", "account_id", "added_at"),
        _rows(Case.objects.filter(pk__in=newest), "earlier", "number", "subject", "status", "received_at"),
        _rows(contacts, "role", "role", "", "", ""),
    )
    return first.order_by().union(*(part.order_by() for part in others), all=True)


_LISTS = Question(lambda *ids: _lists(Case.objects.all(), *ids), int, int, int, int, int)


def _draft(aside: Aside, kind: str, text: str, _note: str, at: datetime) -> None:
    aside.drafts[kind] = Draft(text, at)


def _person(aside: Aside, reason: str, name: str, account: str, _at: datetime) -> None:
    aside.people.append(Person(int(account), name, reason))


def _former(aside: Aside, number: str, subject: str, status: str, at: datetime) -> None:
    aside.earlier.append(Earlier(number, subject, STATES[Status(status)], at))


def _role(aside: Aside, role: str, _text: str, _note: str, _at: None) -> None:
    aside.role = str(ContractContact.Role(role).label)


_READERS: dict[str, Callable[..., None]] = {"draft": _draft, "person": _person, "earlier": _former, "role": _role}
