"""R-12  The queue of letters without a contract: read, answered, registered under a contract after all, or finished."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reglament.clauses import Refused
from reglament.contracts.models import Contract
from reglament.desk import counters, frames, gates, journals, pages, reasons
from reglament.desk.gates import Visit
from reglament.desk.letter_replies import Answer, Ending, canned_text
from reglament.files import serving
from reglament.intake import account_letters, replying, rereading, settling, without_contract
from reglament.intake.models import LetterAnswer, Receipt
from reglament.ui import words

ALL = "all"
MOST_EARLIER = 5
DAY = 24 * 60 * 60


@require_safe
@gates.staff(gates.WITHOUT_CONTRACT)
def letters(request: Visit) -> HttpResponse:
    """Those that wait, the oldest first; or all of them, the newest first."""
    at = timezone.now()
    shown = ALL if request.GET.get("show") == ALL else ""
    found = journals.without_contract(request.user)
    found = found.select_related("account__company", "account_request", "case").defer("text", "fields", "notes")
    found = found.annotate(is_answered=Exists(LetterAnswer.objects.filter(receipt=OuterRef("pk"))))
    waiting = found.filter(settled_at=None)
    sheet = pages.newest(request, found) if shown else pages.oldest(request, waiting)
    context: dict[str, Any] = {"sheet": sheet, "shown": shown, "age": age, "ending": ending_of}
    return frames.draw(request, "desk/without_contract/letters.html", "without_contract", at=at, **context)


@require_safe
@gates.staff(gates.WITHOUT_CONTRACT)
def letter(request: Visit, pk: int) -> HttpResponse:
    return _draw(request, _visible(request, pk), timezone.now())


@require_safe
@gates.staff(gates.WITHOUT_CONTRACT)
def file(request: Visit, pk: int, place: int) -> HttpResponse:
    """R-60  One file the letter brought, by its place in it; saved, never opened in our name."""
    brought = _files(_visible(request, pk), timezone.now())
    if place >= len(brought):
        raise Http404
    return serving.saved(brought[place].content, brought[place].name)


@require_POST
@gates.staff(gates.WITHOUT_CONTRACT)
def answer(request: Visit, pk: int) -> HttpResponse:
    """R-12  Sends what was written; «take» puts a ready text into the form and sends nothing."""
    row, at = _visible(request, pk), timezone.now()
    if "take" in request.POST:
        text = canned_text(request.POST["take"], before=request.POST.get("text", ""))
        return _draw(request, row, at, answer=Answer(initial={"text": text}))
    form = Answer(request.POST)
    if not form.is_valid():
        return _draw(request, row, at, answer=form, status=422)
    try:
        with transaction.atomic():
            replying.reply(row, form.cleaned_data["text"], by=request.user, at=at)
            if "finish" in request.POST:
                settling.settle(row, reason="answered", by=request.user, at=at)
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
        return _draw(request, row, at, answer=form, status=409)
    counters.forget()
    messages.success(request, _("The answer is on its way to %(address)s.") % {"address": address_of(row)})
    if "finish" in request.POST:
        return redirect("desk:without_contract")
    return redirect("desk:without_contract_letter", row.pk)


@require_POST
@gates.staff(gates.WITHOUT_CONTRACT)
def settle(request: Visit, pk: int) -> HttpResponse:
    """R-12  Finished, with the reason: the letter leaves the queue and stays in the journal."""
    row, at = _visible(request, pk), timezone.now()
    form = Ending(request.POST)
    if not form.is_valid():
        return _draw(request, row, at, ending=form, status=422)
    try:
        settling.settle(row, **form.cleaned_data, by=request.user, at=at)
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
        return _draw(request, row, at, ending=form, status=409)
    counters.forget()
    messages.success(request, _("Letter %(number)s is finished.") % {"number": row.pk})
    return redirect("desk:without_contract")


@require_POST
@gates.staff(gates.ACCOUNT_DECIDERS)
def ask_for_account(request: Visit, pk: int) -> HttpResponse:
    """R-23  The robot saw no request about accounts in it, the service manager does."""
    row = _visible(request, pk)
    try:
        found = account_letters.take_by_hand(row, by=request.user, at=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused.sentence))
        return redirect("desk:without_contract_letter", row.pk)
    counters.forget()
    return redirect("desk:account_request", found.pk)


def age(row: Receipt, at: datetime) -> str:
    """How long it has been waiting, or had to wait."""
    seconds = int(((row.settled_at or at) - row.received_at).total_seconds())
    return words.days(seconds // DAY) if seconds >= 2 * DAY else words.duration(max(seconds, 0))


def ending_of(row: Receipt) -> str:
    """How it ended, in words."""
    if row.case_id:
        return _("registered as a case")
    known = next((one for one in without_contract.reasons() if one.code == row.settled_reason), None)
    return ": ".join(part for part in (words.pick(known, "name") if known else _("settled"), row.settled_text) if part)


def address_of(row: Receipt) -> str:
    """Where an answer goes."""
    return row.answer_to or row.from_address


def _draw(
    request: Visit,
    row: Receipt,
    at: datetime,
    *,
    answer: Answer | None = None,
    ending: Ending | None = None,
    status: int = 200,
) -> HttpResponse:
    earlier = journals.without_contract(request.user).filter(from_address=row.from_address).exclude(pk=row.pk)
    context: dict[str, Any] = {
        "receipt": row,
        "reason": reasons.words(row.reason),
        "waited": age(row, at),
        "ended": ending_of(row) if row.settled_at else "",
        "to": address_of(row),
        "files": _files(row, at),
        "answers": list(row.answers.select_related("by")),
        "answer": answer or Answer(),
        "ending": ending or Ending(),
        "canned": without_contract.canned(),
        "contracts": _contracts_of_sender(request, row, at),
        "earlier": list(earlier.defer("text", "fields")[:MOST_EARLIER]) if row.from_address else [],
        "decides": gates.may_enter(request.user, gates.ACCOUNT_DECIDERS),
    }
    return frames.draw(
        request, "desk/without_contract/letter.html", "without_contract", status=status, at=at, **context
    )


def _contracts_of_sender(request: Visit, row: Receipt, at: datetime) -> list[Contract]:
    """R-12  Contracts in force that name the sender: under these the letter could be a case."""
    if row.account is None or row.settled_at:
        return []
    return list(Contract.objects.in_force(at.date()).naming(row.account, at.date()).distinct()[:5])


def _files(row: Receipt, at: datetime) -> list[Any]:
    return list(rereading.files_of(row, at=at).accepted)


def _visible(request: Visit, pk: int) -> Receipt:
    found = journals.without_contract(request.user).select_related(
        "account__company", "account_request", "raw", "settled_by", "case"
    )
    row = found.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
