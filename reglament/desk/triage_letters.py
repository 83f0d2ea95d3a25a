"""First processing of letters that became no case; and the list at the left, refreshed by itself."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from reglament.desk import arrivals, frames, gates, journals, letters, markings, queues, reasons
from reglament.desk.gates import Visit
from reglament.intake import releasing
from reglament.intake.mail.judgement import Reason
from reglament.intake.models import Receipt


@require_safe
@gates.staff(gates.FIRST_LINE & gates.LETTER_READERS)
def receipt(request: Visit, pk: int) -> HttpResponse:
    at = timezone.now()
    row = journals.receipts_for(request.user).select_related("account__company", "case", "raw").filter(pk=pk).first()
    if row is None:
        raise Http404
    came = arrivals.read(request.user, at=at)
    key = f"receipt-{row.pk}"
    if key not in {each.key for each in came.all}:
        is_of_the_queue = row.verdict == Receipt.Verdict.NO_CONTRACT and request.user.holds(*gates.WITHOUT_CONTRACT)
        return redirect("desk:without_contract_letter" if is_of_the_queue else "desk:receipt", row.pk)
    context: dict[str, Any] = {
        "receipt": row,
        "reason": reasons.words(row.reason),
        "letter": markings.marked(row.text, {"login"} if row.reason.startswith("login") else ()) if row.text else "",
        "may_release": releasing.may_release(row, by=request.user),
        "is_by_staff": row.reason == Reason.STAFF_DOUBTFUL,
        "visible": letters.visible_cases(request, [row]),
        "came": came,
        "current": key,
        "after": arrivals.after(came, key),
        **arrivals.beside(came, key),
    }
    return frames.draw(request, "desk/triage/receipt.html", "triage", at=at, **context)


@require_safe
@gates.staff(gates.FIRST_LINE)
def arrived(request: Visit) -> HttpResponse:
    """The list at the left, for the poll."""
    at = timezone.now()
    came = arrivals.read(request.user, at=at)
    context = {"came": came, "current": request.GET.get("current", "")[:40]}
    return queues.unless_same(request, frames.bare(request, "desk/triage/list.html", at=at, **context))
