"""The customer's first page: what waits for this person, what is open, which contracts hold, whom to call."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reglament.cases import access
from reglament.cases.models import Case, Entry
from reglament.cases.models.case import CaseQuerySet
from reglament.cases.status import Status
from reglament.contracts.models import Contract, ContractContact, SupportChannel
from reglament.intake import drafts
from reglament.people.models import Account
from reglament.portal import offers, validity, visitors
from reglament.portal.frames import show
from reglament.portal.house import house
from reglament.portal.rows import COLUMNS, rows
from reglament.portal.visitors import Visit
from reglament.ui import words

MOST_NEEDS = 10
MOST_OPEN = 8


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for the reader: a question to answer or a solution to confirm."""

    number: str
    title: str
    about: str
    is_solution: bool
    version: int


@require_http_methods(["GET"])
@visitors.customers()
def home(request: Visit) -> HttpResponse:
    contacts, day = visitors.contacts(request), request.at.date()
    mine = Case.objects.visible_to(request.user, contacts).filter(company_id=request.user.company_id).open()
    others = mine.exclude(status__in=(Status.WAIT_CUSTOMER, Status.RESOLVED)).order_by("next_due_at", "id")
    shown = list(others.select_related("assignee").only("id", *COLUMNS)[: MOST_OPEN + 1])
    contracts = validity.with_versions(Contract.objects.visible_to(request.user, day))
    context = {
        "needs": _needs(mine, request.user, contacts, at=request.at),
        "rows": rows(shown[:MOST_OPEN], house(), at=request.at),
        "more": len(shown) > MOST_OPEN,
        "contracts": validity.rows(contracts, day),
        "drafts": drafts.of_account(request.user, at=request.at),
        "may_open": bool(offers.open_to(contacts, at=request.at)),
        "phones": _phones(),
        "support": house().channel("support"),
    }
    return show(request, "home", context)


def _phones() -> list[SupportChannel]:
    """Each number once, under the first name it has."""
    known: dict[str, SupportChannel] = {}
    for row in house().channels:
        if row.kind == "phone":
            known.setdefault(row.value, row)
    return list(known.values())


def _needs(mine: CaseQuerySet, account: Account, contacts: list[ContractContact], *, at: datetime) -> list[Need]:
    """Cases whose next step is the customer's, oldest first; of each the words that wait for an answer."""
    waiting = mine.filter(status__in=(Status.WAIT_CUSTOMER, Status.RESOLVED)).order_by("id")
    cases = [case for case in waiting[:MOST_NEEDS] if access.allowed(account, "reply", case, contacts)]
    said = Entry.objects.filter(case__in=cases, kind=Entry.Kind.PUBLIC, by_staff=True).select_related("author")
    last = {entry.case_id: entry for entry in said.order_by("at", "id") if entry.is_question or entry.is_solution}
    return [_need(case, last.get(case.pk), at) for case in cases]


def _need(case: Case, entry: Entry | None, at: datetime) -> Need:
    solved = case.status == Status.RESOLVED
    who = str(entry.author) if entry and entry.author else ""
    first = (entry.text.strip().splitlines() or [""])[0] if entry else ""
    since = words.near_moment(entry.at, at) if entry else ""
    parts = [_("Solution: %(who)s") if solved else _("Question: %(who)s")] if who else []
    about = ", ".join([*(part % {"who": who} for part in parts), case.number])
    if solved and case.closes_at:
        tail = _("closes by itself %(day)s unless you object") % {"day": words.near_day(case.closes_at, at)}
    else:
        tail = _("asked %(moment)s") % {"moment": since} if since else ""
    title = _("Confirm the solution: %(subject)s") % {"subject": case.subject} if solved else first or case.subject
    return Need(case.number, title[:200], " · ".join(part for part in (about, tail) if part), solved, case.version)
