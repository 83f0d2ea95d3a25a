"""R-23, R-24  A contact asks to add an employee or to change or take away an account, and sees what becomes of it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from reglament.clauses import Refused
from reglament.contracts import asking, contacts
from reglament.contracts.access import may_ask_for_accounts
from reglament.contracts.models import AccountRequest, Contract, ContractContact
from reglament.contracts.numbers import normalise
from reglament.people.models import Account
from reglament.portal import visitors
from reglament.portal.forms.accounts import FORMS, Asked
from reglament.portal.frames import show
from reglament.portal.visitors import Visit
from reglament.ui import words

Kind = AccountRequest.Kind
LOOKS = {"waiting": ("clock", "wait"), "approved": ("check", "ok"), "declined": ("slash", "no")}
MOST = 20


@require_http_methods(["GET", "POST"])
@visitors.customers()
def new(request: Visit, number: str) -> HttpResponse:
    """The form: of an addition without anybody, of the others about one of the contract's people."""
    contract = find(request, number)
    if not may_ask_for_accounts(visitors.contacts(request), contract.pk):
        raise Http404
    kind = request.GET.get("kind", Kind.ADD)
    person = _person(request, contract)
    if kind not in FORMS or (kind != Kind.ADD and person is None):
        raise Http404
    form: Asked = FORMS[kind](request.POST or None, contact=person)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                row = asking.ask(contract, form.wanted(), by=request.user, at=request.at)
            except Refused as refused:
                form.add_error(None, str(refused.sentence))
            else:
                messages.success(request, _("The request is sent to the service manager."))
                return redirect("portal:account_request", contract.number, row.pk)
    context = {"contract": contract, "kind": kind, "person": person, "form": form, "title": Kind(kind).label}
    return show(request, "account_request_form", context, status=status)


@require_http_methods(["GET"])
@visitors.customers()
def account_request(request: Visit, number: str, pk: int) -> HttpResponse:
    """R-23  The state of one request, and what has happened to it."""
    contract = find(request, number)
    row = seen(request, contract).select_related("contract", "asked_by", "account").filter(pk=pk).first()
    if row is None:
        raise Http404
    context = {
        "contract": contract,
        "row": row,
        "look": LOOKS[row.state],
        "may_confirm": asking.may_confirm(row, request.user, request.at.date()),
        "is_known": asking.is_sender_known(row, request.at.date()),
        "facts": _facts(row),
        "events": list(row.events.select_related("actor")),
    }
    return show(request, "account_request", context)


@require_http_methods(["POST"])
@visitors.customers()
def confirm(request: Visit, number: str, pk: int) -> HttpResponse:
    """R-23  The responsible contact's word on what somebody else has asked for."""
    contract = find(request, number)
    row = seen(request, contract).filter(pk=pk).first()
    if row is None:
        raise Http404
    try:
        asking.confirm(row, by=request.user, at=request.at)
        messages.success(request, _("The request is confirmed. The service manager decides on it."))
    except Refused as refused:
        messages.warning(request, str(refused.sentence))
    return redirect("portal:account_request", contract.number, row.pk)


def find(request: Visit, number: str) -> Contract:
    """The contract of the address, if the reader may know of it."""
    visible = Contract.objects.visible_to(request.user, request.at.date()).select_related("company")
    found = visible.filter(number_folded=normalise(number)).first()
    if found is None:
        raise Http404
    return found


def seen(request: Visit, contract: Contract) -> Any:
    """Requests of the contract that this person may read: the own ones, the responsible contact all."""
    return AccountRequest.objects.visible_to(request.user, request.at.date()).filter(contract=contract)


def listed(request: Visit, contract: Contract) -> list[tuple[AccountRequest, tuple[str, str]]]:
    """Those of the contract's page, the newest first, each with the look of its state; nobody else's statement."""
    if not may_ask_for_accounts(visitors.contacts(request), contract.pk):
        return []
    rows = seen(request, contract).select_related("asked_by", "account")[:MOST]
    return [(row, LOOKS[row.state]) for row in rows]


def _person(request: Visit, contract: Contract) -> ContractContact | None:
    pk = request.GET.get("person", "")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    return contacts.of_contract(contract, request.at.date()).filter(account=int(pk)).first()


def _facts(row: AccountRequest) -> list[tuple[str, str]]:
    rows = [
        (pgettext("person", "Full name"), row.name),
        (_("Login"), row.account.login if row.account and row.state == AccountRequest.State.APPROVED else ""),
        (_("Position"), row.position),
        (_("Work phone"), row.phone_work),
        (_("Mobile phone"), row.phone_mobile),
        (_("E-mail"), row.email),
        (_("Fax"), row.fax),
        (_("Role in the contract"), str(row.get_role_display()) if row.role else ""),
        (_("Asked by"), _asker(row.asked_by, row.sender_address)),
        (_("Asked"), _moment(row.asked_at)),
        (_("Decided"), _moment(row.decided_at)),
    ]
    return [(name, value) for name, value in rows if value]


def _asker(account: Account | None, address: str) -> str:
    if account is None:
        return address
    return (
        _("%(name)s, by e-mail from %(address)s") % {"name": account, "address": address} if address else str(account)
    )


def _moment(at: datetime | None) -> str:
    return words.moment(at) if at else ""
