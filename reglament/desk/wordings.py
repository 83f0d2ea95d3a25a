"""R-69  The texts of letters: all with what sends each; one in both languages, with a sample before it is saved."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reglament.clauses import Refused
from reglament.desk import frames, gates, journals
from reglament.desk.gates import Visit
from reglament.desk.wording_forms import WordingForm
from reglament.notifications import kinds, loading, overview, placeholders, rewording, samples, texts
from reglament.notifications.models import Wording
from reglament.notifications.texts import Words
from reglament.ui.words import language

LANGUAGES = {"ru": "Русский", "en": "English"}


@dataclass(frozen=True, slots=True)
class State:
    """How one letter stands in one language; `is_behind`: the product has brought a newer text since it was edited."""

    language: str
    current: Wording
    is_edited: bool
    is_behind: bool


@require_safe
@gates.staff(gates.LETTER_READERS)
def wordings(request: Visit) -> HttpResponse:
    """There are as many as the product has letters."""
    states = _states()
    titles = {
        overview.Group.CUSTOMER: _("To the customer about a case"),
        overview.Group.STAFF: _("To staff about a case"),
        overview.Group.OTHER: _("Answers of the robot and letters about an account"),
        overview.Group.FRAME: _("What stands around the text"),
    }
    rows = [
        (titles[group], [(kind, overview.sendings(kind), states[kind]) for kind in found])
        for group, found in overview.in_groups()
    ]
    return frames.draw(
        request,
        "desk/letters/wordings.html",
        "letters",
        at=timezone.now(),
        groups=rows,
        title=kinds.title,
        languages=LANGUAGES,
        tabs=journals.tabs("wordings", request.user),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff(gates.LETTER_READERS)
def wording(request: Visit, kind: str) -> HttpResponse:
    """A first POST shows the letter as it would be; one with `save` keeps it."""
    states = _states(_known(kind))[kind]
    if request.method != "POST":
        return _page(request, kind, states, WordingForm(kind, _current(states)))
    if not gates.may_enter(request.user, rewording.EDITORS):
        raise Http404
    form = WordingForm(kind, _current(states), request.POST)
    if not form.is_valid():
        return _page(request, kind, states, form, status=422)
    if "save" not in request.POST:
        return _page(request, kind, states, form, is_seen=True)
    try:
        _save(request, kind, form, timezone.now())
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
        return _page(request, kind, states, form, status=409, is_seen=True)
    messages.success(request, _("The text is saved; the next letters are written with it."))
    return redirect("desk:wording", kind)


@require_POST
@gates.staff(rewording.EDITORS)
def restore(request: Visit, kind: str) -> HttpResponse:
    """The shipped text in one language."""
    wanted = request.POST.get("language", "")
    if wanted not in LANGUAGES:
        raise Http404
    rewording.restore(_known(kind), wanted, by=request.user, at=timezone.now())
    messages.success(request, _("The shipped text is in force again."))
    return redirect("desk:wording", kind)


@transaction.atomic
def _save(request: Visit, kind: str, form: WordingForm, at: datetime) -> None:
    for one in texts.LANGUAGES:
        rewording.reword(kind, one, form.words(one), seen=form.seen(one), by=request.user, at=at)


def _page(
    request: Visit, kind: str, states: list[State], form: WordingForm, *, status: int = 200, is_seen: bool = False
) -> HttpResponse:
    current = {state.language: Words(state.current.subject, state.current.body) for state in states}
    shown = {one: form.words(one) for one in texts.LANGUAGES} if is_seen else current
    made = Wording.objects.filter(kind=kind).select_related("made_by").order_by("-number", "language")
    context: dict[str, Any] = {
        "kind": kind,
        "title": kinds.title(kind),
        "form": form,
        "states": states,
        "sendings": overview.sendings(kind),
        "samples": [samples.sample(kind, one, words) for one, words in shown.items()],
        "is_seen": is_seen,
        "may_edit": gates.may_enter(request.user, rewording.EDITORS),
        "known": [(f"{{{name}}}", samples.value(name, language())) for name in sorted(placeholders.allowed(kind))],
        "made": [row for row in made if not row.is_current],
        "languages": LANGUAGES,
    }
    return frames.draw(request, "desk/letters/wording.html", "letters", status=status, at=timezone.now(), **context)


def _known(kind: str) -> str:
    if kind not in texts.kinds():
        raise Http404
    return kind


def _current(states: list[State]) -> dict[str, Wording]:
    return {state.language: state.current for state in states}


def _states(*only: str) -> dict[str, list[State]]:
    """Kind → its states, Russian first; what was never loaded is loaded now."""
    found = Wording.objects.select_related("made_by")
    rows = list(found.filter(kind__in=only) if only else found)
    if {(row.kind, row.language) for row in rows if row.is_current} < _wanted(only):
        loading.load_tables()
        rows = list(found.filter(kind__in=only) if only else found)
    newest = {(row.kind, row.language): row.number for row in reversed(rows) if row.is_shipped}
    states: dict[str, list[State]] = {}
    for row in sorted((row for row in rows if row.is_current), key=lambda row: row.language, reverse=True):
        is_behind = not row.is_shipped and newest.get((row.kind, row.language), 0) > row.number
        states.setdefault(row.kind, []).append(State(row.language, row, not row.is_shipped, is_behind))
    return states


def _wanted(only: tuple[str, ...]) -> set[tuple[str, str]]:
    return {(kind, one) for kind in only or texts.kinds() for one in texts.LANGUAGES}
