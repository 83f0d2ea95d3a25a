"""R-02, R-03  What a customer's person says in a case, with files, and the draft of it."""

from typing import Any

from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from reglament.cases.course import correspondence, entries
from reglament.cases.course.entries import Message
from reglament.cases.models import Case, Entry
from reglament.clauses import Refused
from reglament.contracts.access import contacts_of
from reglament.files import storing
from reglament.people.models import Account
from reglament.portal import courses, drafts, keys, visitors
from reglament.portal.forms.cases import Reply
from reglament.portal.visitors import Visit

LONGEST = 50_000


def keep(request: HttpRequest, number: str) -> str:
    """After a lost session the text becomes this person's draft; returns the address that shows it."""
    known = keys.read_reply(request.POST.get("author", ""))
    text = _text(request)
    if known is None or not text.strip():
        return ""
    case_id, account_id = known
    at = timezone.now()
    account = Account.objects.active().select_related("company").filter(pk=account_id).first()
    if account is None:
        return ""
    case = Case.objects.visible_to(account, contacts_of(account, at.date())).filter(pk=case_id, number=number).first()
    if case is None:
        return ""
    entries.save_draft(case, text, Entry.Kind.PUBLIC, by=account, at=at)
    return reverse("portal:case", args=[case.number]) + "#reply"


@require_http_methods(["POST"])
@visitors.customers(keep)
def reply(request: Visit, number: str) -> HttpResponse:
    case = courses.find(request, number)
    form = Reply(request.POST, request.FILES, case=case)
    if not form.is_valid():
        return courses.draw(request, courses.load(request, number), form, status=422)
    try:
        entry = _said(case, form.cleaned_data, request)
    except Refused as refused:
        return courses.again(request, number, refused.sentence, form)
    return redirect(reverse("portal:case", args=[case.number]) + f"#entry-{entry.pk}")


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
    entries.save_draft(case, _text(request), Entry.Kind.PUBLIC, by=request.user, at=request.at)
    return drafts.told(request, saved=True)


def _text(request: HttpRequest) -> str:
    return request.POST.get("text", "").replace("\x00", "")[:LONGEST]


def _said(case: Case, said: dict[str, Any], request: Visit) -> Entry:
    """The same form sent twice, even at once, says it once."""
    files = [(storing.store(file, at=request.at), file.name) for file in said["files"]]
    message = Message(text=said["text"], files=files, submission_key=said["key"])
    # An answer is welcome whatever happened meanwhile, unless the case moved on to another state under it.
    seen = said["version"] if said["status"] != case.status else None
    try:
        return correspondence.reply(case, message, by=request.user, at=request.at, version=seen)
    except IntegrityError:
        entry = Entry.objects.filter(submission_key=said["key"], author=request.user).first()
        if entry is None:
            raise Http404 from None
        return entry
