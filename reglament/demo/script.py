"""One story of the demo: its cast, its steps, and the cases it has opened so far."""

from dataclasses import dataclass, field
from datetime import date, datetime

from reglament.cases.models import Case
from reglament.demo.reading import Row
from reglament.people.models import Account, Company


@dataclass
class Script:
    """A story read from the table, as seen from `until`; cases are kept by their letter."""

    code: str
    company: Company | None
    starts_at: datetime
    steps: list[Row]
    accounts: dict[str, Account]
    until: datetime
    today: date
    cases: dict[str, Case] = field(default_factory=dict)

    def latest(self, step: Row) -> Case | None:
        """The case whose hours a step is counted in."""
        return self.cases.get(step.get("case", "a")) or next(iter(self.cases.values()), None)

    def case(self, step: Row) -> Case:
        """The case a step means, fresh."""
        return Case.objects.get(pk=self.cases[step.get("case", "a")].pk)

    def by(self, step: Row) -> Account:
        return self.accounts[step["by"]]

    def text(self, step: Row, name: str = "text") -> str:
        number = self.cases["a"].number if "a" in self.cases else ""
        return str(step.get(name, "")).strip().replace("{number}", number)
