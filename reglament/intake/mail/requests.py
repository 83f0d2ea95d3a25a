"""Letters that ask for a new case: who asks, by which contract, and what the regulation makes of it (R-09 … R-31)."""

from dataclasses import dataclass, field

from reglament.intake.mail import addresses, grammar, screen
from reglament.intake.mail.directory import Contract, Person
from reglament.intake.mail.fields import Fields, Trouble
from reglament.intake.mail.hearing import Hearing
from reglament.intake.mail.judgement import Judgement, Note, Reason, Verdict
from reglament.intake.mail.profile import SenderMatch
from reglament.intake.mail.values import fold

_FATAL = (
    Trouble.LOGIN_CONFLICT,
    Trouble.LOGIN_MALFORMED,
    Trouble.LOGIN_MISSING,
    Trouble.ORG_MISSING,
    Trouble.CONTRACT_MISSING,
)
_BY_NOTE = (
    (Note.PRIORITY_DEFAULT, Reason.PRIORITY_DEFAULT),
    (Note.CONTRACT_AMBIGUOUS, Reason.CONTRACT_AMBIGUOUS),
    (Note.CONTRACT_UNMATCHED, Reason.CONTRACT_UNMATCHED),
    (Note.SENDER_UNCONFIRMED, Reason.SENDER_UNCONFIRMED),
)


@dataclass(slots=True)
class _Request:
    hearing: Hearing
    fields: Fields
    notes: list[Note] = field(default_factory=list)
    person: Person | None = None
    contract: Contract | None = None


def judge(hearing: Hearing) -> Judgement:
    """R-09, R-10  Register or reject."""
    fields = grammar.read_fields(hearing.words, hearing.profile)
    request = _Request(hearing, fields)
    fatal = _fatal(request)
    if fatal is Reason.LOGIN_MISSING and screen.is_robot(hearing.letter.sender.address):
        return hearing.decide(Verdict.IGNORE, Reason.AUTO_GENERATED, fields=fields, auto=True, may_answer=False)
    if fatal is not None:
        return _reject(request, fatal)
    return _by_login(request) if hearing.profile.identity == "login" else _by_contract(request)


def _fatal(request: _Request) -> Reason | None:
    wanted = {f"{name}_" for name in request.hearing.profile.required}
    for trouble in _FATAL:
        if request.fields.has(trouble) and any(trouble.startswith(name) for name in wanted):
            return Reason(trouble.value)
    return None


def _reject(request: _Request, reason: Reason, *notes: Note) -> Judgement:
    hearing = request.hearing
    claims = grammar.claimed_priority(hearing.words, hearing.profile)
    return hearing.decide(Verdict.REJECT, reason, notes=notes, fields=request.fields, claims_priority=claims)


def _by_login(request: _Request) -> Judgement:
    person = request.hearing.directory.account_by_login(request.fields.login or "")
    if person is None:
        return _reject(request, Reason.LOGIN_UNKNOWN)
    if person.blocked:
        return _reject(request, Reason.LOGIN_UNKNOWN, Note.LOGIN_BLOCKED)
    request.person = person
    if _mismatched(request, person):
        return request.hearing.decide(Verdict.QUARANTINE, Reason.SENDER_MISMATCH, fields=request.fields, person=person)
    request.notes += _sender_notes(request.hearing, person)
    active = [contract for contract in person.contracts if contract.active]
    if not active:
        return _register(request, Reason.CONTRACT_INACTIVE)
    _choose(request, active)
    return _register(request, Reason.LOGIN_OK)


def _by_contract(request: _Request) -> Judgement:
    hearing, fields = request.hearing, request.fields
    contract = hearing.directory.contract_by_number(fields.contract or "")
    if contract is None:
        return _reject(request, Reason.CONTRACT_UNKNOWN)
    request.person = hearing.directory.account_by_address(hearing.author)
    named = [fold(name) for name in contract.companies]
    if fields.org and fold(fields.org) not in named:
        request.notes.append(Note.ORG_MISMATCH)
    own = request.person is not None and any(one.number == contract.number for one in request.person.contracts)
    if not (own and hearing.vouched):
        request.notes.append(Note.SENDER_UNCONFIRMED)
    if not contract.active:
        return _register(request, Reason.CONTRACT_INACTIVE)
    request.contract = contract
    return _register(request, Reason.CONTRACT_OK)


def _mismatched(request: _Request, person: Person) -> bool:
    """Only where the profile is stricter than to flag."""
    rule, author = request.hearing.profile.sender_match, request.hearing.author
    if rule is SenderMatch.FLAG or request.hearing.directory.is_staff(author):
        return False
    if rule is SenderMatch.EXACT:
        return not any(addresses.same(one, author) for one in person.addresses)
    return addresses.domain(author) not in {addresses.domain(one) for one in person.addresses}


def _sender_notes(hearing: Hearing, person: Person) -> list[Note]:
    if any(addresses.same(one, hearing.author) for one in person.addresses) and hearing.vouched:
        return []
    if hearing.directory.is_staff(hearing.author) and hearing.vouched:
        return [Note.ON_BEHALF]
    return [Note.SENDER_UNCONFIRMED]


def _choose(request: _Request, active: list[Contract]) -> None:
    """R-27  The contract named, else the only one."""
    named = request.fields.contract
    if named:
        same = request.hearing.directory.same_contract
        request.contract = next((one for one in active if same(one.number, named)), None)
        if request.contract is None:
            request.notes.append(Note.CONTRACT_UNMATCHED)
    elif len(active) == 1:
        request.contract = active[0]
    else:
        request.notes.append(Note.CONTRACT_AMBIGUOUS)


def _register(request: _Request, reason: Reason) -> Judgement:
    hearing, fields = request.hearing, request.fields
    if fields.priority is None:
        request.notes.append(Note.PRIORITY_DEFAULT)
    category = _category(request)
    if fields.has(Trouble.DESCRIPTION_EMPTY):
        request.notes.append(Note.DESCRIPTION_EMPTY)
    if not hearing.topic():
        request.notes.append(Note.SUBJECT_EMPTY)
    if reason is not Reason.CONTRACT_INACTIVE:
        reason = next((better for note, better in _BY_NOTE if note in request.notes), reason)
    return hearing.decide(
        Verdict.CASE,
        reason,
        notes=tuple(request.notes),
        fields=fields,
        subject=hearing.topic(fields.description or ""),
        person=request.person,
        contract=request.contract.number if request.contract else None,
        priority=fields.priority or hearing.profile.default_priority,
        category=category,
    )


def _category(request: _Request) -> str | None:
    """R-45, R-50  The category's code; another one where the contract does not allow it."""
    if not request.fields.category:
        return None
    category = request.hearing.directory.category(request.fields.category)
    if category is None:
        request.notes.append(Note.CATEGORY_UNKNOWN)
        return None
    if request.contract is None or category.code in request.contract.categories:
        return category.code
    request.notes.append(Note.CATEGORY_RECLASSIFIED)
    return category.otherwise or None
