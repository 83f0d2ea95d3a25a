"""The form of a new case as drawn: fresh, brought back from a draft, or again with what was wrong."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from reglament.contracts import thresholds
from reglament.contracts.models import Contract
from reglament.files import terms
from reglament.intake.models import CaseDraft
from reglament.portal import drafts, items, keys, outcomes, visitors
from reglament.portal.forms.requests import MISSING, NewCase
from reglament.portal.frames import show
from reglament.portal.house import house
from reglament.portal.offers import Offer
from reglament.portal.uploads import Waiting
from reglament.portal.visitors import Visit
from reglament.terms.resolve import resolve
from reglament.ui import promise, words

ON_CARDS = ("REACT", "SOL")


def fresh(request: Visit, offer: Offer, contracts: list[Contract], draft: CaseDraft | None) -> HttpResponse:
    values: dict[str, Any] = {"phone": request.user.phone_mobile or request.user.phone_work}
    if request.GET.get("item", "").isdecimal():
        values["item"] = request.GET["item"]
    values |= draft.values if draft else {}
    guess = NewCase(offer, values)  # never shown: it only tells what the values would lead to
    guess.is_valid()
    form = NewCase(offer, initial=values)
    return _draw(request, form, guess, values, contracts, draft)


def again(request: Visit, form: NewCase, contracts: list[Contract], draft: CaseDraft) -> HttpResponse:
    form.is_valid()
    return _draw(request, form, form, request.POST.dict(), contracts, draft, status=422)


def choose_contract(request: Visit, contracts: list[Contract], draft: CaseDraft | None) -> HttpResponse:
    """R-28  Several contracts: the person says which. None: the way for requests without one."""
    context = {"contracts": contracts, "draft": draft, "house": house(), "refused": ""}
    return show(request, "request_contract" if contracts else "no_contract", context)


def refuse_contract(request: Visit, contracts: list[Contract], draft: CaseDraft) -> HttpResponse:
    """R-12, R-27  The contract has ended while the form was open: a clear word, and the draft stays."""
    sentence = _("Contract %(number)s is not in force: nothing can be registered under it. Your draft is kept.")
    if draft.contract is None:
        sentence = _("Nothing can be registered under this contract. Your draft is kept.")
    refused = sentence % {"number": draft.contract.number if draft.contract else ""}
    context = {"contracts": contracts, "draft": draft, "house": house(), "refused": refused}
    return show(request, "request_contract" if contracts else "no_contract", context, status=409)


def _draw(
    request: Visit, form: NewCase, read: NewCase, values: dict[str, Any], contracts: list[Contract],
    draft: CaseDraft | None, *, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """`read` is the validated form: the same one after a mistake, a silent twin of a fresh one."""
    offer = form.offer
    found_by, chosen = str(request.GET.get("q", values.get("q", ""))), str(values.get("item", ""))
    files = [Waiting(row.pk, row.file.size, row.name) for row in draft.files.select_related("file")] if draft else []
    context: dict[str, Any] = {
        "form": form,
        "offer": offer,
        "draft": draft,
        "draft_key": keys.of_draft(draft.key if draft else drafts.key_of(request, request.user), request.user),
        "files": files,
        "most": resolve(terms.MAX_COUNT, offer.contract),
        "most_bytes": resolve(terms.MAX_BYTES, offer.contract),
        "others": [contract for contract in contracts if contract != offer.contract],
        "notes": {row.code: words.pick(row, "description") for row in offer.categories},
        "hints": [(row.code, words.pick(row, "template")) for row in offer.categories if words.pick(row, "template")],
        "category_code": read.chosen_category.code if read.chosen_category else "",
        "absent": [(words.pick(row, "name"), _services(row)) for row in offer.absent],
        "found": items.search(offer.contract, found_by, chosen=chosen, day=request.at.date()),
        "q": found_by,
        "chosen_item": chosen,
        "missing": MISSING,
        "cards": _cards(offer),
        "default_priority": house().priority(offer.default_priority),
        "outcome": outcomes.of(read, request.user, visitors.contacts(request)),
    }
    return show(request, "request", context, status=status)


def _services(category: Any) -> str:
    return ", ".join(words.pick(service, "name") for service in category.services.all())


def _cards(offer: Offer) -> dict[str, tuple[str, str, tuple[tuple[str, str], ...]]]:
    """R-29  Each priority with its full definition and example, and the thresholds of this contract."""
    policy = offer.version.policy_id if offer.version else None
    table = thresholds.read(policy) if policy else None
    return {
        str(row.number): (
            words.pick(row, "definition"),
            words.pick(row, "example"),
            tuple(
                (promise.label(clock), promise.norm(table.threshold(row.number, clock) if table else None))
                for clock in ON_CARDS
            ),
        )
        for row in house().priorities
    }
