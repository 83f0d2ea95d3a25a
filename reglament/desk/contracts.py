"""R-06, R-15, R-16  The contracts, to read: validity, versions, thresholds, hours, matrix, people, covered items."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from reglament.contracts import matrix, versions
from reglament.contracts.models import Contract, ContractContact, CoveredItem
from reglament.contracts.numbers import normalise
from reglament.desk import agreements, findings, frames, gates, pages, readings
from reglament.desk.gates import Visit

MOST_ITEMS = 50
MOST_PEOPLE = 100


@require_safe
@gates.staff()
def contracts(request: Visit) -> HttpResponse:
    at = timezone.now()
    query = request.GET.get("q", "").strip()[:100]
    found = readings.contracts(request.user, at.date()).select_related("company", "service_manager")
    if query:
        wanted = findings.holds(["company__name_folded"], query)
        found = found.filter(wanted | Q(number_folded__contains=normalise(query)) if normalise(query) else wanted)
    sheet = pages.by_name(request, found, "number_folded")
    return frames.draw(
        request, "desk/registers/contracts.html", "companies", at=at, sheet=sheet, query=query, today=at.date()
    )


@require_safe
@gates.staff()
def contract(request: Visit, pk: int) -> HttpResponse:
    """As it holds today, or in the version of the address."""
    at = timezone.now()
    found = visible(request, pk, at.date())
    all_versions = list(found.versions.select_related("policy__policy").order_by("-number"))
    number = request.GET.get("version", "")
    version = next((row for row in all_versions if str(row.number) == number), None)
    version = version or versions.in_force(found, at.date())
    query = request.GET.get("q", "").strip()[:60]
    lines = CoveredItem.objects.filter(contract=found).filter(findings.covered(query))
    people = ContractContact.objects.filter(contract=found).select_related("account").order_by("-role", "id")
    context: dict[str, Any] = {
        "contract": found,
        "is_in_force": found.in_force(at.date()),
        "versions": all_versions,
        "version": version,
        "services": version.services.all() if version else [],
        "thresholds": agreements.thresholds_of(version),
        "hours": agreements.hours_of(version),
        "matrix": agreements.matrix_rows(matrix.rungs(version)),
        "people": people[:MOST_PEOPLE],
        "lines": lines.select_related("item__product", "item__site").order_by("item__product__pn", "item__sn")[
            :MOST_ITEMS
        ],
        "most_items": MOST_ITEMS,
        "query": query,
        "today": at.date(),
    }
    return frames.draw(request, "desk/registers/contract.html", "companies", at=at, **context)


def visible(request: Visit, pk: int, day: date) -> Contract:
    found = readings.contracts(request.user, day).select_related("company", "service_manager", "account_manager")
    row = found.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
