"""«Почему такой срок?» on a page of its own, to be printed."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from reglament.portal import courses, visitors
from reglament.portal.frames import show
from reglament.portal.visitors import Visit


@require_http_methods(["GET"])
@visitors.customers()
def promise(request: Visit, number: str, bar: str) -> HttpResponse:
    page = courses.load(request, number)
    found = next((shown for shown in page.bars if shown.bar.id == bar), None)
    if found is None:
        raise Http404
    return show(request, "promise", {"case": page.case, "shown": found})
