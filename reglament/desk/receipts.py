"""R-09 … R-12  The journal of incoming letters: the robot's verdict, the raw letter, what a person makes of it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reglament.clauses import Refused
from reglament.desk import case_steps, counters, frames, gates, journals, letter_searches, letters, pages, reasons
from reglament.desk.gates import Visit
from reglament.files import serving
from reglament.intake import releasing, settling
from reglament.intake.mail.judgement import Reason
from reglament.intake.models import Receipt

WAITING = "waiting"
LOOKS = {
    "case": ("check", "ok"), "reply": ("reply", "ok"), "reject": ("slash", "no"), "quarantine": ("lock", "no"),
    "ignore": ("none", "end"), "duplicate": ("copy", "end"), "no_contract": ("doc", "we"), "": ("clock", "wait"),
}  # fmt: skip


@require_safe
@gates.staff(gates.LETTER_READERS)
def receipts(request: Visit) -> HttpResponse:
    """The newest first; by sender, subject, case or identifier; by verdict, or those that wait for a person."""
    at = timezone.now()
    query, verdict = letter_searches.asked(request), request.GET.get("verdict", "")
    found = _narrowed(request, query, verdict).select_related("case").defer("text", "fields", "notes")
    sheet = pages.newest(request, found)
    context: dict[str, Any] = {
        "sheet": sheet,
        "query": query,
        "verdict": verdict,
        "verdicts": [(WAITING, _("need a person")), *Receipt.Verdict.choices],
        "looks": LOOKS,
        "words": reasons.words,
        "tabs": journals.tabs(verdict if verdict in journals.APART else "receipts", request.user),
        "visible": letters.visible_cases(request, sheet.rows),
    }
    return frames.draw(request, "desk/letters/receipts.html", "letters", at=at, **context)


def _narrowed(request: Visit, query: str, verdict: str) -> QuerySet[Receipt]:
    found = journals.waiting_for(request.user) if verdict == WAITING else journals.receipts_for(request.user)
    if verdict in Receipt.Verdict.values:
        found = found.filter(verdict=verdict)
    return letter_searches.narrowed(found, query, address="from_address", names=("from_name",)) if query else found


@require_safe
@gates.staff()
def receipt(request: Visit, pk: int) -> HttpResponse:
    at = timezone.now()
    row = visible(request, pk)
    context: dict[str, Any] = {
        "receipt": row,
        "reason": reasons.words(row.reason),
        "look": LOOKS[row.verdict],
        "answers_strangers": gates.may_enter(request.user, gates.WITHOUT_CONTRACT),
        "visible": letters.visible_cases(request, [row]),
        "may_release": releasing.may_release(row, by=request.user),
        "is_by_staff": row.reason == Reason.STAFF_DOUBTFUL,
        "reads_journal": gates.may_enter(request.user, gates.LETTER_READERS),
    }
    return frames.draw(request, "desk/letters/receipt.html", "letters", at=at, **context)


@require_safe
@gates.staff()
def raw(request: Visit, pk: int) -> HttpResponseBase:
    """The letter exactly as it came, to be saved as a file."""
    row = visible(request, pk)
    return serving.serve(row.raw, file_name(row))


def file_name(row: Receipt) -> str:
    return f"{row.received_at:%Y-%m-%d-%H%M}-{row.pk}.eml"


@require_POST
@gates.staff()
def settle(request: Visit, pk: int) -> HttpResponse:
    """Somebody dealt with it: it leaves first processing."""
    row = visible(request, pk)
    try:
        settling.settle(row, by=request.user, at=timezone.now())
        messages.success(request, _("The letter is marked as settled."))
    except Refused as refused:
        messages.warning(request, str(refused.sentence))
    counters.forget()
    return redirect(case_steps.safe_next(request, "desk:receipt", row.pk))


@require_POST
@gates.staff()
def release(request: Visit, pk: int) -> HttpResponse:
    """§5.5  A letter held back from its case joins it: as an answer, or as a note where staff wrote it."""
    row = visible(request, pk)
    try:
        is_internal = request.POST.get("kind") == "internal"
        entry = releasing.release(row, is_internal=is_internal, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused.sentence))
        return redirect("desk:receipt", pk)
    counters.forget()
    messages.success(request, _("The letter is accepted into the case."))
    return redirect(f"{reverse('desk:case', args=(entry.case.number,))}#entry-{entry.pk}")


def visible(request: Visit, pk: int) -> Receipt:
    """The letter, or 404 alike for one that never came and one the reader may not know of."""
    row = (
        journals.receipts_for(request.user)
        .select_related("case", "raw", "account__company", "settled_by")
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise Http404
    return row
