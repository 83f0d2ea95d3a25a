"""R-06  Contracts as rows: until when they hold, what they contain, who keeps them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reglament.contracts.models import Contract, ContractVersion
from reglament.portal.rows import Badge
from reglament.ui import words

# Days before the end from which on the page says so.
SOON = 60


@dataclass(frozen=True, slots=True)
class Row:
    number: str
    subject: str
    services: list[str]
    items: int
    regime: str
    manager: str
    state: Badge
    until: str
    left: str


def with_versions(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    """Each contract with its versions, their threshold tables and services; three statements for any number."""
    versions = ContractVersion.objects.select_related("policy__policy").prefetch_related("services")
    found = contracts.select_related("service_manager").annotate(items=Count("covered", distinct=True))
    newest_first = Prefetch("versions", queryset=versions.order_by("-number"))
    return found.order_by("-ends_on", "number").prefetch_related(newest_first)


def rows(contracts: Iterable[Contract], day: date) -> list[Row]:
    return [_row(contract, day) for contract in contracts]


def version_on(contract: Contract, day: date) -> ContractVersion | None:
    """The version of that day from the prefetched ones; before the start the first, after the end the last."""
    known = list(contract.versions.all())
    return next((each for each in known if each.valid_from <= day), known[-1] if known else None)


def state(contract: Contract, day: date) -> Badge:
    if contract.state == Contract.State.SUSPENDED:
        return Badge(pgettext("contract", "suspended"), "pause", "wait")
    if contract.state != Contract.State.ACTIVE:
        return Badge(str(Contract.State(contract.state).label), "slash", "end")
    if day < contract.starts_on:
        return Badge(pgettext("contract", "not begun yet"), "plan", "wait")
    if day >= contract.ends_on:
        return Badge(pgettext("contract", "ended"), "x", "end")
    if day >= _soon(contract):
        return Badge(pgettext("contract", "ends soon"), "warn", "no")
    return Badge(pgettext("contract", "in force"), "check", "ok")


def dates(contract: Contract, day: date) -> str:
    """What stands after the word of the state: «до 31.08.2027» in force, the day itself where it begins or ends."""
    begins_or_ends = contract.state == Contract.State.ACTIVE and not contract.starts_on <= day < _soon(contract)
    if contract.state == Contract.State.ACTIVE and day < contract.starts_on:
        return words.day(contract.starts_on)
    last = words.day(contract.last_day)
    return last if begins_or_ends else _("until %(day)s") % {"day": last}


def _soon(contract: Contract) -> date:
    """From this day on the page says that the end is near."""
    return contract.ends_on - timedelta(days=SOON)


def left(contract: Contract, day: date) -> str:
    """«ещё 664 дня», or what to do when there is little or nothing left."""
    days = (contract.ends_on - day).days
    if contract.state != Contract.State.ACTIVE or day < contract.starts_on:
        return ""
    if days <= 0:
        return _("ask the service manager about a new contract")
    if days <= SOON:
        return _("%(days)s left, ask about a renewal") % {"days": words.days(days)}
    return _("%(days)s left") % {"days": words.days(days)}


def _row(contract: Contract, day: date) -> Row:
    version = version_on(contract, day)
    return Row(
        number=contract.number,
        subject=words.pick(contract, "subject"),
        services=[words.pick(service, "name") for service in version.services.all()] if version else [],
        items=contract.items,  # type: ignore[attr-defined]  # counted by with_versions
        regime=words.pick(version.policy.policy, "name") if version and version.policy else "",
        manager=str(contract.service_manager) if contract.service_manager else "",
        state=state(contract, day),
        until=dates(contract, day),
        left=left(contract, day),
    )
