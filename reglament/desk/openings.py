"""R-08, R-10, R-25  A case on a customer's behalf: the contract is found first, then the request is written down."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
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
from reglament.desk.gates import Visit
from reglament.desk.letter_files import LetterFiles
from reglament.desk.opening_forms import Opening
from reglament.intake import settling
from reglament.intake.models import Receipt

OPENERS = MAY["open"].staff


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff(OPENERS)
def new(request: Visit) -> HttpResponse:
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
    form = Opening(contract=contract, at=at, initial=_first_values(request, contract, receipt, at))
    return _draw(request, form, receipt, letter_files.read(request, receipt, at=at), at)


def _first_values(request: Visit, contract: Contract, receipt: Receipt | None, at: datetime) -> dict[str, Any]:
    """From the letter, as far as the robot could read it; else from the address and what was searched for."""
    values = {name: request.GET.get(name, "") for name in ("opener", "pn", "sn") if request.GET.get(name)}
    if receipt is None:
        return callers.meant(request.GET.get("caller", ""), contract, at) | values
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


def _opened(request: Visit, contract: Contract, receipt: Receipt | None, at: datetime) -> HttpResponse:
    form = Opening(request.POST, contract=contract, at=at)
    files, brought = uploads.again(request), letter_files.read(request, receipt, at=at)
    looking = "find" in request.POST or "take" in request.POST
    if not looking and not form.is_valid():
        return _draw(request, form, receipt, brought, at, files, status=422)
    try:
        category = form.categories.get(str(form["category"].value()))
        files = uploads.take(request, category, contract, at=at, beside=brought.counted)
        if looking:
            form = Opening(contract=contract, at=at, initial=_typed(request))
            return _draw(request, form, receipt, brought, at, files)
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


def _typed(request: Visit) -> dict[str, Any]:
    """The fields as they stand, while somebody looks for the equipment; P/N and S/N of what was taken."""
    pn, _bar, sn = request.POST.get("take", "").partition("|")
    return request.POST.dict() | ({"pn": pn, "sn": sn} if pn or sn else {})


@transaction.atomic
def _open(request: Visit, form: Opening, files: Files, receipt: Receipt | None, at: datetime) -> Case:
    """The case, and the letter it came from settled with it: both or neither."""
    case = opening.open_case(_request(request, form, files, receipt), by=request.user, at=at)
    if receipt:
        settling.register(receipt, case, by=request.user, at=at)
    return case


def _request(request: Visit, form: Opening, files: Files, receipt: Receipt | None) -> Request:
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
        late_because="" if receipt else data["late_because"],
        **{
            name: data[name]
            for name in ("pn", "sn", "place", "phone", "wants_version", "current_version", "wanted_version")
        },
    )


def _key(request: Visit) -> UUID | None:
    try:
        return UUID(request.POST.get("submission_key", ""))
    except ValueError:
        return None


def _draw(
    request: Visit,
    form: Opening,
    receipt: Receipt | None,
    brought: LetterFiles,
    at: datetime,
    files: uploads.Files | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "contract": form.contract,
        "receipt": receipt,
        "brought": brought,
        "files": files,
        "key": request.POST.get("submission_key") or uuid4(),
        "expected": opening_previews.expected(form, receipt, at),
        "lines_found": _lines(request, form.contract),
        "query": _query(request),
        "definitions": choices.priority_definitions(),
        **uploads.limits_of(form.contract),
    }
    return frames.draw(request, "desk/openings/form.html", "queue", status=status, at=at, **context)


def _query(request: Visit) -> str:
    return (request.POST.get("item") or request.GET.get("item", "")).strip()[:60]


def _lines(request: Visit, contract: Contract) -> list[CoveredItem]:
    """Items of the contract that the search beside the form finds."""
    query = _query(request)
    if not query:
        return []
    rows = CoveredItem.objects.filter(contract=contract).filter(findings.covered(query))
    return list(rows.select_related("item__product", "item__site").order_by("item__product__pn", "item__sn")[:10])
