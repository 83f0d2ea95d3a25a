"""R-04, R-53  The list of cases: whose, in which state, of which contract, by what words; paged by key."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from reglament.cases import searching
from reglament.cases.models import Case
from reglament.contracts.models import Contract
from reglament.people.models import Account
from reglament.portal import visitors
from reglament.portal.frames import show
from reglament.portal.house import house
from reglament.portal.rows import COLUMNS, rows
from reglament.portal.visitors import Visit
from reglament.ui import words
from reglament.ui.links import Link

AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class Wanted:
    """What stands in the address of the list; whatever cannot be read counts as not said."""

    whose: str = ""
    state: str = ""
    contract: str = ""
    priority: str = ""
    q: str = ""

    def address(self, **changed: object) -> str:
        """The list's address with some words changed; empty ones are left out."""
        said = {name: getattr(self, name) for name in self.__slots__} | changed
        query = urlencode({name: value for name, value in said.items() if value})
        return f"?{query}" if query else "?"

    @property
    def is_narrow(self) -> bool:
        return self != Wanted()


def read(query: QueryDict) -> Wanted:
    known = {"whose": ("mine",), "state": ("open", "ended"), "priority": ("1", "2", "3", "4")}
    said = {name: query.get(name, "") if query.get(name) in values else "" for name, values in known.items()}
    contract = query.get("contract", "")
    return Wanted(
        contract=contract if contract.isdecimal() and len(contract) < 19 else "",
        q=query.get("q", "").strip()[:100],
        **said,
    )


def narrowed(cases: QuerySet[Case], wanted: Wanted, account: Account, *, at: datetime) -> QuerySet[Case]:
    conditions = searching.named(wanted.q, at=at)
    if wanted.whose:
        conditions &= Q(opener=account)
    if wanted.state:
        conditions &= Q(is_open=wanted.state == "open")
    if wanted.contract:
        conditions &= Q(contract=int(wanted.contract))
    if wanted.priority:
        conditions &= Q(priority=int(wanted.priority))
    # The company stands beside the rights for the database alone: it then walks that company's cases, newest first.
    return cases.filter(conditions, company_id=account.company_id)


@require_http_methods(["GET"])
@visitors.customers()
def cases(request: Visit) -> HttpResponse:
    wanted = read(request.GET)
    visible = Case.objects.visible_to(request.user, visitors.contacts(request))
    found = narrowed(visible, wanted, request.user, at=request.at).select_related("assignee").only("id", *COLUMNS)
    page, newer, older = turned(found, request.GET)
    context = {
        "wanted": wanted,
        "rows": rows(page, house(), at=request.at),
        "tabs": _tabs(wanted),
        "states": [("", _("in any state")), ("open", pgettext("cases", "open")), ("ended", pgettext("cases", "ended"))],
        "contracts": _contracts(request),
        "priorities": [(str(row.number), words.pick(row, "name")) for row in house().priorities],
        "newer": wanted.address(after=newer) if newer else "",
        "older": wanted.address(before=older) if older else "",
    }
    return show(request, "cases", context)


def turned(found: QuerySet[Case], query: QueryDict, size: int = AT_ONCE) -> tuple[list[Case], int, int]:
    """One page, newest first, and the keys its neighbours begin at (0: there is none); one statement."""
    before, after = _key(query, "before"), _key(query, "after")
    if after:
        page = list(found.filter(id__gt=after).order_by("id")[: size + 1])
        more, page = len(page) > size, page[:size][::-1]
        return page, (page[0].pk if more and page else 0), (page[-1].pk if page else 0)
    page = list((found.filter(id__lt=before) if before else found).order_by("-id")[: size + 1])
    more, page = len(page) > size, page[:size]
    return page, (page[0].pk if before and page else 0), (page[-1].pk if more else 0)


def _key(query: QueryDict, name: str) -> int:
    value = query.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 19 else 0


def _tabs(wanted: Wanted) -> list[Link]:
    views = (("", _("All I may see")), ("mine", _("Opened by me")))
    return [Link(wanted.address(whose=code), label, wanted.whose == code) for code, label in views]


def _contracts(request: Visit) -> list[tuple[str, str]]:
    seen = Contract.objects.visible_to(request.user, request.at.date()).values_list("id", "number")
    return [(str(pk), number) for pk, number in seen]
