"""R-08, R-10, R-25  A case on a customer's behalf: the contract is found first, then the request is written down."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reglament.cases.access import MAY
from reglament.cases.course import opening
from reglament.cases.course.entries import Files
from reglament.cases.course.opening import Request
from reglament.cases.models import Case
from reglament.clauses import Refused
from reglament.contracts.models import Contract, ContractContact, CoveredItem
from reglament.desk import callers, choices, counters, findings, frames, gates, letter_files, opening_previews, uploads
from reglament.desk.letter_files import LetterFiles
from reglament.desk.opening_forms import Opening
from reglament.intake import settling
from reglament.intake.models import Receipt

OPENERS = MAY["open"].staff


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff(OPENERS)
def new(request: HttpRequest) -> HttpResponse:
    """Without a contract in the address: the search for one. With it: the form."""
    at = timezone.now()
    receipt = callers.letter(request)
    pk = request.GET.get("contract", "")
    contract = (
        callers.contracts(request, at).filter(pk=int(pk)).first()
        if pk.isascii() and pk.isdigit() and len(pk) < 19
        else None
    )
    if contract is None:
        return callers.search(request, receipt, at)
    if request.method == "POST":
        return _opened(request, contract, receipt, at)
    form = Opening(contract=contract, at=at, initial=_first_values(request, contract, receipt))
    return _draw(request, form, receipt, letter_files.read(request, receipt, at=at), at)


def _first_values(request: HttpRequest, contract: Contract, receipt: Receipt | None) -> dict[str, Any]:
    """From the letter, as far as the robot could read it; else from the address."""
    values = {name: request.GET.get(name, "") for name in ("opener", "pn", "sn") if request.GET.get(name)}
    if receipt is None:
        return values
    read = receipt.fields or {}
    known = {name: read.get(name) or "" for name in ("pn", "sn", "phone", "current_version")}
    return (
        values
        | known
        | {
            "channel": "email",
            "subject": receipt.subject[:200],
            "description": read.get("description") or receipt.text,
            "priority": str(read.get("priority") or receipt.claims_priority or 4),
            "opener": str(callers.writer(receipt, contract) or ""),
            "place": read.get("site") or "",
        }
    )


def _opened(request: HttpRequest, contract: Contract, receipt: Receipt | None, at: datetime) -> HttpResponse:
    form = Opening(request.POST, contract=contract, at=at)
    files, brought = uploads.again(request), letter_files.read(request, receipt, at=at)
    if not form.is_valid():
        return _draw(request, form, receipt, brought, at, files, status=422)
    try:
        category = form.categories.get(form.cleaned_data["category"])
        files = uploads.take(request, category, contract, at=at, beside=brought.counted)
        case = _open(request, form, (*brought.stored(at=at), *files.pairs), receipt, at)
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
        return _draw(request, form, receipt, brought, at, files, status=409)
    counters.forget()
    messages.success(request, _done(case) % {"number": case.number})
    return redirect("desk:case", case.number)


def _done(case: Case) -> str:
    if case.opener_id is None:
        return _("%(number)s is made. Nobody of the customer is named, so no letter goes out.")
    return _("%(number)s is made. The customer gets a letter.")


@transaction.atomic
def _open(request: HttpRequest, form: Opening, files: Files, receipt: Receipt | None, at: datetime) -> Case:
    """The case, and the letter it came from settled with it: both or neither."""
    case = opening.open_case(_request(request, form, files, receipt), by=request.user, at=at)
    if receipt:
        settling.register(receipt, case, by=request.user, at=at)
    return case


def _request(request: HttpRequest, form: Opening, files: Files, receipt: Receipt | None) -> Request:
    data, contact = form.cleaned_data, form.contact
    return Request(
        company=form.contract.company,
        contract=form.contract,
        opener=contact.account if contact else None,
        typed_by=request.user,
        channel=data["channel"],
        received_at=receipt.received_at if receipt else form.received_at,
        category=form.categories[data["category"]],
        priority=int(data["priority"]),
        priority_is_agreed=contact is not None and contact.role == ContractContact.Role.RESPONSIBLE,
        subject=data["subject"],
        description=data["description"],
        whole_text=receipt.text if receipt and receipt.text != data["description"] else "",
        letter_key=receipt.dedupe_key if receipt else "",
        files=files,
        submission_key=_key(request),
        **{
            name: data[name]
            for name in ("pn", "sn", "place", "phone", "wants_version", "current_version", "wanted_version")
        },
    )


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("submission_key", ""))
    except ValueError:
        return None


def _draw(
    request: HttpRequest,
    form: Opening,
    receipt: Receipt | None,
    brought: LetterFiles,
    at: datetime,
    files: uploads.Files | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "contract": form.contract,
        "receipt": receipt,
        "brought": brought,
        "files": files,
        "key": request.POST.get("submission_key") or uuid4(),
        "expected": opening_previews.expected(form, receipt, at),
        "lines_found": _lines(request, form.contract),
        "query": request.GET.get("item", ""),
        "definitions": choices.priority_definitions(),
        **uploads.limits_of(form.contract),
    }
    return frames.draw(request, "desk/openings/form.html", "queue", status=status, at=at, **context)


def _lines(request: HttpRequest, contract: Contract) -> list[CoveredItem]:
    """Items of the contract that the search beside the form finds."""
    query = request.GET.get("item", "").strip()[:60]
    if not query:
        return []
    rows = CoveredItem.objects.filter(contract=contract).filter(findings.covered(query))
    return list(rows.select_related("item__product", "item__site").order_by("item__product__pn", "item__sn")[:10])
