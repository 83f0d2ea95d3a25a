"""R-08, R-11  Whose contract a call or a letter is about: found by number, company, name or login."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse

from reglament.contracts.models.contract import ContractQuerySet
from reglament.contracts.numbers import normalise
from reglament.desk import findings, frames, journals, readings
from reglament.desk.gates import Visit
from reglament.intake.models import Receipt

MOST = 20


def contracts(request: Visit, at: datetime) -> ContractQuerySet:
    """Contracts in force: only under these a new case is opened here."""
    return readings.contracts(request.user, at.date()).in_force(at.date()).select_related("company")


def letter(request: Visit) -> Receipt | None:
    """The letter that is being registered by hand."""
    pk = request.GET.get("receipt", "")
    if not pk:
        return None
    known = (
        journals.receipts_for(request.user).filter(pk=pk) if pk.isascii() and pk.isdigit() and len(pk) < 19 else None
    )
    found = known.select_related("account", "raw").first() if known is not None else None
    if found is None:
        raise Http404
    return found


def search(request: Visit, receipt: Receipt | None, at: datetime) -> HttpResponse:
    """By contract number, company, or the caller's name, login or phone."""
    query = request.GET.get("q", "").strip()[:100]
    found = contracts(request, at)
    if query:
        found = found.filter(_named(query)).distinct()
    elif receipt and receipt.account:
        found = found.filter(contacts__account=receipt.account)
    else:
        found = found.none()
    context: dict[str, Any] = {"query": query, "found": found.order_by("number")[:MOST], "receipt": receipt}
    return frames.draw(request, "desk/openings/search.html", "queue", at=at, **context)


def _named(query: str) -> Q:
    wanted = findings.holds(["company__name_folded", "contacts__account__name_folded"], query)
    wanted |= Q(contacts__account__login__startswith=query.casefold())
    if number := normalise(query):
        wanted |= Q(number_folded__contains=number) | Q(digit_code=number)
    return wanted
