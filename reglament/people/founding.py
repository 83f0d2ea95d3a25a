"""The first day of an empty installation: the contractor and the one account that signs in to set up the rest."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.clauses import Refused
from reglament.history.record import record
from reglament.people import events
from reglament.people.folding import fold
from reglament.people.models import Account, Company
from reglament.people.roles import Role


@transaction.atomic
def found(company: str, *, login: str, full_name: str, email: str, password: str, zone: str, at: datetime) -> Account:
    """R-21  Creates the contractor and its administrator and service manager; refuses when there is one already."""
    if Company.objects.filter(kind=Company.Kind.CONTRACTOR).exists():
        raise Refused("R-21", _("The contractor is there already. Sign in, or restore a backup."))
    contractor = Company.objects.create(
        kind=Company.Kind.CONTRACTOR, name=company, short_name=company[:80], name_folded=fold(company), zone=zone
    )
    account = Account(
        login=login.strip().casefold(),
        full_name=full_name,
        name_folded=fold(full_name),
        company=contractor,
        email=email,
        roles=frozenset({Role.ADMINISTRATOR, Role.MANAGER, Role.HEAD, Role.DUTY}),
    )
    account.set_password(password)
    account.save()
    record(account, events.FOUNDED, actor=account, at=at)
    return account
