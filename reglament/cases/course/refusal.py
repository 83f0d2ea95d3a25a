"""R-39, R-44  A refusal of service takes two people: the duty engineer proposes, a manager decides."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.cases import access, events
from reglament.cases.course import step
from reglament.cases.course.entries import Message, keep
from reglament.cases.models import Case, DictionaryWord, Entry, RefusalProposal
from reglament.cases.models.case import Entitlement
from reglament.cases.status import Status, require_move
from reglament.clauses import Refused
from reglament.people.models import Account


@transaction.atomic
def propose(
    case: Case, *, reason: str, text: str, by: Account, at: datetime, version: int | None = None
) -> RefusalProposal:
    """R-39, R-44  Proposes to refuse, with a reason from the dictionary and the words for the customer.

    Until somebody decides, the words are a note: staff alone read them.
    """
    case = access.require(by, "propose_refusal", case, at=at, version=version)
    require_move("refuse", case.status)
    if case.registered_at and case.entitlement == Entitlement.VERIFIED:
        raise Refused("R-39", _("The entitlement is verified, so the service cannot be refused."))
    if not DictionaryWord.objects.filter(book=DictionaryWord.Book.REFUSAL, code=reason).exists() or not text.strip():
        raise Refused("R-39", _("Choose a reason and write what the customer will read."))
    if case.refusals.filter(decided_at=None).exists():
        raise Refused("R-39", _("A refusal is proposed already. Wait until it is decided."))
    proposal = RefusalProposal.objects.create(
        case=case, reason_code=reason, text=text.strip(), proposed_by=by, proposed_at=at
    )
    note = keep(case, Message(text=text), Entry.Kind.INTERNAL, by=by, at=at)
    step.take(case, events.REFUSAL_PROPOSED, by=by, at=at, proposal=proposal.pk, reason=reason, note=note.pk)
    return proposal


@transaction.atomic
def approve(case: Case, *, by: Account, at: datetime, version: int | None = None) -> Case:
    """R-39  The service manager or the head approves: the case ends, the customer reads why."""
    case = access.require(by, "decide_refusal", case, at=at, version=version)
    proposal = _decide(case, by=by, at=at, approved=True, text="")
    entry = keep(case, Message(text=proposal.text), Entry.Kind.PUBLIC, by=by, at=at)
    case.entitlement, case.closed_at = Entitlement.UNCONFIRMED, at
    return step.take(
        case, events.REFUSED, by=by, at=at, verb="refuse", to=Status.REJECTED,
        proposal=proposal.pk, reason=proposal.reason_code, entry=entry.pk, by_staff=True,
    )  # fmt: skip


@transaction.atomic
def decline(case: Case, *, text: str, by: Account, at: datetime, version: int | None = None) -> Case:
    """R-39  The proposal is not approved, for a reason that colleagues read; the case goes on."""
    case = access.require(by, "decide_refusal", case, at=at, version=version)
    proposal = _decide(case, by=by, at=at, approved=False, text=text)
    note = keep(case, Message(text=text), Entry.Kind.INTERNAL, by=by, at=at) if text.strip() else None
    return step.take(case, events.REFUSAL_DECLINED, by=by, at=at, proposal=proposal.pk, note=note.pk if note else None)


def _decide(case: Case, *, by: Account, at: datetime, approved: bool, text: str) -> RefusalProposal:
    proposal = case.refusals.filter(decided_at=None).first()
    if proposal is None:
        raise Refused("R-39", _("No refusal waits for a decision. Reload the page."))
    proposal.decided_by, proposal.decided_at = by, at
    proposal.approved, proposal.decision_text = approved, text
    proposal.save()
    return proposal
