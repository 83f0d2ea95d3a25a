"""R-60  Files of a case, given to whoever may read the case."""

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from reglament.cases.models import Attachment, Case
from reglament.desk import gates
from reglament.desk.gates import Visit
from reglament.files import serving


@require_safe
@gates.staff()
def attachment(request: Visit, number: str, pk: int) -> HttpResponseBase:
    """A download; pictures may open in the browser."""
    visible = Case.objects.visible_to(request.user, []).filter(number=number.upper())
    found = Attachment.objects.select_related("file").filter(pk=pk, entry__case__in=visible).first()
    if found is None:
        raise Http404
    return serving.serve(request, found.file, found.name, inline=True)
