"""What a customer decides in a case: the solution is accepted or not, the workaround failed, the case is not needed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reglament.cases.course import closing, entries
from reglament.cases.models import Case
from reglament.cases.status import may_move
from reglament.clauses import Refused
from reglament.contracts.access import is_responsible
from reglament.portal import authors, courses, keys, steps, visitors
from reglament.portal.forms.cases import Seen, Words
from reglament.portal.frames import show
from reglament.portal.steps import Step
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


def keep(request: HttpRequest, number: str) -> str:
    """The words of a step outlive a lost session; returns the address of the page that brings them back."""
    at = timezone.now()
    found, said = authors.of(request, number, at=at), authors.text(request)
    step = steps.NAMED.get(request.resolver_match.url_name or "") if request.resolver_match else None
    if found is None or step is None or not said.strip():
        return ""
    case, account = found
    entries.save_draft(case, said, step.move, by=account, at=at)
    return request.path


@require_http_methods(["GET", "POST"])
@visitors.customers(keep)
def reopen(request: Visit, number: str) -> HttpResponse:
    return _step(request, number, steps.REOPENING)


@require_http_methods(["GET", "POST"])
@visitors.customers(keep)
def cancel(request: Visit, number: str) -> HttpResponse:
    return _step(request, number, steps.CANCELLATION)


@require_http_methods(["GET", "POST"])
@visitors.customers(keep)
def did_not_help(request: Visit, number: str) -> HttpResponse:
    return _step(request, number, steps.WORKAROUND_FAILURE)


def _step(request: Visit, number: str, step: Step) -> HttpResponse:
    case = courses.find(request, number)
    if request.method == "GET":
        kept = entries.draft_of(case, step.move, by=request.user)
        form = step.form(initial={"version": case.version, "text": kept.text if kept else ""})
        return _page(request, case, step, form, 200)
    form = step.form(request.POST)
    if not form.is_valid():
        return _page(request, case, step, form, 422)
    said = form.cleaned_data
    try:
        step.take(case, said["text"], by=request.user, at=request.at, version=said["version"])
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
        return _page(request, courses.find(request, number), step, form, 409)
    entries.forget_draft(case, request.user, step.move)
    messages.success(request, step.page()["done"])
    return redirect("portal:case", case.number)


def _page(request: Visit, case: Case, step: Step, form: Words, status: int) -> HttpResponse:
    if status == 200 and not may_move(step.move, case.status):
        raise Http404
    context = {
        "case": case,
        "form": form,
        "said": step.page(),
        "author": keys.of_reply(case, request.user),
        "is_closed_to": _is_closed_to(request, case, step),
    }
    return show(request, "decision", context, status=status)


def _is_closed_to(request: Visit, case: Case, step: Step) -> bool:
    """R-30  Said before somebody writes why: at this priority the step is the responsible contact's."""
    if step is not steps.CANCELLATION or not closing.is_cancelled_by_responsible(case):
        return False
    return not is_responsible(visitors.contacts(request), case.contract_id)
