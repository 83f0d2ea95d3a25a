"""R-22 … R-24  The service manager decides what becomes of a request about accounts; nothing happens without it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.clauses import Refused
from reglament.contracts import asking, contacts, events
from reglament.contracts.models import AccountRequest, Contract, ContractContact
from reglament.history.record import record
from reglament.people import accounts
from reglament.people.accounts import NOBODY, Person
from reglament.people.models import Account
from reglament.people.roles import Role

DECIDERS = frozenset({Role.MANAGER, Role.ADMINISTRATOR})
Kind, State = AccountRequest.Kind, AccountRequest.State


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done: `account` of a change or a removal, `login` of an addition.

    `confirmed` says that the responsible contact of the contract was asked, where somebody else wrote; `kind` corrects
    what a letter was taken for.
    """

    contract: Contract
    person: Person = NOBODY
    login: str = ""
    role: str = ContractContact.Role.AUTHORISED
    account: Account | None = None
    confirmed: bool = False
    text: str = ""
    kind: str = ""


@transaction.atomic
def approve(request: AccountRequest, decision: Decision, *, by: Account, at: datetime) -> AccountRequest:
    """R-23  The account is made, changed or taken away, and whoever asked is told."""
    row = _locked(request)
    _require(by, decision.contract)
    if asking.needs_confirmation(row, decision.contract, at.date()) and not decision.confirmed:
        raise Refused(
            "R-23", _("The responsible contact has not asked for this: ask that contact first, then mark it here.")
        )
    row.contract, row.kind = decision.contract, decision.kind or row.kind
    row.account = DOINGS[row.kind](decision, by, at)
    _decide(row, State.APPROVED, decision.text, by=by, at=at)
    record(
        row, events.ACCOUNT_APPROVED, actor=by, at=at,
        account=row.account.pk, contract=decision.contract.pk, confirmed=decision.confirmed,
    )  # fmt: skip
    return row


@transaction.atomic
def decline(request: AccountRequest, text: str, *, by: Account, at: datetime) -> AccountRequest:
    """R-23  Not done, and whoever asked reads why."""
    row = _locked(request)
    _require(by, row.contract)
    if not text.strip():
        raise Refused("R-23", _("Say why it is declined: whoever asked reads it."))
    _decide(row, State.DECLINED, text, by=by, at=at)
    record(row, events.ACCOUNT_DECLINED, actor=by, at=at)
    return row


def _locked(request: AccountRequest) -> AccountRequest:
    locked = AccountRequest.objects.select_for_update(of=("self",))
    row = locked.select_related("asked_by", "contract", "account").get(pk=request.pk)
    if not row.is_waiting:
        raise Refused("R-23", _("This request has been decided already. Reload the page."))
    return row


def _require(by: Account, contract: Contract | None) -> None:
    """Domain §6: the service manager of the contract, of none: any; administrators."""
    is_manager = by.holds(Role.MANAGER) and (contract is None or contract.service_manager_id == by.pk)
    if not (is_manager or by.holds(Role.ADMINISTRATOR)):
        raise Refused("R-23", _("Only the service manager of the contract or an administrator decides this."))


def _decide(row: AccountRequest, state: str, text: str, *, by: Account, at: datetime) -> None:
    row.state, row.answer, row.decided_by, row.decided_at = state, text.strip(), by, at
    row.save()


def _add(decision: Decision, by: Account, at: datetime) -> Account:
    """R-22, R-24  A person who has an account already is only named in this contract too."""
    contract, person = decision.contract, decision.person
    if asking.missing(person, contract):
        raise Refused("R-24", _("Give the full name, the position, a telephone and the e-mail address."))
    account = accounts.at_address(person.email)
    is_new = account is None
    if account is None:
        account = accounts.make(contract.company, person, login=decision.login, by=by, at=at)
    elif account.company_id != contract.company_id:
        raise Refused("R-24", _("Another account has this e-mail address already."))
    elif not account.is_active:
        account, is_new = accounts.unblock(account, by=by, at=at), True
    contacts.name(contract, account, role=decision.role, by=by, at=at)
    if is_new:
        accounts.invite(account, contract=contract.pk, by=by, at=at)
    return account


def _change(decision: Decision, by: Account, at: datetime) -> Account:
    account = _named(decision, at)
    accounts.change(account, decision.person, by=by, at=at)
    contacts.name(decision.contract, account, role=decision.role, by=by, at=at)
    return account


def _remove(decision: Decision, by: Account, at: datetime) -> Account:
    """R-23  Whom another contract still names keeps the account."""
    account = _named(decision, at)
    contacts.end(decision.contract, account, by=by, at=at)
    elsewhere = ContractContact.objects.filter(account=account, valid_until=None, contract__ends_on__gt=at.date())
    if not elsewhere.exists():
        accounts.block(account, by=by, at=at)
    return account


def _named(decision: Decision, at: datetime) -> Account:
    people = contacts.of_contract(decision.contract, at.date())
    row = people.filter(account=decision.account).first() if decision.account else None
    if row is None:
        raise Refused("R-23", _("Choose whom it is about: one of the people of the contract."))
    return row.account


DOINGS: dict[str, Callable[[Decision, Account, datetime], Account]] = {
    Kind.ADD: _add,
    Kind.CHANGE: _change,
    Kind.REMOVE: _remove,
}
