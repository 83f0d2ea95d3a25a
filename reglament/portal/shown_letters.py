"""R-09  A customer's own letter in its own shape, in a frame where nothing acts."""

from csp.decorators import csp_update
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from reglament.cases.models import Entry
from reglament.intake import showing
from reglament.portal import courses, own_letters, visitors
from reglament.portal.frames import show
from reglament.portal.visitors import Visit


@require_http_methods(["GET"])
@csp_update({"img-src": ["data:"]})
@visitors.customers()
def letter(request: Visit, number: str, pk: int) -> HttpResponse:
    case = courses.find(request, number)
    readable = Entry.objects.filter(Q(visible_from=None) | Q(visible_from__lte=request.at))
    entry = readable.filter(case=case, kind=Entry.Kind.PUBLIC, by_staff=False, pk=pk).first()
    row = showing.letter_of(entry) if entry else None
    if entry is None or row is None or not own_letters.of_customer(case, [row]):
        raise Http404
    return show(request, "letter", {"case": case, "entry": entry, "receipt": row, "shown": showing.show(row)})
