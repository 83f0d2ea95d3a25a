"""R-23, R-24  Somebody of a customer asks to add an employee, to change an account or to take one away."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.clauses import Refused
from reglament.contracts import contacts, events, terms
from reglament.contracts.access import contacts_of, is_responsible, may_ask_for_accounts
from reglament.contracts.models import AccountRequest, Contract
from reglament.history.record import record
from reglament.people.accounts import FIELDS, NOBODY, Person
from reglament.people.models import Account
from reglament.terms.resolve import resolve

Kind = AccountRequest.Kind


@dataclass(frozen=True, slots=True)
class Wanted:
    """`account` is whom a change or a removal is about; `role` the one asked for in the contract."""

    kind: str
    person: Person = NOBODY
    account: Account | None = None
    role: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote a letter, as far as it is known; `confirmed`: nothing speaks against it."""

    address: str
    account: Account | None = None
    confirmed: bool = False


def missing(person: Person, contract: Contract | None = None) -> list[str]:
    """R-24  Names of the facts that must be said and are not; one telephone of two is enough."""
    said = {name for name in FIELDS if getattr(person, name).strip()}
    if said & {"phone_work", "phone_mobile"}:
        said.add("phone")
    return [name for name in resolve(terms.REQUIRED_FIELDS, contract) if name not in said]


def needs_confirmation(request: AccountRequest, contract: Contract | None, day: date) -> bool:
    """R-23  Unless the responsible contact of the contract has asked, that contact is asked before anything is done."""
    if request.confirmed_by_id and contract and request.contract_id == contract.pk:
        return False
    if request.asked_by is None or not request.sender_confirmed or contract is None:
        return True
    return not is_responsible(contacts_of(request.asked_by, day), contract.pk)


def is_sender_known(request: AccountRequest, day: date) -> bool:
    """R-23  Whoever asked is a contact of the contract that may, and nothing speaks against the sender's address."""
    if request.asked_by is None or not request.sender_confirmed or request.contract_id is None:
        return False
    return may_ask_for_accounts(contacts_of(request.asked_by, day), request.contract_id)


@transaction.atomic
def ask(contract: Contract, wanted: Wanted, *, by: Account, at: datetime) -> AccountRequest:
    """R-23  In the portal, by a contact of the contract; what R-24 asks for is asked for at once."""
    if not may_ask_for_accounts(contacts_of(by, at.date()), contract.pk):
        raise Refused("R-23", _("Only an authorised or responsible contact of the contract asks for this."))
    if wanted.kind == Kind.ADD and missing(wanted.person, contract):
        raise Refused("R-24", _("Give the full name, the position, a telephone and the e-mail address."))
    if wanted.kind != Kind.ADD and not _is_named(contract, wanted.account, at.date()):
        raise Refused("R-23", _("This person is not named in the contract."))
    if wanted.kind == Kind.CHANGE and not (wanted.text or wanted.role or wanted.person != NOBODY):
        raise Refused("R-23", _("Say what is to be changed."))
    # One at a time: the same form sent twice finds the first request.
    Contract.objects.select_for_update().get(pk=contract.pk)
    if _is_asked_already(contract, wanted):
        raise Refused("R-23", _("The service manager has a request about this person already."))
    row = _row(contract, wanted, at)
    row.asked_by = by
    return _asked(row, by=by, channel="web")


def may_confirm(request: AccountRequest, by: Account, day: date) -> bool:
    """R-23  A responsible contact of the contract, as long as the request waits for such a word."""
    responsible = is_responsible(contacts_of(by, day), request.contract_id)
    return request.is_waiting and responsible and needs_confirmation(request, request.contract, day)


@transaction.atomic
def confirm(request: AccountRequest, *, by: Account, at: datetime) -> AccountRequest:
    """R-23  The responsible contact says that it is right; the service manager still decides."""
    locked = AccountRequest.objects.select_for_update(of=("self",)).select_related("contract", "asked_by")
    row = locked.get(pk=request.pk)
    if not may_confirm(row, by, at.date()):
        raise Refused("R-23", _("This request waits for no confirmation of yours. Reload the page."))
    row.confirmed_by = by
    row.save(update_fields=("confirmed_by",))
    record(row, events.ACCOUNT_CONFIRMED, actor=by, at=at)
    return row


@transaction.atomic
def ask_by_letter(contract: Contract | None, wanted: Wanted, sender: Sender, *, at: datetime) -> AccountRequest:
    """R-23  By letter: whoever wrote it, and whatever is missing, the service manager decides."""
    row = _row(contract, wanted, at)
    row.asked_by, row.sender_address, row.sender_confirmed = sender.account, sender.address, sender.confirmed
    return _asked(row, by=None, channel="email")


def _row(contract: Contract | None, wanted: Wanted, at: datetime) -> AccountRequest:
    said = {name: _cut(name, getattr(wanted.person, name)) for name in FIELDS}
    common = {"account": wanted.account, "role": wanted.role, "text": wanted.text, "asked_at": at}
    return AccountRequest(contract=contract, kind=wanted.kind, **said, **common)


def _asked(row: AccountRequest, *, by: Account | None, channel: str) -> AccountRequest:
    row.save()
    record(
        row, events.ACCOUNT_ASKED, actor=by, at=row.asked_at,
        wanted=row.kind, contract=row.contract_id, account=row.account_id, channel=channel,
    )  # fmt: skip
    return row


def _cut(name: str, value: str) -> str:
    field = AccountRequest._meta.get_field(name)
    return " ".join(value.split())[: getattr(field, "max_length", 0)]


def _is_named(contract: Contract, account: Account | None, day: date) -> bool:
    return account is not None and contacts.of_contract(contract, day).filter(account=account).exists()


def _is_asked_already(contract: Contract, wanted: Wanted) -> bool:
    waiting = AccountRequest.objects.waiting().filter(contract=contract, kind=wanted.kind)
    if wanted.kind == Kind.ADD:
        return waiting.filter(email__iexact=wanted.person.email.strip()).exists()
    return waiting.filter(account=wanted.account).exists()
