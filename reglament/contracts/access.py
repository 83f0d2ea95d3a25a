"""What a customer's person may, by the contracts that name the person."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from reglament.contracts.models import ContractContact
from reglament.memory.statements import Question
from reglament.people.models import Account


def contacts_of(account: Account, day: date) -> list[ContractContact]:
    """The account's rows in contracts on this day; one statement, to be kept for the request."""
    return _CONTACTS.ask(account.pk, day)


def _contacts(account: int, day: date) -> QuerySet[ContractContact]:
    rows = ContractContact.objects.filter(account=account, valid_from__lte=day)
    return rows.filter(Q(valid_until=None) | Q(valid_until__gt=day))


_CONTACTS = Question(_contacts, int, date)


def is_responsible(contacts: Iterable[ContractContact], contract_id: int | None) -> bool:
    """R-14, R-30  Is one of these rows the responsible contact of this contract?"""
    responsible = ContractContact.Role.RESPONSIBLE
    return any(row.contract_id == contract_id and row.role == responsible for row in contacts)


def responsible_contacts(contract_id: int, day: date) -> list[Account]:
    """R-14  Whom the contract names as responsible on this day."""
    rows = ContractContact.objects.filter(contract=contract_id, role=ContractContact.Role.RESPONSIBLE)
    current = rows.filter(Q(valid_until=None) | Q(valid_until__gt=day), valid_from__lte=day)
    return [row.account for row in current.select_related("account__company")]


ASKERS = (ContractContact.Role.AUTHORISED, ContractContact.Role.RESPONSIBLE)


def may_ask_for_accounts(contacts: Iterable[ContractContact], contract_id: int | None) -> bool:
    """R-23  Does one of these rows let the person ask the service manager to add or change people?"""
    return any(row.contract_id == contract_id and row.role in ASKERS for row in contacts)
