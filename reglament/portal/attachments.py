"""R-03, R-60  Files of a case, given to those who may read the message they came with."""

from django.db.models import Q
from django.http import Http404
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from reglament.cases.models import Attachment, Entry
from reglament.files import serving
from reglament.portal import courses, visitors
from reglament.portal.visitors import Visit


@require_http_methods(["GET"])
@visitors.customers()
def attachment(request: Visit, number: str, pk: int) -> HttpResponseBase:
    case = courses.find(request, number)
    readable = Attachment.objects.filter(Q(entry__visible_from=None) | Q(entry__visible_from__lte=request.at))
    public = readable.filter(entry__case=case, entry__kind=Entry.Kind.PUBLIC)
    found = public.select_related("file").filter(pk=pk).first()
    if found is None:
        raise Http404
    return serving.serve(request, found.file, found.name, inline=True)
