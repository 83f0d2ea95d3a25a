"""Drafts of new cases at the door: found, saved while somebody types, and kept when the session was lost."""

import uuid
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reglament.cases.models import Case
from reglament.contracts.models import Contract
from reglament.intake import drafts as rows
from reglament.intake.models import CaseDraft
from reglament.people.models import Account
from reglament.portal import keys, uploads, visitors
from reglament.portal.forms.requests import TYPED
from reglament.portal.visitors import Visit
from reglament.ui import words

LONGEST = 60_000


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft after what came with a form was put into it; `refused` says which files did not fit, and why."""

    draft: CaseDraft
    refused: str


def key_of(request: HttpRequest, account: Account) -> UUID:
    """The key that came with the form; a new one when it is not this person's."""
    known = keys.read_draft(request.POST.get("draft", ""))
    return known[0] if known and known[1] == account.pk else uuid.uuid4()


def chosen(request: Visit) -> CaseDraft | None:
    """The draft the address names, else the latest one that was begun and not sent."""
    mine = rows.of_account(request.user, at=request.at)
    named = request.GET.get("draft", "")
    if named:
        return next((draft for draft in mine if str(draft.key) == named), None)
    return mine[0] if mine and "new" not in request.GET else None


def save(request: HttpRequest, account: Account, key: UUID, contract: Contract | None) -> Saved:
    """Everything that came with the form, its files too."""
    at = timezone.now()
    values = {name: request.POST[name].replace("\x00", "")[:LONGEST] for name in TYPED if name in request.POST}
    try:
        draft = rows.save(key, values, contract=contract, by=account, at=at)
    except CaseDraft.DoesNotExist:
        draft = rows.save(uuid.uuid4(), values, contract=contract, by=account, at=at)
    fitted = rows.attach(draft, uploads.sent(request), at=at)
    return Saved(draft, uploads.refusal(fitted, draft.files.count()) if fitted.why else "")


def address(draft: CaseDraft, anchor: str = "", **query: str) -> str:
    more = "".join(f"&{name}={value}" for name, value in query.items())
    return f"{reverse('portal:new_case')}?draft={draft.key}{more}{f'#{anchor}' if anchor else ''}"


def keep(request: HttpRequest) -> str:
    """R-01  A form sent after the session had ended becomes a draft of the person it was drawn for."""
    known = keys.read_draft(request.POST.get("draft", ""))
    account = Account.objects.active().filter(pk=known[1]).first() if known else None
    if known is None or account is None or Case.objects.filter(submission_key=known[0]).exists():
        return ""
    contract = Contract.objects.filter(pk=_number(request.POST.get("contract", "")), company=account.company_id).first()
    return address(save(request, account, known[0], contract).draft)


@require_http_methods(["POST"])
@visitors.anyone
def autosave(request: HttpRequest) -> HttpResponse:
    """What is being typed, every few seconds; goes on when the session has ended, for the person of the form."""
    return told(request, saved=bool(keep(request)))


def told(request: HttpRequest, *, saved: bool) -> JsonResponse:
    """What stands beside the form after a draft was sent to be kept."""
    time = words.clock_time(timezone.now())
    if not saved:
        sentence = _("Not saved: open the form again.")
    elif request.user.is_authenticated:
        sentence = _("Draft saved at %(time)s") % {"time": time}
    else:
        sentence = _("Draft saved at %(time)s. Your session has ended: sign in to send it.") % {"time": time}
    return JsonResponse({"saved": sentence})


@require_http_methods(["POST"])
@visitors.customers()
def discard(request: Visit) -> HttpResponse:
    """«Начать заново»: the draft is thrown away."""
    known = keys.read_draft(request.POST.get("draft", ""))
    draft = CaseDraft.objects.filter(account=request.user, key=known[0]).first() if known else None
    if draft:
        rows.discard(draft)
    return redirect(f"{reverse('portal:new_case')}?new")


def _number(value: str) -> int:
    return int(value) if value.isdecimal() and len(value) < 19 else 0
