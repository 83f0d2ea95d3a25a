"""R-16  Which version of a contract holds on a day, and what it allows."""

from datetime import date

from django.db.models import Q, QuerySet

from reglament.contracts.models import Category, Contract, ContractVersion
from reglament.memory.statements import Question


def in_force(contract: Contract, on: date) -> ContractVersion | None:
    """The version of that day; after the contract's end its last one, before its start its first one."""
    for version in _ON_DAY.ask(contract.pk, on):
        return version
    return _versions(contract.pk).first()


def _versions(contract: int) -> QuerySet[ContractVersion]:
    return ContractVersion.objects.filter(contract=contract).select_related("policy__policy").order_by("-number")


def _on_day(contract: int, on: date) -> QuerySet[ContractVersion]:
    begun = _versions(contract).filter(valid_from__lte=on)
    return begun.filter(Q(valid_until=None) | Q(valid_until__gt=on))[:1]


_ON_DAY = Question(_on_day, int, date)


def categories(version: ContractVersion | None) -> list[Category]:
    """R-51  The categories its services allow, in the catalogue's order."""
    if version is None:
        return []
    return list(Category.objects.filter(services__in=version.services.all()).distinct().order_by("position"))


def allows(version: ContractVersion | None, category: Category) -> bool:
    """R-50, R-51"""
    return version is not None and version.services.filter(categories=category).exists()
