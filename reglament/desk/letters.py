"""R-69  The journal of outgoing letters: what was written to whom, in its own words; secret links stand nowhere."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reglament.cases.models import Case
from reglament.desk import frames, gates, journals, letter_searches, pages
from reglament.desk.gates import Visit
from reglament.notifications import kinds, layout, resetting, sending
from reglament.notifications.models import Letter

STATES = {
    "queued": ("clock", "wait"),
    "sent": ("check", "ok"),
    "journal": ("doc", "go"),
    "withheld": ("slash", "end"),
    "failed": ("warn", "no"),
}


@require_safe
@gates.staff(gates.LETTER_READERS)
def letters(request: Visit) -> HttpResponse:
    """The newest first; by address, subject, case or identifier, by state."""
    at = timezone.now()
    query, state = letter_searches.asked(request), request.GET.get("state", "")
    found = journals.letters_for(request.user).select_related("case").defer("text", "headers", "last_error")
    if query:
        found = letter_searches.narrowed(found, query, address="to_address")
    if state in STATES:
        found = found.filter(state=state)
    sheet = pages.newest(request, found)
    context: dict[str, Any] = {
        "sheet": sheet,
        "query": query,
        "state": state,
        "states": Letter.State.choices,
        "looks": STATES,
        "about": kinds.name,
        "tabs": journals.tabs("letters", request.user),
        "visible": visible_cases(request, sheet.rows),
    }
    return frames.draw(request, "desk/letters/letters.html", "letters", at=at, **context)


@require_safe
@gates.staff(gates.LETTER_READERS)
def letter(request: Visit, pk: int) -> HttpResponse:
    at = timezone.now()
    found = _visible(request, pk)
    text = resetting.text_to_show(found, request.user, at=at)
    context: dict[str, Any] = {
        "letter": found,
        "text": text,
        "page": layout.preview(text, subject=found.subject, language=found.language),
        "look": STATES[found.state],
        "about": kinds.name(found.kind),
        "headers": sorted((found.headers or {}).items()),
        "visible": visible_cases(request, [found]),
    }
    return frames.draw(request, "desk/letters/letter.html", "letters", at=at, **context)


@require_POST
@gates.staff(gates.LETTER_READERS)
def send_again(request: Visit, pk: int) -> HttpResponse:
    """R-69  What failed all its attempts is given to the clerk anew; other letters stay as they are."""
    found = _visible(request, pk)
    has_failed = found.state == Letter.State.FAILED
    if has_failed and sending.send_again(found, by=request.user, at=timezone.now()).state == Letter.State.QUEUED:
        messages.success(request, _("The letter is in the queue again."))
    else:
        messages.warning(request, _("Only a letter that was not delivered is sent again."))
    return redirect("desk:letter", found.pk)


def _visible(request: Visit, pk: int) -> Letter:
    found = journals.letters_for(request.user).select_related("case", "recipient").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def visible_cases(request: Visit, rows: list[Any]) -> set[int]:
    """Ids of those cases of the rows that this reader may open."""
    wanted = {row.case_id for row in rows if row.case_id}
    if not wanted:
        return set()
    return set(Case.objects.visible_to(request.user, []).filter(pk__in=wanted).values_list("pk", flat=True))
