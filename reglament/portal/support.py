"""R-08 … R-12, R-17, R-65 … R-68  How to reach us, open to everybody, from the same data that drives the engine."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from reglament.contracts.models import Category, Contract
from reglament.files import terms
from reglament.portal import letters, visitors
from reglament.portal.frames import show
from reglament.portal.house import house
from reglament.portal.visitors import Visit
from reglament.terms.resolve import resolve


@require_http_methods(["GET"])
@visitors.anyone
def support(request: HttpRequest) -> HttpResponse:
    context = {
        "channels": house().channels,
        "letter": letters.template(house().value("support")),
        "priorities": house().priorities,
        "categories": list(Category.objects.prefetch_related("services")),
        "contracts": _contracts(request),
        "most": resolve(terms.MAX_COUNT),
        "most_bytes": resolve(terms.MAX_BYTES),
        "is_guest": not request.user.is_authenticated,
    }
    return show(request, "support", context)


def _contracts(request: HttpRequest) -> list[Contract]:
    """R-13  Thresholds are the contract's own: behind the sign-in, and only of one's own contracts."""
    if not request.user.is_authenticated or request.user.is_staff_member:
        return []
    visit: Visit = request  # type: ignore[assignment]
    return list(Contract.objects.visible_to(visit.user, visit.at.date()))
