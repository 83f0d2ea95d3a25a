"""The equipment, to read: what covers an item and what has happened to it."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from reglament.cases.models import Case
from reglament.desk import findings, frames, gates, pages, readings, rows
from reglament.desk.gates import Visit
from reglament.equipment.numbers import normalise, normalise_pn

MOST_CASES = 50


@require_safe
@gates.staff(gates.ASSET_READERS)
def items(request: Visit) -> HttpResponse:
    """By P/N, S/N, the customer's name of the item or its beginning."""
    at = timezone.now()
    query = request.GET.get("q", "").strip()[:60]
    found = readings.items(request.user, at.date()).select_related("product", "site", "company")
    if query:
        pn, sn = normalise_pn(query), normalise(query)
        by_label = Q(sn_folded__startswith=sn) | Q(product__pn_folded__startswith=pn) if pn and sn else Q(pk=None)
        found = found.filter(by_label | findings.begins("label_folded", query))
    sheet = pages.newest(request, found)
    return frames.draw(request, "desk/registers/items.html", "items", at=at, sheet=sheet, query=query)


@require_safe
@gates.staff(gates.ASSET_READERS)
def item(request: Visit, pk: int) -> HttpResponse:
    at = timezone.now()
    seen = readings.items(request.user, at.date()).select_related("product", "site", "company", "replaced_by__product")
    found = seen.filter(pk=pk).first()
    if found is None:
        raise Http404
    cases = Case.objects.visible_to(request.user, []).filter(item=found)
    context: dict[str, Any] = {
        "item": found,
        "covers": found.covers.select_related("contract").order_by("-cover_until"),
        "former": found.replaces.select_related("product"),
        "cases": rows.read(cases.order_by("-id")[:MOST_CASES]),
        "today": at.date(),
    }
    return frames.draw(request, "desk/registers/item.html", "items", at=at, **context)
