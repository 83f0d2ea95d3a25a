"""R-13, R-16  What registering a request now would promise, while it is being written down."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from reglament.cases.access import MAY
from reglament.contracts.forecast import forecast
from reglament.desk import callers, frames, gates, queues
from reglament.desk.gates import Visit
from reglament.desk.opening_forms import Opening
from reglament.desk.previews import Expected
from reglament.intake.models import Receipt


def expected(form: Opening, receipt: Receipt | None, at: datetime) -> list[Expected]:
    """R-13, R-16  What registering it now would promise; the time of registration has run since the letter came."""
    category = form.categories.get(str(form["category"].value() or "")) or next(iter(form.categories.values()), None)
    priority = str(form["priority"].value())
    if category is None or priority not in ("1", "2", "3", "4"):
        return []
    policy = form.version.policy if form.version else None
    rows = forecast(policy, category, int(priority), at=at)
    if receipt:
        received = forecast(policy, category, int(priority), at=receipt.received_at)
        rows = [row if row.clock != "REG" else since for row, since in zip(rows, received, strict=True)]
    return [Expected(row.clock, row.threshold, row.due_at) for row in rows if row.due_at]


@require_POST
@gates.staff(MAY["open"].staff)
def preview(request: Visit, pk: int) -> HttpResponse:
    """The same promises for the choices of the open form."""
    at = timezone.now()
    receipt = callers.letter(request)
    contract = callers.contracts(request, at).filter(pk=pk).first()
    if contract is None:
        raise Http404
    rows = expected(Opening(request.POST, contract=contract, at=at), receipt, at)
    return queues.unless_same(request, frames.bare(request, "desk/case/_expected.html", at=at, expected=rows))
