"""Parts of the form of a new case that are asked for again while somebody fills it in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from reglament.portal import drafts, items, offers, outcomes, visitors
from reglament.portal.forms.requests import MISSING, NewCase
from reglament.portal.offers import Offer
from reglament.portal.visitors import Visit


@require_http_methods(["POST"])
@visitors.customers(drafts.keep)
def preview(request: Visit) -> HttpResponse:
    """Only the part of the page that says what will happen."""
    contract = offers.chosen(
        request.POST.get("contract", ""), offers.open_to(visitors.contacts(request), at=request.at)
    )
    if contract is None:
        return HttpResponse(status=204)
    form = NewCase(Offer(contract, request.at), request.POST)
    form.is_valid()
    outcome = outcomes.of(form, request.user, visitors.contacts(request))
    return render(request, "portal/outcome.html", {"outcome": outcome})


@require_http_methods(["GET"])
@visitors.customers()
def found_items(request: Visit) -> HttpResponse:
    """Only the equipment that matches what was typed into the search."""
    contract = offers.chosen(request.GET.get("contract", ""), offers.open_to(visitors.contacts(request), at=request.at))
    if contract is None:
        return HttpResponse(status=204)
    chosen = request.GET.get("item", "")
    found = items.search(contract, request.GET.get("q", "")[:100], chosen=chosen, day=request.at.date())
    return render(request, "portal/items.html", {"found": found, "chosen": chosen, "missing": MISSING})
