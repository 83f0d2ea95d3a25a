"""What a customer decides in a case: the solution is accepted or not, the workaround failed, the case is not needed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reglament.cases.course import closing, reopening, solving
from reglament.cases.models import Case
from reglament.cases.status import may_move
from reglament.clauses import Refused
from reglament.portal import courses, visitors
from reglament.portal.forms.cases import Seen, Words, WordsIfAny
from reglament.portal.frames import show
from reglament.portal.visitors import Visit


@require_http_methods(["POST"])
@visitors.customers()
def accept(request: Visit, number: str) -> HttpResponse:
    """The solution is confirmed; the case is closed for good."""
    case = courses.find(request, number)
    form = Seen(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else None
    try:
        closing.accept(case, by=request.user, at=request.at, version=version)
    except Refused as refused:
        return courses.again(request, number, refused.sentence)
    messages.success(
        request, _("The solution is confirmed, %(number)s is closed. Thank you.") % {"number": case.number}
    )
    return redirect("portal:case", case.number)


@dataclass(frozen=True, slots=True)
class Step:
    """A step with words of its own: its name in the state table, its form, its page and the rule behind it."""

    move: str
    form: type[Words]
    page: Callable[[], dict[str, str]]
    take: Callable[..., Any]


@require_http_methods(["GET", "POST"])
@visitors.customers()
def reopen(request: Visit, number: str) -> HttpResponse:
    return _step(request, number, REOPENING)


@require_http_methods(["GET", "POST"])
@visitors.customers()
def cancel(request: Visit, number: str) -> HttpResponse:
    return _step(request, number, CANCELLATION)


@require_http_methods(["GET", "POST"])
@visitors.customers()
def did_not_help(request: Visit, number: str) -> HttpResponse:
    return _step(request, number, WORKAROUND_FAILURE)


def _step(request: Visit, number: str, step: Step) -> HttpResponse:
    case = courses.find(request, number)
    form = step.form(request.POST or None, initial={"version": case.version})
    if request.method == "GET":
        return _page(request, case, step, form, 200)
    if not form.is_valid():
        return _page(request, case, step, form, 422)
    said = form.cleaned_data
    try:
        step.take(case, said["text"], by=request.user, at=request.at, version=said["version"])
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
        return _page(request, courses.find(request, number), step, form, 409)
    messages.success(request, step.page()["done"])
    return redirect("portal:case", case.number)


def _page(request: Visit, case: Case, step: Step, form: Words, status: int) -> HttpResponse:
    if status == 200 and not may_move(step.move, case.status):
        raise Http404
    return show(request, "decision", {"case": case, "form": form, "said": step.page()}, status=status)


def _reopening() -> dict[str, str]:
    return {
        "title": _("Not solved"),
        "lead": _("The case goes back to work. The time of the solution goes on from where it stopped."),
        "label": _("Return to work"),
        "kind": "main",
        "done": _("The case is back in work."),
    }


def _cancellation() -> dict[str, str]:
    return {
        "title": _("Cancel the case"),
        "lead": _("Work stops and the case cannot be opened again. If the question comes back, register a new case."),
        "label": _("Cancel the case"),
        "kind": "bad",
        "done": _("The case is cancelled."),
    }


def _workaround_failure() -> dict[str, str]:
    return {
        "title": _("The workaround did not help"),
        "lead": _("The engineer goes on working. All deadlines keep what they have recorded."),
        "label": _("Tell the engineer"),
        "kind": "main",
        "done": _("The engineer knows that the workaround did not help."),
    }


REOPENING = Step("reopen", Words, _reopening, reopening.reopen)
CANCELLATION = Step("cancel", WordsIfAny, _cancellation, closing.cancel)
WORKAROUND_FAILURE = Step("go_on", Words, _workaround_failure, solving.go_on)
