"""The customers, to read: contracts, people, sites, open cases."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from reglament.cases.models import Case
from reglament.contracts.models import ContractContact
from reglament.desk import findings, frames, gates, pages, readings, rows
from reglament.desk.gates import Visit

MOST_CASES = 30
MOST_PEOPLE = 100


@require_safe
@gates.staff()
def companies(request: Visit) -> HttpResponse:
    at = timezone.now()
    query = request.GET.get("q", "").strip()[:100]
    found = readings.companies(request.user, at.date())
    if query:
        found = found.filter(findings.holds(["name_folded"], query))
    sheet = pages.by_name(request, found.only("id", "name", "short_name", "name_folded", "zone"), "name_folded")
    context: dict[str, Any] = {"sheet": sheet, "query": query, "zone_of": ZoneInfo}
    return frames.draw(request, "desk/registers/companies.html", "companies", at=at, **context)


@require_safe
@gates.staff()
def company(request: Visit, pk: int) -> HttpResponse:
    at = timezone.now()
    found = readings.companies(request.user, at.date()).filter(pk=pk).first()
    if found is None:
        raise Http404
    people = ContractContact.objects.filter(contract__company=found, valid_until=None)
    seen = Case.objects.visible_to(request.user, []).filter(company=found).open()
    context: dict[str, Any] = {
        "company": found,
        "contracts": readings.contracts(request.user, at.date()).filter(company=found).order_by("-ends_on"),
        "people": people.select_related("account", "contract").order_by("account__full_name")[:MOST_PEOPLE],
        "sites": found.sites.order_by("name"),
        "cases": rows.read(seen.order_by("next_due_at", "id")[:MOST_CASES]),
        "most_cases": MOST_CASES,
        "zone_of": ZoneInfo,
    }
    return frames.draw(request, "desk/registers/company.html", "companies", at=at, **context)
