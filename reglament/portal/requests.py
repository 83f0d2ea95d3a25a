"""R-01, R-18, R-25  A new case: written, checked once more by the server, sent once."""

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reglament.cases.course import opening
from reglament.cases.models import Case
from reglament.cases.models.case import Channel
from reglament.contracts.access import is_responsible
from reglament.contracts.models import Contract
from reglament.intake import drafts as rows
from reglament.intake.models import CaseDraft
from reglament.portal import blanks, drafts, offers, visitors
from reglament.portal.forms.requests import NewCase
from reglament.portal.offers import Offer
from reglament.portal.visitors import Visit


@require_http_methods(["GET", "POST"])
@visitors.customers(drafts.keep)
def new_case(request: Visit) -> HttpResponse:
    contracts = offers.open_to(visitors.contacts(request), at=request.at)
    if request.method == "POST":
        return _posted(request, contracts)
    draft = drafts.chosen(request)
    contract = offers.chosen(request.GET.get("contract", ""), contracts)
    if contract is None and draft is not None:
        contract = next((each for each in contracts if each.pk == draft.contract_id), None)
    if contract is None and len(contracts) == 1:
        contract = contracts[0]
    if contract is None:
        return blanks.choose_contract(request, contracts, draft)
    return blanks.fresh(request, Offer(contract, request.at), contracts, draft)


def _posted(request: Visit, contracts: list[Contract]) -> HttpResponse:
    key = drafts.key_of(request, request.user)
    sent = Case.objects.filter(submission_key=key, opener=request.user).first()
    if sent:
        return _done(request, sent)
    wanted = request.POST.get("contract_to") or request.POST.get("contract", "")
    contract = offers.chosen(wanted, contracts)
    saved = drafts.save(request, request.user, key, contract or _known(request, wanted))
    if contract is None:
        return blanks.refuse_contract(request, contracts, saved.draft)
    offer = Offer(contract, request.at)
    if request.POST.get("do") == "send":
        return _send(request, offer, contracts, saved)
    if request.POST.get("remove", "").isdecimal():
        rows.detach(saved.draft, int(request.POST["remove"]))
        return redirect(drafts.address(saved.draft, "files"))
    if saved.refused:
        form = NewCase(offer, request.POST)
        form.add_error("files", saved.refused)
        return blanks.again(request, form, contracts, saved.draft)
    return redirect(drafts.address(saved.draft, "equipment" if request.POST.get("do") == "find" else ""))


def _send(request: Visit, offer: Offer, contracts: list[Contract], saved: drafts.Saved) -> HttpResponse:
    form = NewCase(offer, request.POST)
    if saved.refused:
        form.add_error("files", saved.refused)
    if not form.is_valid():
        return blanks.again(request, form, contracts, saved.draft)
    try:
        with transaction.atomic():
            case = opening.open_case(_request(request, form, saved.draft), by=request.user, at=request.at)
            rows.discard(saved.draft)
    except IntegrityError:  # the same form, sent twice at the same moment: the other one was first
        case = Case.objects.get(submission_key=saved.draft.key)
    return _done(request, case)


def _request(request: Visit, form: NewCase, draft: CaseDraft) -> opening.Request:
    said: dict[str, Any] = form.cleaned_data
    category = form.chosen_category
    assert category is not None
    pn, sn = form.numbers
    return opening.Request(
        company=request.user.company,
        channel=Channel.WEB,
        received_at=request.at,
        category=category,
        subject=said["subject"],
        description=said["description"],
        opener=request.user,
        contract=form.offer.contract,
        priority=said["priority"],
        priority_is_agreed=is_responsible(visitors.contacts(request), form.offer.contract.pk),
        pn=pn,
        sn=sn,
        site=form.item_row.item.site if form.item_row else None,
        place=said["place"] if form.item_row is None else "",
        phone=said["phone"],
        wants_version=said["wants_version"],
        current_version=said["current_version"] if said["wants_version"] else "",
        wanted_version=said["wanted_version"] if said["wants_version"] else "",
        files=tuple((row.file, row.name) for row in draft.files.select_related("file")),
        submission_key=draft.key,
    )


def _done(request: Visit, case: Case) -> HttpResponse:
    messages.success(request, _("%(number)s: your request is taken.") % {"number": case.number})
    return redirect("portal:case", case.number)


def _known(request: Visit, value: str) -> Contract | None:
    """A contract this person knows of, though nothing can be registered under it."""
    known = Contract.objects.visible_to(request.user, request.at.date())
    return known.filter(pk=int(value)).first() if value.isdecimal() and len(value) < 19 else None
