"""What filters and forms choose from: slow tables, remembered by the process for a few seconds."""

from dataclasses import dataclass

from reglament.contracts.models import Category, Priority
from reglament.memory.values import Kept
from reglament.people.models import Account, Company, Team
from reglament.people.roles import Role
from reglament.ui.words import pick

WORKERS = (Role.ENGINEER, Role.DUTY, Role.LEAD, Role.HEAD)
MOST_COMPANIES = 300

_teams: Kept[str, list["Crew"]] = Kept()
_accounts: Kept[str, list[tuple[int, str]]] = Kept()
_priorities: Kept[str, list[Priority]] = Kept()
_categories: Kept[str, list[Category]] = Kept()


@dataclass(frozen=True, slots=True)
class Crew:
    """A team with the ids of its members; `line` is the product line (specialisation) it answers for."""

    team: Team
    members: frozenset[int]
    line: str

    @property
    def name(self) -> str:
        return pick(self.team, "name")


def crews() -> list[Crew]:
    """The teams in the order of their lines."""
    rows = _teams.fresh()
    if "all" not in rows:
        members: dict[int, set[int]] = {}
        for team, account in Team.members.through.objects.values_list("team_id", "account_id"):
            members.setdefault(team, set()).add(account)
        teams = Team.objects.select_related("specialisation").order_by("line", "id")
        rows["all"] = [
            Crew(team, frozenset(members.get(team.pk, ())), team.specialisation.code if team.specialisation else "")
            for team in teams
        ]
    return rows["all"]


def engineers() -> list[tuple[int, str]]:
    """Everybody a case can be handed to, by name: (id, full name)."""
    rows = _accounts.fresh()
    if "engineers" not in rows:
        working = Account.objects.staff().active().holding(*WORKERS)
        rows["engineers"] = list(working.order_by("full_name").values_list("pk", "full_name"))
    return rows["engineers"]


def companies() -> list[tuple[int, str]]:
    """The customers by name; past MOST_COMPANIES a list to choose from helps nobody and the search takes over."""
    rows = _accounts.fresh()
    if "companies" not in rows:
        customers = Company.objects.filter(kind=Company.Kind.CUSTOMER).order_by("short_name")
        rows["companies"] = list(customers.values_list("pk", "short_name")[:MOST_COMPANIES])
    return rows["companies"]


def priorities() -> list[tuple[int, str]]:
    """R-29  (1, «Критический») … (4, «Низкий») in the reader's language."""
    return [(row.number, pick(row, "name")) for row in _priority_rows()]


def priority_definitions() -> dict[str, str]:
    """R-65 … R-68  What each priority means, in the contractor's full words."""
    return {str(row.number): pick(row, "definition") for row in _priority_rows()}


def _priority_rows() -> list[Priority]:
    rows = _priorities.fresh()
    if "all" not in rows:
        rows["all"] = list(Priority.objects.all())
    return rows["all"]


def priority_name(number: int) -> str:
    return next((pick(row, "name") for row in _priority_rows() if row.number == number), str(number))


def categories() -> list[Category]:
    rows = _categories.fresh()
    if "all" not in rows:
        rows["all"] = list(Category.objects.all())
    return rows["all"]
