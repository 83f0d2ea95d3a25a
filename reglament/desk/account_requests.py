"""R-23, R-24  Requests about accounts: what is asked, by whom, what is missing, and the service manager's decision."""

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
from reglament.contracts import asking, contacts, deciding
from reglament.contracts.models import AccountRequest, Contract
from reglament.contracts.numbers import normalise
from reglament.desk import counters, frames, gates, pages, readings
from reglament.desk.account_forms import Approval, Refusal
from reglament.desk.gates import Visit
from reglament.intake import settling
from reglament.notifications.account_letters import missing_words
from reglament.people.models import Account

ALL = "all"
LOOKS = {"waiting": ("clock", "we"), "approved": ("check", "ok"), "declined": ("slash", "no")}


@require_safe
@gates.staff(gates.ACCOUNT_DECIDERS)
def account_requests(request: Visit) -> HttpResponse:
    """Those that wait, the oldest first; or all of them, the newest first."""
    at = timezone.now()
    shown = ALL if request.GET.get("show") == ALL else ""
    found = AccountRequest.objects.visible_to(request.user, at.date())
    found = found.select_related("contract__company", "asked_by__company", "account")
    sheet = pages.newest(request, found) if shown else pages.oldest(request, found.waiting())
    context: dict[str, Any] = {"sheet": sheet, "shown": shown, "looks": LOOKS}
    return frames.draw(request, "desk/account_requests/list.html", "companies", at=at, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff(gates.ACCOUNT_DECIDERS)
def account_request(request: Visit, pk: int) -> HttpResponse:
    """The request; sent, its form does what is asked."""
    at = timezone.now()
    row = _visible(request, pk, at)
    contract, kind = _contract(request, row, at), _kind(request, row)
    if request.method != "POST" or contract is None:
        return _draw(request, row, contract, kind, at)
    form = _approval(request, row, contract, kind, at)
    if not form.is_valid():
        return _draw(request, row, contract, kind, at, form=form, status=422)
    try:
        with transaction.atomic():
            done = deciding.approve(row, form.decision(), by=request.user, at=at)
            _settle_letters(done, request.user, at)
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
        return _draw(request, _visible(request, pk, at), contract, kind, at, form=form, status=409)
    counters.forget()
    messages.success(request, _("Done: %(what)s.") % {"what": done.get_kind_display()})
    return redirect("desk:account_request", done.pk)


@require_POST
@gates.staff(gates.ACCOUNT_DECIDERS)
def refuse(request: Visit, pk: int) -> HttpResponse:
    """R-23  Declined with words, which whoever asked reads."""
    at = timezone.now()
    row = _visible(request, pk, at)
    form = Refusal(request.POST)
    try:
        if not form.is_valid():
            return _draw(request, row, row.contract, _kind(request, row), at, refusal=form, status=422)
        with transaction.atomic():
            done = deciding.decline(row, form.cleaned_data["reason"], by=request.user, at=at)
            _settle_letters(done, request.user, at)
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
        fresh = _visible(request, pk, at)
        return _draw(request, fresh, fresh.contract, fresh.kind, at, refusal=form, status=409)
    counters.forget()
    messages.success(request, _("The request is declined; whoever asked gets a letter."))
    return redirect("desk:account_request", row.pk)


def _settle_letters(row: AccountRequest, by: Account, at: datetime) -> None:
    """The letter that asked has got what it asked for, or the reason why not."""
    for receipt in row.receipts.filter(settled_at=None):
        settling.settle(receipt, reason="account", by=by, at=at)


def _contract(request: Visit, row: AccountRequest, at: datetime) -> Contract | None:
    """The request's own, else the one whose number was typed."""
    if row.contract or not row.is_waiting:
        return row.contract
    number = normalise(request.GET.get("contract", ""))
    known = readings.contracts(request.user, at.date()).select_related("company")
    return known.filter(number_folded=number).first() if number else None


def _kind(request: Visit, row: AccountRequest) -> str:
    """What a letter asks for is a guess, which the service manager may correct."""
    wanted = request.GET.get("kind", "")
    return wanted if row.sender_address and wanted in AccountRequest.Kind.values else row.kind


def _approval(request: Visit, row: AccountRequest, contract: Contract, kind: str, at: datetime) -> Approval:
    return Approval(request.POST or None, request=row, contract=contract, kind=kind, at=at)


def _draw(
    request: Visit,
    row: AccountRequest,
    contract: Contract | None,
    kind: str,
    at: datetime,
    *,
    form: Approval | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    decides = row.is_waiting and contract is not None
    context: dict[str, Any] = {
        "row": row,
        "contract": contract,
        "kind": kind,
        "kinds": AccountRequest.Kind.choices if row.sender_address and row.is_waiting else [],
        "look": LOOKS[row.state],
        "missing": missing_words(row) if row.is_waiting and kind == AccountRequest.Kind.ADD else "",
        "to_confirm": asking.needs_confirmation(row, contract, at.date()),
        "is_known": asking.is_sender_known(row, at.date()),
        "role": _role(row, contract, at),
        "receipt": row.receipts.first(),
        "events": list(row.events.select_related("actor")),
        "form": form or (Approval(request=row, contract=contract, kind=kind, at=at) if decides and contract else None),
        "refusal": refusal or Refusal(),
        "number": request.GET.get("contract", ""),
    }
    return frames.draw(request, "desk/account_requests/page.html", "companies", status=status, at=at, **context)


def _role(row: AccountRequest, contract: Contract | None, at: datetime) -> str:
    """What whoever asked is in the contract."""
    if row.asked_by is None or contract is None:
        return ""
    found = contacts.of_contract(contract, at.date()).filter(account=row.asked_by).first()
    return found.get_role_display() if found else ""


def _visible(request: Visit, pk: int, at: datetime) -> AccountRequest:
    found = AccountRequest.objects.visible_to(request.user, at.date()).select_related(
        "contract__company", "contract__service_manager", "asked_by__company", "account", "confirmed_by"
    )
    row = found.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
