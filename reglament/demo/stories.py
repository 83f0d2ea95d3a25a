"""Plays the stories: each step is a verb of the product, taken at its own past instant by its own person."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from reglament.cases.models import Case
from reglament.contracts.models import Contract
from reglament.demo import moments
from reglament.demo.reading import Row, table
from reglament.demo.steps import STEPS
from reglament.people.models import Account, Company


@dataclass
class Script:
    """One story: its cast, its steps, and the cases it has opened so far by their letter."""

    code: str
    company: Company | None
    starts_at: datetime
    steps: list[Row]
    accounts: dict[str, Account]
    until: datetime
    today: date
    cases: dict[str, Case] = field(default_factory=dict)

    def play(self) -> None:
        """A step that would lie in the future is not taken and ends the story."""
        moment = self.starts_at
        for step in self.steps:
            moment = moments.after(step, moment, self._case(step))
            if moment > self.until:
                return
            STEPS[step["verb"]](self, step, moment)

    def _case(self, step: Row) -> Case | None:
        return self.cases.get(step.get("case", "a")) or next(iter(self.cases.values()), None)

    def case(self, step: Row) -> Case:
        """The case a step means, fresh."""
        return Case.objects.get(pk=self.cases[step.get("case", "a")].pk)

    def by(self, step: Row) -> Account:
        return self.accounts[step["by"]]

    def text(self, step: Row, name: str = "text") -> str:
        number = self.cases["a"].number if "a" in self.cases else ""
        return str(step.get(name, "")).strip().replace("{number}", number)


def scripts(companies: dict[str, Company], accounts: dict[str, Account], *, at: datetime) -> Iterator[Script]:
    """Every story of the table, ready to be played as seen from `at`."""
    for row in table("stories")["stories"]:
        company = companies.get(row.get("company", ""))
        zone = ZoneInfo(company.zone if company else "Europe/Moscow")
        contract = Contract.objects.in_force(at.date()).filter(company=company).first()
        calendar = moments.contract_calendar(contract, at.date())
        starts = moments.start(row["start"], zone, calendar, at=at)
        yield Script(
            code=row["code"],
            company=company,
            starts_at=starts,
            steps=row["steps"],
            accounts=accounts,
            until=at - timedelta(seconds=30),
            today=at.date(),
        )
