"""The workspace of one case: its promises and course in the middle, what may be done, and the facts at the right."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reglament.cases import dictionary
from reglament.cases.models import Case
from reglament.cases.showing import page as showing
from reglament.cases.showing import sentences
from reglament.cases.showing.page import Page
from reglament.desk import asides, canned_replies, choices, filters, frames, gates, queues, streams, turns, uploads
from reglament.desk.gates import Visit
from reglament.desk.steps import offering

# Promises that were kept or missed stand folded under those that still run.
ENDED_TONES = ("kept", "missed")


@require_safe
@gates.staff()
def case(request: Visit, number: str) -> HttpResponse:
    """A merged case leads to its main one; with `own` it shows itself."""
    page = load(request, number, at=timezone.now())
    main = page.case.merged_into
    if main and "own" not in request.GET:
        messages.info(request, _("%(number)s was merged into this case.") % {"number": page.case.number})
        return redirect("desk:case", main.number)
    return draw(request, page)


def load(request: Visit, number: str, *, at: datetime) -> Page:
    """The case as this reader sees it, or 404."""
    try:
        return showing.load(number, request.user, at=at)
    except Case.DoesNotExist:
        raise Http404 from None


def draw(request: Visit, page: Page, *, status: int = 200, **typed: Any) -> HttpResponse:
    """The page; `typed` brings back what could not be taken: text, kind, refused, files, seen."""
    aside = asides.read(page)
    steps = offering.offered(page)
    front = offering.in_front(page, steps)
    seen = typed.get("seen")
    context: dict[str, Any] = {
        "page": page,
        "case": page.case,
        "aside": aside,
        "turn": turns.turn(
            page.case, at=page.at, is_refusal_proposed=page.refusal is not None, check_until=page.check_until
        ),
        "lines": streams.lines(page.stream, page.case.number, seen=seen),
        "newer": streams.newer(page.stream, seen),
        "running": [shown for shown in page.bars if shown.bar.figure.tone not in ENDED_TONES],
        "finished": [shown for shown in page.bars if shown.bar.figure.tone in ENDED_TONES],
        "front": front,
        "menu": offering.menu(steps, front),
        "finding": sentences.entitlement(page.case),
        "cause": dictionary.word("cause", page.case.cause_code),
        "closure": dictionary.word("closure", page.case.closure_code),
        "owes_call": page.case.owes_call,
        "priority_name": choices.priority_name(page.case.priority),
        "composer": composer(page, aside, typed),
        "back": request.GET.get("back", ""),
    }
    return frames.draw(request, "desk/case/page.html", "queue", status=status, at=page.at, **context)


def composer(page: Page, aside: asides.Aside, typed: dict[str, Any]) -> dict[str, Any]:
    """Both forms: what was just typed, else the draft of that kind."""
    kept = {kind: aside.drafts.get(kind) for kind in ("public", "internal")}
    texts = {kind: draft.text if draft else "" for kind, draft in kept.items()}
    kind = typed.get("kind") or ("internal" if kept["internal"] and not kept["public"] else "public")
    if "text" in typed:
        texts[kind] = typed["text"]
    return {
        "kind": kind,
        "texts": texts,
        "saved": {name: _saved(draft) for name, draft in kept.items()},
        "refused": typed.get("refused", ""),
        "files": typed.get("files"),
        "key": typed.get("key") or uuid4(),
        "canned": canned_replies.offered(page.case),
        "may": {"public": page.may("reply"), "internal": page.may("note"), "ask": page.may("ask")},
        **uploads.limits_of(page.case.category, page.case.contract),
    }


def _saved(draft: asides.Draft | None) -> str:
    return _("draft of %(time)s") % {"time": timezone.localtime(draft.saved_at).strftime("%H:%M")} if draft else ""


def seen_at(request: Visit) -> datetime | None:
    """When the reader opened the page the form stood on."""
    try:
        return parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        return None


def version_of(request: Visit) -> int | None:
    """The version of the case the form was drawn from; a broken one is stale."""
    value = request.POST.get("version", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


@require_safe
@gates.staff()
def neighbours(request: Visit, number: str) -> HttpResponse:
    """The queue around the case, fetched after the page stands; with `from` in the filter that follows it."""
    at = timezone.now()
    case = get_object_or_404(Case.objects.visible_to(request.user, []), number=number)
    wanted = filters.read(request.GET) if "from" in request.GET else queues.usual(request.user)
    context = {
        "rows": queues.neighbours(case, request.user, wanted, at=at),
        "number": number,
        "queue_url": queues.address(wanted) if "from" in request.GET else reverse("desk:queue"),
        "query": f"?{request.GET.urlencode()}" if "from" in request.GET else "",
    }
    return queues.unless_same(request, frames.bare(request, "desk/case/neighbours.html", at=at, **context))
