"""The board «Контроль сроков»: what will be broken next, hour by hour and engineer by engineer; calls that are owed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reglament.cases.models import Case, Deadline
from reglament.desk import choices, frames, gates, queues
from reglament.desk.gates import Visit
from reglament.people.models import Account
from reglament.people.roles import READ_EVERY_CASE
from reglament.ui import promise, words

HOURS = 6
MOST = 300
MOST_CALLS = 50


@dataclass(frozen=True, slots=True)
class Due:
    """One promise that is running: whose it is and when it ends."""

    number: str
    subject: str
    priority: int
    company: str
    engineer: str
    clock: str
    due_at: datetime

    @property
    def name(self) -> str:
        return promise.label(self.clock)

    @property
    def href(self) -> str:
        return reverse("desk:case", args=(self.number,))

    @property
    def priority_name(self) -> str:
        return choices.priority_name(self.priority)


@dataclass(frozen=True, slots=True)
class Board:
    """`columns` are the headings; a line is an engineer with the promises of each column."""

    columns: list[str]
    lines: list[tuple[str, list[list[Due]]]]
    late: list[Due]
    next: list[Due]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Call:
    """A case of priority 1 or 2 that nobody has confirmed by phone."""

    number: str
    subject: str
    priority: int
    company: str
    received_at: datetime
    contact: str
    phones: list[str]

    @property
    def priority_name(self) -> str:
        return choices.priority_name(self.priority)


@require_safe
@gates.staff(gates.WATCHMEN)
def board(request: Visit) -> HttpResponse:
    """The whole page, or only the board for the poll (`part=board`)."""
    at = timezone.now()
    context: dict[str, Any] = {"board": _board(request.user, at), "calls": _calls(request.user, at)}
    if request.GET.get("part") == "board":
        return queues.unless_same(request, frames.bare(request, "desk/promises/_board.html", at=at, **context))
    return frames.draw(request, "desk/promises/page.html", "promises", at=at, **context)


def _board(reader: Account, at: datetime) -> Board:
    """One statement: the running promises up to the end of the last column, soonest first."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    edges = [at, *(hour + timedelta(hours=number) for number in range(1, HOURS + 1))]
    found = [Due(*row) for row in _running(reader).filter(due_at__lt=edges[-1]).values_list(*COLUMNS)[: MOST + 1]]
    people: dict[str, list[dict[str, Due]]] = {}
    for due in found[:MOST]:
        column = next(place for place, edge in enumerate(edges) if due.due_at < edge)
        # One mark a case and column: the promise that ends first.
        people.setdefault(due.engineer, [{} for _edge in edges])[column].setdefault(due.number, due)
    return Board(
        columns=[_("Overdue"), *(_("by %(time)s") % {"time": words.clock_time(edge)} for edge in edges[1:])],
        lines=[(name, [list(cell.values()) for cell in people[name]]) for name in sorted(people)],
        late=[due for due in found[:MOST] if due.due_at < at],
        next=[due for due in found[:MOST] if due.due_at >= at],
        is_cut=len(found) > MOST,
    )


COLUMNS = (
    "case__number", "case__subject", "case__priority", "case__company__short_name", "engineer", "clock", "due_at",
)  # fmt: skip


def _running(reader: Account) -> QuerySet[Deadline]:
    running = Deadline.objects.filter(outcome=Deadline.Outcome.RUNNING, case__is_open=True)
    if reader.roles.isdisjoint(READ_EVERY_CASE):
        running = running.filter(case__in=Case.objects.visible_to(reader, []).values("pk"))
    named = Coalesce("case__assignee__full_name", Value(""))
    return running.annotate(engineer=named).order_by("due_at", "id")


def _calls(reader: Account, at: datetime) -> list[Call]:
    """R-26  Priorities 1 and 2 without the call, the oldest first; one statement."""
    owed = Case.objects.visible_to(reader, []).owing_a_call()
    rows = owed.order_by("received_at").values_list(
        "number", "subject", "priority", "company__short_name", "received_at", "opener__full_name", "phone",
        "opener__phone_work", "opener__phone_mobile",
    )  # fmt: skip
    return [Call(*row[:5], row[5] or "", list(dict.fromkeys(filter(None, row[6:])))) for row in rows[:MOST_CALLS]]
