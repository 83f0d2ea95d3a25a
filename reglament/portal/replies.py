"""R-02, R-03  What a customer's person says in a case, with files, and the draft of it."""

from typing import Any

from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from reglament.cases import access
from reglament.cases.course import correspondence, entries
from reglament.cases.course.entries import Message
from reglament.cases.models import Case, Entry
from reglament.clauses import Refused
from reglament.files.fitting import Kept, fit
from reglament.portal import authors, courses, drafts, uploads, visitors
from reglament.portal.forms.cases import Reply
from reglament.portal.visitors import Visit

PUBLIC = Entry.Kind.PUBLIC


def keep(request: HttpRequest, number: str) -> str:
    """After a lost session text and files become this person's draft; returns the address that shows it."""
    at = timezone.now()
    found = authors.of(request, number, at=at)
    if found is None or not (authors.text(request).strip() or uploads.sent(request)):
        return ""
    case, account = found
    entries.save_draft(case, authors.text(request), PUBLIC, by=account, at=at, uploads=uploads.sent(request))
    return _address(case)


@require_http_methods(["POST"])
@visitors.customers(keep)
def reply(request: Visit, number: str) -> HttpResponse:
    """What cannot be said stays as the draft, its files too: nobody chooses them twice."""
    case = courses.find(request, number)
    said = _said_before(request)
    if said:
        return redirect(f"{courses.address(case)}#entry-{said.pk}")
    if request.POST.get("remove", "").isdecimal():
        entries.save_draft(case, authors.text(request), PUBLIC, by=request.user, at=request.at)
        entries.detach(case, PUBLIC, int(request.POST["remove"]), by=request.user)
        return redirect(_address(case))
    there = entries.files_of(entries.draft_of(case, PUBLIC, by=request.user))
    fitted = fit(there, uploads.sent(request), case.category, case.contract, at=request.at)
    form = Reply(request.POST)
    if fitted.why:
        form.add_error("files", uploads.refusal(fitted, len(there) + len(fitted.taken)))
    if not form.is_valid():
        _keep(request, case)
        return courses.draw(request, courses.load(request, number), form, status=422)
    try:
        entry = _said(case, form.cleaned_data, [*there, *fitted.taken], request)
    except Refused as refused:
        _keep(request, case)
        return courses.again(request, number, refused.sentence, form)
    return redirect(f"{courses.address(case)}#entry-{entry.pk}")


@require_http_methods(["POST"])
@visitors.anyone
def draft(request: HttpRequest, number: str) -> HttpResponseBase:
    """What is being written, every few seconds; goes on when the session has ended, for the person of the form."""
    if request.user.is_authenticated:
        return _kept(request, number)
    return drafts.told(request, saved=bool(keep(request, number)))


@visitors.customers()
def _kept(request: Visit, number: str) -> HttpResponse:
    case = courses.find(request, number)
    entries.save_draft(case, authors.text(request), PUBLIC, by=request.user, at=request.at)
    return drafts.told(request, saved=True)


def _keep(request: Visit, case: Case) -> None:
    if access.allowed(request.user, "reply", case, visitors.contacts(request)):
        sent = uploads.sent(request)
        entries.save_draft(case, authors.text(request), PUBLIC, by=request.user, at=request.at, uploads=sent)


def _address(case: Case) -> str:
    return f"{courses.address(case)}#reply"


def _said_before(request: Visit) -> Entry | None:
    """R-03  The entry of this very form, if it was sent before."""
    form = Reply(request.POST)
    key = form.cleaned_data.get("key") if form.is_valid() else None
    return Entry.objects.filter(submission_key=key, author=request.user).first() if key else None


def _said(case: Case, said: dict[str, Any], files: list[Kept], request: Visit) -> Entry:
    """The same form sent twice, even at once, says it once."""
    pairs = [(each.file, each.name) for each in files]
    message = Message(text=said["text"], files=pairs, submission_key=said["key"])
    # An answer is welcome whatever happened meanwhile, unless the case moved on to another state under it.
    seen = said["version"] if said["status"] != case.status else None
    try:
        return correspondence.reply(case, message, by=request.user, at=request.at, version=seen)
    except IntegrityError:
        entry = Entry.objects.filter(submission_key=said["key"], author=request.user).first()
        if entry is None:
            raise Http404 from None
        return entry
