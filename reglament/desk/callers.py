"""R-08, R-11  Whose contract a call or a letter is about: found by number, company, name or login."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse

from reglament.contracts.models import Contract, ContractContact
from reglament.contracts.numbers import normalise
from reglament.desk import findings, frames, journals, readings
from reglament.intake.models import Receipt

MOST = 20


def contracts(request: HttpRequest, at: datetime) -> Any:
    """Contracts in force: only under these a new case is opened here."""
    return readings.contracts(request.user, at.date()).in_force(at.date()).select_related("company")


def letter(request: HttpRequest) -> Receipt | None:
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


def search(request: HttpRequest, receipt: Receipt | None, at: datetime) -> HttpResponse:
    """By contract number, company, or the caller's name, login or phone."""
    query = request.GET.get("q", "").strip()[:100]
    found = contracts(request, at)
    if query:
        found = found.filter(_named(query)).distinct()
    elif receipt:
        writer = Q(contacts__account__email__iexact=receipt.from_address) if receipt.from_address else Q(pk=None)
        found = found.filter(writer | Q(contacts__account=receipt.account) if receipt.account else writer).distinct()
    else:
        found = found.none()
    context = {"query": query, "found": found.order_by("number")[:MOST], "receipt": receipt}
    return frames.draw(request, "desk/openings/search.html", "queue", at=at, **context)


def writer(receipt: Receipt, contract: Contract) -> int | None:
    """Whom the letter names, else whose address it came from, of the contract's people: offered, not taken for sure."""
    people = ContractContact.objects.filter(contract=contract, valid_until=None).select_related("account")
    written = receipt.from_address.lower()
    named = [row.account_id for row in people if row.account_id == receipt.account_id]
    return next(iter([*named, *(row.account_id for row in people if written in row.account.addresses)]), None)


def _named(query: str) -> Q:
    wanted = findings.holds(["company__name_folded", "contacts__account__name_folded"], query)
    wanted |= Q(contacts__account__login__startswith=query.casefold())
    if number := normalise(query):
        wanted |= Q(number_folded__contains=number) | Q(digit_code=number)
    return wanted
