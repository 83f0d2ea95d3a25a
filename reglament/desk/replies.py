"""R-02, R-03  What staff say in a case: public replies, internal notes, and drafts of both."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reglament.cases.course import correspondence, entries, waiting
from reglament.cases.course.entries import Message
from reglament.cases.models import Case, Entry
from reglament.cases.showing.page import Page
from reglament.clauses import Refused
from reglament.desk import canned_replies, cases, counters, gates, uploads
from reglament.desk.gates import Visit

KINDS = {"reply": Entry.Kind.PUBLIC, "note": Entry.Kind.INTERNAL}


@require_POST
@gates.staff()
def reply(request: Visit, number: str) -> HttpResponse:
    return _said(request, number, Entry.Kind.PUBLIC)


@require_POST
@gates.staff()
def note(request: Visit, number: str) -> HttpResponse:
    return _said(request, number, Entry.Kind.INTERNAL)


def _said(request: Visit, number: str, kind: Entry.Kind) -> HttpResponse:
    """Says it; what could not be said comes back on the page with its files, beside what is new."""
    at = timezone.now()
    page = cases.load(request, number, at=at)
    text = request.POST.get("text", "")
    files = uploads.again(request)
    if "insert" in request.POST:
        canned = canned_replies.written(page.case, request.POST.get("canned", ""), request.user)
        return _again(request, page, kind, "\n\n".join(filter(None, (text.strip(), canned))), files, status=200)
    try:
        files = uploads.take(request, page.case.category, page.case.contract, at=at)
        _say(request, page.case, kind, Message(text=text, files=files.pairs, submission_key=_key(request)), at)
    except Refused as refused:
        page = cases.load(request, number, at=at)
        return _again(request, page, kind, text, files, refused=str(refused.sentence))
    # What was sent is the draft; the words of a step or of a letter are not, and leave it alone.
    entries.forget_draft(page.case, request.user, kind)
    counters.forget()
    messages.success(request, _("The note is saved.") if kind == Entry.Kind.INTERNAL else _("The reply is sent."))
    return redirect(f"{reverse('desk:case', args=(page.case.number,))}#latest")


def _say(request: Visit, case: Case, kind: Entry.Kind, message: Message, at: datetime) -> None:
    if kind == Entry.Kind.INTERNAL:
        correspondence.note(case, message, by=request.user, at=at)
    elif request.POST.get("then") == "ask":
        waiting.ask_customer(case, message, by=request.user, at=at, version=cases.version_of(request))
    else:
        correspondence.reply(case, message, by=request.user, at=at, version=cases.version_of(request))


def _again(
    request: Visit,
    page: Page,
    kind: Entry.Kind,
    text: str,
    files: uploads.Files,
    *,
    refused: str = "",
    status: int = 409,
) -> HttpResponse:
    seen = cases.seen_at(request) if refused else None
    return cases.draw(
        request,
        page,
        status=status,
        kind=kind.value,
        text=text,
        files=files,
        refused=refused,
        seen=seen,
        key=_key(request),
    )


def _key(request: Visit) -> UUID | None:
    try:
        return UUID(request.POST.get("submission_key", ""))
    except ValueError:
        return None


@require_POST
@gates.staff()
def draft(request: Visit, number: str, kind: str) -> HttpResponse:
    """Keeps what is being written; answers with the words that stand beside the form."""
    case = Case.objects.visible_to(request.user, []).filter(number=number.upper()).first()
    if case is None or kind not in KINDS:
        raise Http404
    at = timezone.now()
    text = request.POST.get("text", "")[:100_000]
    entries.save_draft(case, text, KINDS[kind], by=request.user, at=at)
    time = timezone.localtime(at).strftime("%H:%M")
    return JsonResponse({"saved": _("draft of %(time)s") % {"time": time} if text.strip() else ""})
