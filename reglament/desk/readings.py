"""What of the registers a reader may see: everything by role, or what the own contracts bring along."""

from datetime import date

from django.db.models import QuerySet

from reglament.contracts.models import Contract
from reglament.contracts.models.contract import ContractQuerySet
from reglament.desk import gates
from reglament.equipment.models import Item
from reglament.people.models import Account, Company
from reglament.people.roles import READ_EVERY_CONTRACT


def contracts(reader: Account, day: date) -> ContractQuerySet:
    return Contract.objects.visible_to(reader, day)


def companies(reader: Account, day: date) -> QuerySet[Company]:
    customers = Company.objects.filter(kind=Company.Kind.CUSTOMER)
    if _reads_all(reader):
        return customers
    return customers.filter(pk__in=contracts(reader, day).values("company_id"))


def items(reader: Account, day: date) -> QuerySet[Item]:
    """Domain §6, assets: for the roles that work with them."""
    if not gates.may_enter(reader, gates.ASSET_READERS):
        return Item.objects.none()
    if _reads_all(reader):
        return Item.objects.all()
    return Item.objects.filter(company__in=contracts(reader, day).values("company_id"))


def _reads_all(reader: Account) -> bool:
    return not reader.roles.isdisjoint(READ_EVERY_CONTRACT)
