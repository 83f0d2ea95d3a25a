"""The demo company, written through the verbs at past instants, so that every screen has something true to show."""

from datetime import datetime

from django.db import transaction

from reglament.cases.models import Case
from reglament.demo import agreements, mailboxes, ordinary, people, stories
from reglament.history.models import Pending
from reglament.notifications import consuming
from reglament.people.models import Company

ORDINARY_CASES = 1200


def is_there() -> bool:
    return Company.objects.filter(kind=Company.Kind.CONTRACTOR).exists()


@transaction.atomic
def load(*, at: datetime, ordinary_cases: int = ORDINARY_CASES) -> int:
    """Loads everything as seen from `at` (UTC); returns the number of cases."""
    companies = people.load_companies()
    sites = people.load_sites(companies)
    accounts = people.load_accounts(companies)
    people.load_rota(accounts, at.date())
    mailboxes.load_mailboxes(accounts["admin"], at=at)
    contracts = agreements.load_contracts(companies, accounts, at.date())
    agreements.load_items(companies, sites, contracts, at.date())
    scripts: list[ordinary.Ordinary | stories.Story] = [
        *ordinary.scripts(ordinary_cases, accounts, at=at),
        *stories.scripts(companies, accounts, at=at),
    ]
    # In the order of their first words, so that numbers grow with time.
    for script in sorted(scripts, key=lambda script: script.starts_at):
        script.play()
        # The stories have written their letters; the many ordinary cases of the past leave none.
        Pending.objects.filter(consumer=consuming.NAME).delete()
    return Case.objects.count()
