"""The page of one step: its form, or its one button; what a rule refuses comes back with the text kept."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reglament.cases.showing.page import Page
from reglament.clauses import Refused
from reglament.desk import cases, counters, frames, gates, previews, queues, streams, uploads
from reglament.desk.gates import Visit
from reglament.desk.steps import offering
from reglament.desk.steps.pickers import ItemChoice
from reglament.desk.steps.step import Step, StepForm, Told


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff()
def step(request: Visit, number: str, code: str) -> HttpResponse:
    found = offering.STEPS.get(code)
    if found is None:
        raise Http404
    page = cases.load(request, number, at=timezone.now())
    if request.method == "POST":
        return _taken(request, page, found)
    if not found.offered(page):
        messages.warning(request, _("This step is not possible now: %(step)s.") % {"step": found.label})
        return redirect("desk:case", page.case.number)
    return _asked(request, page, found, found.form(page=page, initial=request.GET.dict()))


def _taken(request: Visit, page: Page, step: Step) -> HttpResponse:
    form = step.form(request.POST, page=page)
    files = uploads.again(request)
    if not form.is_valid():
        return _asked(request, page, step, form, files, status=422)
    try:
        if step.with_files:
            files = uploads.take(request, page.case.category, page.case.contract, at=page.at)
        told = Told(form.cleaned_data, files.pairs, request.user, page.at, cases.version_of(request))
        step.run(page.case, told)
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
        fresh = cases.load(request, page.case.number, at=page.at)
        return _asked(request, fresh, step, form, files, status=409)
    counters.forget()
    messages.success(request, f"{page.case.number}: {step.done}")
    return redirect(back_of(request, page))


def _asked(
    request: Visit,
    page: Page,
    step: Step,
    form: StepForm,
    files: uploads.Files | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    query = request.GET.get("q", "")
    context: dict[str, Any] = {
        "page": page,
        "case": page.case,
        "step": step,
        "form": form,
        "files": files,
        "newer": streams.newer(page.stream, cases.seen_at(request)) if status == 409 else [],
        "back": back_of(request, page),
        "query": query,
        "found": form.found(query) if isinstance(form, ItemChoice) else None,
        "expected": previews.after_priority(page, form["priority"].value()) if step.code == "priority" else None,
        **uploads.limits_of(page.case.category, page.case.contract),
    }
    return frames.draw(request, "desk/case/step.html", "queue", status=status, at=page.at, **context)


def back_of(request: Visit, page: Page) -> str:
    """Where the reader came from, if that is a page of the desk; else the case."""
    return safe_next(request, "desk:case", page.case.number)


def safe_next(request: Visit, name: str, *args: object) -> str:
    """The `next` of the form or the address, else the page called `name`."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours and wanted.startswith("/desk/") else reverse(name, args=args)


@require_POST
@gates.staff()
def priority_preview(request: Visit, number: str) -> HttpResponse:
    """The deadlines as they would stand with the priority chosen in the open form."""
    page = cases.load(request, number, at=timezone.now())
    expected = previews.after_priority(page, request.POST.get("priority"))
    return queues.unless_same(
        request, frames.bare(request, "desk/case/_expected.html", at=page.at, expected=expected, case=page.case)
    )
