"""The queue's filters: what stands in the address, as conditions, as words and as the address again."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from reglament.cases.course import phone
from reglament.cases.models import Case
from reglament.cases.status import OPEN, STATES, WAITING, Status
from reglament.desk import choices, findings
from reglament.people.models import Account

ME, NOBODY = "me", "none"
LATE = "late"
WAITS = "waiting"


@dataclass(frozen=True, slots=True)
class Filter:
    """One view of the open cases; every field is a word of the address, '' for «any»."""

    priority: str = ""
    state: str = ""
    company: str = ""
    team: str = ""
    engineer: str = ""
    category: str = ""
    due: str = ""
    call: str = ""
    watching: str = ""
    q: str = ""

    @property
    def query(self) -> str:
        """The address's query string; empty fields are left out."""
        return encoded({name: getattr(self, name) for name in WORDS})

    @property
    def is_empty(self) -> bool:
        return not self.query


WORDS = tuple(each.name for each in fields(Filter))


def encoded(values: Mapping[str, str]) -> str:
    return urlencode([(name, value) for name, value in values.items() if value])


def read(query: Mapping[str, str]) -> Filter:
    """The filter of an address; a word that nothing can have is ignored."""
    given = {name: query.get(name, "").strip()[:100] for name in WORDS}
    return Filter(**{name: value if _IS_KNOWN.get(name, _any)(value) else "" for name, value in given.items()})


def narrowed(cases: QuerySet[Case], wanted: Filter, reader: Account, *, at: datetime) -> QuerySet[Case]:
    """The open cases of `cases` that the filter asks for."""
    conditions = Q()
    for name, make in _CONDITIONS.items():
        if value := getattr(wanted, name):
            conditions &= make(value)
    if wanted.engineer:
        conditions &= _engineer(wanted.engineer, reader)
    if wanted.due:
        conditions &= Q(next_due_at__lt=at)
    if wanted.watching:
        conditions &= Q(participants__account=reader, participants__reason="watcher")
    return cases.open().filter(conditions)


def states() -> list[tuple[str, str]]:
    return [(status.value, str(STATES[status].name)) for status in Status if status in OPEN and status != "wait_parts"]


def _engineer(value: str, reader: Account) -> Q:
    if value == NOBODY:
        return Q(assignee=None)
    return Q(assignee_id=reader.pk if value == ME else int(value))


def _state(value: str) -> Q:
    return Q(status__in=WAITING) if value == WAITS else Q(status=value)


def _call(value: str) -> Q:
    """R-26  Priorities 1 and 2 that nobody has confirmed by phone."""
    return phone.OWED


_CONDITIONS = {
    "priority": lambda value: Q(priority=int(value)),
    "state": _state,
    "company": lambda value: Q(company_id=int(value)),
    "team": lambda value: Q(team__code=value),
    "category": lambda value: Q(category__code=value),
    "call": _call,
    "q": findings.named,
}


def _any(value: str) -> bool:
    return True


def _number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 10


_IS_KNOWN = {
    "priority": lambda value: value in ("1", "2", "3", "4"),
    "state": lambda value: value == WAITS or value in {status.value for status in OPEN},
    "company": _number,
    "engineer": lambda value: value in (ME, NOBODY) or _number(value),
    "team": lambda value: value in {crew.team.code for crew in choices.crews()},
    "category": lambda value: value in {category.code for category in choices.categories()},
    "due": lambda value: value == LATE,
    "call": lambda value: value == "owed",
    "watching": lambda value: value == "1",
}
