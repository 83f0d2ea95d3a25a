"""R-27 … R-28, R-50, R-51  What a person may register today: under which contracts, and what each of them allows."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from reglament.cases import access, terms
from reglament.contracts import versions
from reglament.contracts.models import Category, Contract, ContractContact, ContractVersion
from reglament.terms.resolve import resolve


def open_to(contacts: list[ContractContact], *, at: datetime) -> list[Contract]:
    """R-01  Contracts in force under which this person may open cases, oldest number first."""
    roles = {row.contract_id: row.role for row in contacts}
    found = Contract.objects.in_force(at.date()).filter(pk__in=roles).select_related("service_manager", "company")
    return [contract for contract in found if access.opens(contract, roles[contract.pk])]


def chosen(value: str, contracts: list[Contract]) -> Contract | None:
    """The contract of this id among those that were offered."""
    return next((contract for contract in contracts if str(contract.pk) == value), None)


@dataclass
class Offer:
    """One contract as a form of it offers it at the moment `at` (UTC)."""

    contract: Contract
    at: datetime

    @cached_property
    def version(self) -> ContractVersion | None:
        return versions.in_force(self.contract, self.at.date())

    @cached_property
    def categories(self) -> list[Category]:
        return versions.categories(self.version)

    @cached_property
    def absent(self) -> list[Category]:
        """What the contract does not include, with the services that would."""
        known = [category.pk for category in self.categories]
        return list(Category.objects.exclude(pk__in=known).prefetch_related("services"))

    def category(self, code: str, priority: int) -> Category | None:
        """R-45  The chosen one; when none was chosen, the one that goes with the priority."""
        if code:
            return next((row for row in self.categories if row.code == code), None)
        usual = (row for row in self.categories if priority in row.default_for)
        return next(usual, self.categories[0] if self.categories else None)

    @property
    def asks_for_call(self) -> bool:
        """R-26"""
        return bool(self.version and self.version.phone_confirmation)

    @property
    def default_priority(self) -> int:
        return resolve(terms.DEFAULT_PRIORITY, self.contract)
