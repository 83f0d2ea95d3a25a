"""The queue: open cases by their nearest deadline, one page at a time, filtered by the address."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from markupsafe import Markup

from reglament.cases.models import Case
from reglament.cases.models.case import CaseQuerySet
from reglament.desk import filters, frames, gates, horizons, rails, rows
from reglament.desk.gates import Visit
from reglament.memory.statements import Question
from reglament.people.models import Account
from reglament.people.roles import READ_EVERY_CASE, Role

PAGE = 50
NEIGHBOURS = 30
ABOVE = 10
READERS = READ_EVERY_CASE | {Role.MANAGER, Role.ACCOUNT_MANAGER}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the queue. `following` is the key of the next page, '' on the last one."""

    rows: list[rows.Row]
    following: str
    is_first: bool
    at: datetime

    @property
    def body(self) -> Markup:
        return rows.body(self.rows, at=self.at, whole=not self.following and self.is_first)

    @property
    def strip(self) -> Markup:
        return horizons.strip(self.rows, at=self.at, more=bool(self.following)) if self.is_first else Markup("")


@require_safe
@gates.staff()
def home(request: Visit) -> HttpResponse:
    return redirect(frames.home_of(request.user))


@require_safe
@gates.staff()
def queue(request: Visit) -> HttpResponse:
    """The whole page, or only its changing part for the poll (`part=rows`)."""
    at = timezone.now()
    wanted = filters.read(request.GET)
    leaf = leafed(Case.objects.visible_to(request.user, []), wanted, request.user, request.GET.get("after", ""), at=at)
    context: dict[str, Any] = {
        "leaf": leaf,
        "wanted": wanted,
        "reads_cases": not request.user.roles.isdisjoint(READERS),
        "here": address(wanted, after=request.GET.get("after", "")),
        "next_url": address(wanted, after=leaf.following) if leaf.following else "",
        "first_url": "" if leaf.is_first else address(wanted),
    }
    if request.GET.get("part") == "rows":
        return unless_same(request, frames.bare(request, "desk/queue/_rows.html", at=at, **context))
    return frames.draw(request, "desk/queue/page.html", "queue", at=at, **context, **rails.around(request.user, wanted))


def leafed(cases: CaseQuerySet, wanted: filters.Filter, reader: Account, after: str, *, at: datetime) -> Leaf:
    """The PAGE rows behind the key `after`; one more is read to know whether there is another page."""
    key = _key(after)
    if wanted.is_empty and cases.is_everything:
        found = rows.made(_ALL_AFTER.ask(*key) if key else _ALL.ask())
    else:
        found = rows.read(_page(filters.narrowed(cases, wanted, reader, at=at), *(key or ())))
    following = f"{found[PAGE - 1].due_at.isoformat()}~{found[PAGE - 1].id}" if len(found) > PAGE else ""
    return Leaf(found[:PAGE], following, key is None, at)


def _page(cases: QuerySet[Case], due: datetime | None = None, id: int = 0) -> QuerySet[Case]:
    """Behind the key (due, id), or from the beginning."""
    if due:
        cases = cases.filter(Q(next_due_at__gt=due) | Q(next_due_at=due, id__gt=id), next_due_at__gte=due)
    return cases.order_by("next_due_at", "id")[: PAGE + 1]


# The whole queue, which everybody opens first: always the same two statements.
_ALL = Question(lambda: _page(Case.objects.open()).values_list(*rows.COLUMNS))
_ALL_AFTER = Question(lambda due, id: _page(Case.objects.open(), due, id).values_list(*rows.COLUMNS), datetime, int)


def _key(after: str) -> tuple[datetime, int] | None:
    """A broken key is no key: the first page."""
    due, _, id = after.partition("~")
    try:
        moment = datetime.fromisoformat(due)
        return (moment, int(id)) if moment.tzinfo else None
    except ValueError:
        return None


def address(wanted: filters.Filter, **more: str) -> str:
    query = "&".join(filter(None, (wanted.query, filters.encoded(more))))
    return reverse("desk:queue") + (f"?{query}" if query else "")


def unless_same(request: Visit, response: HttpResponse) -> HttpResponse:
    """304 when the reader already has exactly this part."""
    etag = f'"{sha256(response.content).hexdigest()[:20]}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=304)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def usual(reader: Account) -> filters.Filter:
    """Where a reader works: an engineer among the own cases, everybody else among all open ones."""
    return filters.Filter(engineer=filters.ME) if reader.roles == {Role.ENGINEER} else filters.Filter()


def neighbours(case: Case, reader: Account, wanted: filters.Filter, *, at: datetime) -> list[rows.Row]:
    """The beginning of that queue; where the case stands further down, what is around it."""
    queue = filters.narrowed(Case.objects.visible_to(reader, []), wanted, reader, at=at)
    first = rows.read(queue.order_by("next_due_at", "id")[:NEIGHBOURS])
    if len(first) < NEIGHBOURS or (case.next_due_at, case.pk) <= (first[-1].due_at, first[-1].id):
        return first
    before = Q(next_due_at__lt=case.next_due_at) | Q(next_due_at=case.next_due_at, id__lt=case.pk)
    above = rows.read(queue.filter(before).order_by("-next_due_at", "-id")[:ABOVE])
    return [*reversed(above), *rows.read(queue.exclude(before).order_by("next_due_at", "id")[: NEIGHBOURS - ABOVE])]
