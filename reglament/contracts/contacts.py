"""R-14, R-23  Who is named in a contract, from when and until when; every change is an event of the contract."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from reglament.clauses import Refused
from reglament.contracts import events
from reglament.contracts.models import Contract, ContractContact
from reglament.history.record import record
from reglament.people.models import Account

RESPONSIBLE = ContractContact.Role.RESPONSIBLE


def of_contract(contract: Contract, day: date) -> QuerySet[ContractContact]:
    """The people named on this day, with their accounts."""
    rows = ContractContact.objects.filter(contract=contract, valid_from__lte=day).select_related("account__company")
    return rows.filter(Q(valid_until=None) | Q(valid_until__gt=day)).order_by("-role", "account__full_name")


@transaction.atomic
def name(contract: Contract, account: Account, *, role: str, by: Account, at: datetime) -> ContractContact:
    """R-23  Names the person from today on, or gives the person who is named already this role."""
    found = of_contract(contract, at.date()).filter(account=account).first()
    if found:
        return _with_role(found, role, by=by, at=at)
    row = ContractContact.objects.create(contract=contract, account=account, role=role, valid_from=at.date())
    record(contract, events.CONTACT_NAMED, actor=by, at=at, account=account.pk, role=role)
    return row


@transaction.atomic
def end(contract: Contract, account: Account, *, by: Account, at: datetime) -> None:
    """R-14, R-23  The person is not named any more; the last responsible contact stays until there is another."""
    row = of_contract(contract, at.date()).filter(account=account).first()
    if row is None:
        raise Refused("R-23", _("This person is not named in the contract."))
    _keep_one_responsible(row, at.date())
    row.valid_until = max(row.valid_from, at.date())
    row.save(update_fields=("valid_until",))
    record(contract, events.CONTACT_ENDED, actor=by, at=at, account=account.pk, role=row.role)


def _with_role(row: ContractContact, role: str, *, by: Account, at: datetime) -> ContractContact:
    if row.role == role:
        return row
    _keep_one_responsible(row, at.date())
    row.role = role
    row.save(update_fields=("role",))
    record(row.contract, events.CONTACT_CHANGED, actor=by, at=at, account=row.account_id, role=role)
    return row


def _keep_one_responsible(row: ContractContact, day: date) -> None:
    others = of_contract(row.contract, day).filter(role=RESPONSIBLE).exclude(pk=row.pk)
    if row.role == RESPONSIBLE and not others.exists():
        raise Refused("R-14", _("This is the only responsible contact of the contract. Name another one first."))
