"""R-06  The customer's contracts: what they contain, until when, what they promise, and who is who."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from reglament.contracts.access import may_ask_for_accounts
from reglament.contracts.models import Contract
from reglament.contracts.numbers import normalise
from reglament.portal import account_requests, compositions, offers, promised, schedules, validity, visitors
from reglament.portal.frames import show
from reglament.portal.house import house
from reglament.portal.visitors import Visit


@require_http_methods(["GET"])
@visitors.customers()
def contracts(request: Visit) -> HttpResponse:
    day = request.at.date()
    seen = validity.with_versions(Contract.objects.visible_to(request.user, day))
    return show(request, "contracts", {"rows": validity.rows(seen, day), "ask": house().channel("no_contract")})


@require_http_methods(["GET"])
@visitors.customers()
def contract(request: Visit, number: str) -> HttpResponse:
    day = request.at.date()
    seen = Contract.objects.visible_to(request.user, day).select_related(
        "service_manager", "account_manager", "company"
    )
    found = validity.with_versions(seen).filter(number_folded=normalise(number)).first()
    if found is None:
        raise Http404
    version = validity.version_on(found, day)
    policy = version.policy if version else None
    may_open = any(each.pk == found.pk for each in offers.open_to(visitors.contacts(request), at=request.at))
    context: dict[str, Any] = {
        "contract": found,
        "state": validity.state(found, day),
        "left": validity.left(found, day),
        "version": version,
        "services": list(version.services.all()) if version else [],
        "may_open": may_open,
        "table": promised.table(policy) if policy else None,
        "schedules": schedules.of(policy, day) if policy else [],
        "guessed": schedules.guessed_years(day, found.ends_on),
        "matrix": promised.matrix_rows(version),
        "people": promised.people(found, day),
        "may_ask": may_ask_for_accounts(visitors.contacts(request), found.pk),
        "requests": account_requests.listed(request, found),
        "composition": compositions.read(found, request.GET, day),
    }
    return show(request, "contract", context)
