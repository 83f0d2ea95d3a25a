"""R-01, R-18, R-25 … R-52, R-69  A request becomes a case with a number, the same way from every channel."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.cases import events, numbers, spelling, terms
from reglament.cases.course import entitlement, entries, similar, step
from reglament.cases.course.entries import Files, Message
from reglament.cases.models import Case, Entry
from reglament.cases.models.case import Channel, Entitlement, PrioritySource
from reglament.cases.status import Status
from reglament.clauses import Refused
from reglament.contracts import versions
from reglament.contracts.models import Category, Contract
from reglament.equipment.models import Site
from reglament.history.kinds import Kind
from reglament.people.models import Account, Company
from reglament.terms.resolve import resolve
from reglament.ui import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """R-25  What a customer says in any channel. `received_at` is when our system took it (UTC).

    `contract` is certain when given; None sends the case to the contract check. `priority` None: none was given.
    `incomplete`: subject or description were missing, and something else stands in their place (R-52, R-57).
    `late_because`: why a call or a fax is written down after it came; the words stay in the case as a note.
    """

    company: Company
    channel: str
    received_at: datetime
    category: Category
    subject: str
    description: str
    opener: Account | None = None
    typed_by: Account | None = None
    contract: Contract | None = None
    priority: int | None = None
    priority_is_agreed: bool = False
    pn: str = ""
    sn: str = ""
    site: Site | None = None
    place: str = ""
    phone: str = ""
    wants_version: bool = False
    current_version: str = ""
    wanted_version: str = ""
    late_because: str = ""
    sender_confirmed: bool = True
    incomplete: bool = False
    whole_text: str = ""
    letter_key: str = ""
    external_number: str = ""
    files: Files = field(default=())
    submission_key: UUID | None = None


@transaction.atomic
def open_case(request: Request, *, by: Account | None, at: datetime) -> Case:
    """R-01  Gives the number, keeps what was said, and registers at once what needs no person (domain §2).

    The same submission_key makes one case however often it is sent.
    """
    if request.submission_key:
        made = Case.objects.filter(submission_key=request.submission_key).first()
        if made:
            return made
    _require_recent(request, by=by, at=at)
    case = _received(request, by=by, at=at)
    entries.keep_opening(
        case,
        Message(
            text=request.description,
            files=request.files,
            channel=request.channel,
            whole_text=request.whole_text,
            letter_key=request.letter_key,
        ),
        at=request.received_at,
    )
    if request.late_because.strip():
        entries.keep(case, Message(text=request.late_because), Entry.Kind.INTERNAL, by=by, at=at)
    registering = _registering(case)
    if registering is None:
        return step.take(case, events.CHECK_STARTED, by=None, at=at, verb="check", to=Status.CHECK, **_finding(case))
    return step.take(case, registering, by=None, at=at, verb="register", to=Status.REGISTERED, **_finding(case))


def _require_recent(request: Request, *, by: Account | None, at: datetime) -> None:
    """R-08, R-17  Time is set back by the beginning of a call or the time of a fax: not far, and with the reason."""
    if by is None or not by.is_staff_member or request.letter_key or request.received_at >= at:
        return
    most = resolve(terms.SET_BACK_MINUTES, request.category, request.contract)
    if at - request.received_at > timedelta(minutes=most):
        sentence = _("A call or a fax is written down within %(time)s. Ask the head of support about an older one.")
        raise Refused("R-08", sentence % {"time": words.duration(most * 60)})
    if not request.late_because.strip():
        raise Refused("R-08", _("Say why it is written down later than it came."))


def _received(request: Request, *, by: Account | None, at: datetime) -> Case:
    priority = request.priority or resolve(terms.DEFAULT_PRIORITY, request.category, request.contract)
    day = request.received_at.date()
    version = versions.in_force(request.contract, day) if request.contract else None
    case = Case(
        number=numbers.take(at=request.received_at),
        company=request.company,
        contract=request.contract,
        contract_version=version,
        policy=version.policy if version and request.contract and request.contract.in_force(day) else None,
        category=request.category,
        subject=request.subject,
        subject_folded=spelling.subject(request.subject),
        channel=request.channel,
        opener=request.opener,
        typed_by=request.typed_by,
        sender_confirmed=request.sender_confirmed,
        incomplete=request.incomplete or not (request.subject.strip() and request.description.strip()),
        priority=priority,
        original_priority=priority,
        priority_source=_source(request),
        site=request.site,
        place=request.place,
        phone=request.phone,
        wants_version=request.wants_version,
        current_version=request.current_version,
        wanted_version=request.wanted_version,
        external_number=request.external_number,
        received_at=request.received_at,
        submission_key=request.submission_key,
    )
    entitlement.give_numbers(case, pn=request.pn, sn=request.sn)
    entitlement.judge(case)
    case.possible_duplicate = similar.first(case.contract, case.item, at=at)
    if request.channel == Channel.PHONE and priority <= 2:
        case.phone_confirmed_at, case.phone_confirmed_by = request.received_at, by
    case.save()
    step.note(
        case,
        events.RECEIVED,
        by=request.opener or by,
        at=request.received_at,
        channel=request.channel,
        priority=priority,
        source=case.priority_source,
        clocks=" ".join(request.category.clocks),
        category=request.category.code,
        policy=case.policy_id,
    )
    return case


def _source(request: Request) -> PrioritySource:
    if request.priority is None:
        return PrioritySource.DEFAULT
    return PrioritySource.RESPONSIBLE if request.priority_is_agreed else PrioritySource.CUSTOMER


def _registering(case: Case) -> Kind | None:
    """R-20  Which registration the system may do by itself; None: a person must look first (domain §2)."""
    certain = case.contract is not None and case.contract.in_force(case.received_at.date())
    if not certain:
        return None
    if case.entitlement == Entitlement.VERIFIED:
        return events.REGISTERED
    if case.priority <= 2 and resolve(terms.CONDITIONAL, case.category, case.contract):
        return events.REGISTERED_CONDITIONALLY
    return None


def _finding(case: Case) -> dict[str, str | int | bool | None]:
    """R-40, R-41  Without the right P/N and S/N the time of registration is not regulated."""
    return {
        "finding": case.verdict or ("no_contract" if case.contract is None else "inactive"),
        "regulated": case.contract is None or case.entitlement == Entitlement.VERIFIED,
        "policy": case.policy_id,
    }
