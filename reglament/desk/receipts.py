"""R-09 … R-12  The journal of incoming letters: the robot's verdict, the raw letter, what a person makes of it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reglament.clauses import Refused
from reglament.desk import case_steps, counters, frames, gates, journals, letters, pages, reasons
from reglament.desk.gates import Visit
from reglament.files import serving
from reglament.intake import settling
from reglament.intake.models import Receipt

WAITING = "waiting"
LOOKS = {
    "case": ("check", "ok"), "reply": ("reply", "ok"), "reject": ("slash", "no"), "quarantine": ("lock", "no"),
    "ignore": ("none", "end"), "duplicate": ("copy", "end"), "no_contract": ("doc", "we"), "": ("clock", "wait"),
}  # fmt: skip


@require_safe
@gates.staff(gates.LETTER_READERS)
def receipts(request: Visit) -> HttpResponse:
    """The newest first; by sender, by verdict, or those that wait for a person."""
    at = timezone.now()
    query, verdict = request.GET.get("q", "").strip()[:100], request.GET.get("verdict", "")
    found = _narrowed(request, query, verdict).select_related("case").defer("text", "fields", "notes")
    sheet = pages.newest(request, found)
    context: dict[str, Any] = {
        "sheet": sheet,
        "query": query,
        "verdict": verdict,
        "verdicts": [(WAITING, _("need a person")), *Receipt.Verdict.choices],
        "looks": LOOKS,
        "words": reasons.words,
        "tabs": journals.tabs("receipts", request.user),
        "visible": letters.visible_cases(request, sheet.rows),
    }
    return frames.draw(request, "desk/letters/receipts.html", "letters", at=at, **context)


def _narrowed(request: Visit, query: str, verdict: str) -> QuerySet[Receipt]:
    found = journals.waiting_for(request.user) if verdict == WAITING else journals.receipts_for(request.user)
    if verdict in Receipt.Verdict.values:
        found = found.filter(verdict=verdict)
    return found.filter(from_address__istartswith=query) if query else found


@require_safe
@gates.staff(gates.LETTER_READERS)
def receipt(request: Visit, pk: int) -> HttpResponse:
    at = timezone.now()
    row = _visible(request, pk)
    context: dict[str, Any] = {
        "receipt": row,
        "reason": reasons.words(row.reason),
        "look": LOOKS[row.verdict],
        "visible": letters.visible_cases(request, [row]),
    }
    return frames.draw(request, "desk/letters/receipt.html", "letters", at=at, **context)


@require_safe
@gates.staff(gates.LETTER_READERS)
def raw(request: Visit, pk: int) -> HttpResponseBase:
    """The letter exactly as it came, to be saved as a file."""
    row = _visible(request, pk)
    return serving.serve(request, row.raw, f"{row.received_at:%Y-%m-%d-%H%M}-{row.pk}.eml")


@require_POST
@gates.staff(gates.LETTER_READERS)
def settle(request: Visit, pk: int) -> HttpResponse:
    """Somebody dealt with it: it leaves first processing."""
    row = _visible(request, pk)
    try:
        settling.settle(row, by=request.user, at=timezone.now())
        messages.success(request, _("The letter is marked as settled."))
    except Refused as refused:
        messages.warning(request, str(refused.sentence))
    counters.forget()
    return redirect(case_steps.safe_next(request, "desk:receipt", row.pk))


def _visible(request: Visit, pk: int) -> Receipt:
    row = (
        journals.receipts_for(request.user)
        .select_related("case", "raw", "account__company", "settled_by")
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise Http404
    return row
