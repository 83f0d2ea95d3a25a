"""Plays the stories: each step is a verb of the product, taken at its own past instant by its own person."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from reglament.contracts.models import Contract
from reglament.demo import moments
from reglament.demo.reading import table
from reglament.demo.script import Script
from reglament.demo.steps import STEPS
from reglament.history.handing_over import hand_over
from reglament.notifications import consuming
from reglament.people.models import Account, Company


class Story(Script):
    """A script that can be played."""

    def play(self) -> None:
        """A step that would lie in the future is not taken and ends the story; letters stand as sent at their time."""
        moment = self.starts_at
        for step in self.steps:
            moment = moments.after(step, moment, self.latest(step))
            if moment > self.until:
                return
            STEPS[step["verb"]](self, step, moment)
            hand_over(consuming.NAME, consuming.consume_past, at=self.until)


def scripts(companies: dict[str, Company], accounts: dict[str, Account], *, at: datetime) -> Iterator[Story]:
    """Every story of the table, ready to be played as seen from `at`."""
    for row in table("stories")["stories"]:
        company = companies.get(row.get("company", ""))
        zone = ZoneInfo(company.zone if company else "Europe/Moscow")
        contract = Contract.objects.in_force(at.date()).filter(company=company).first()
        calendar = moments.contract_calendar(contract, at.date())
        starts = moments.start(row["start"], zone, calendar, at=at)
        yield Story(
            code=row["code"],
            company=company,
            starts_at=starts,
            steps=row["steps"],
            accounts=accounts,
            until=at - timedelta(seconds=30),
            today=at.date(),
        )
