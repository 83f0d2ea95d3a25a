"""What every ordinary case asks for again: read once a load, not once a case."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from reglament.contracts import versions
from reglament.contracts.models import Category, ContractContact, ContractVersion, CoveredItem
from reglament.people.models import Account, Team
from reglament.people.roles import Role


class Stock:
    """People by id, and what stands in each contract by the contract's id."""

    def __init__(self, accounts: Iterable[Account]) -> None:
        self.people = {account.pk: account for account in accounts}
        self._allowed: dict[int, frozenset[str]] = {}

    @cached_property
    def openers(self) -> dict[int, list[Account]]:
        """Whom a contract names and lets open cases."""
        found = defaultdict(list)
        for row in ContractContact.objects.exclude(role=ContractContact.Role.OBSERVER).order_by("id"):
            found[row.contract_id].append(self.people[row.account_id])
        return found

    @cached_property
    def categories(self) -> dict[str, Category]:
        return {category.code: category for category in Category.objects.all()}

    def allowed(self, version: ContractVersion) -> frozenset[str]:
        """The codes of the categories that a version allows."""
        if version.pk not in self._allowed:
            self._allowed[version.pk] = frozenset(category.code for category in versions.categories(version))
        return self._allowed[version.pk]

    @cached_property
    def teams(self) -> dict[str, tuple[Team, list[Account]]]:
        """By code, with those of its members who are engineers."""
        members = Team.members.through.objects.order_by("account_id").values_list("team_id", "account_id")
        found: dict[int, tuple[Team, list[Account]]] = {team.pk: (team, []) for team in Team.objects.all()}
        for team, account in members:
            if self.people[account].holds(Role.ENGINEER):
                found[team][1].append(self.people[account])
        return {team.code: (team, engineers) for team, engineers in found.values()}

    def covered(self, contract: int, products: Iterable[str], on: date) -> list[CoveredItem]:
        """The lines of a contract that cover one of these P/N on that day."""
        return [
            line
            for line in self._lines[contract]
            if line.cover_from <= on < line.cover_until and line.item.product.pn in products
        ]

    def products(self, contract: int) -> set[str]:
        """Every P/N a contract ever covered."""
        return {line.item.product.pn for line in self._lines[contract]}

    @cached_property
    def _lines(self) -> dict[int, list[CoveredItem]]:
        found = defaultdict(list)
        for line in CoveredItem.objects.select_related("item__product", "item__site").order_by("id"):
            found[line.contract_id].append(line)
        return found
