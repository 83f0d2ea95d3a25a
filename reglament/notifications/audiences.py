"""Who stands behind each word of the table of recipients."""

from collections.abc import Callable, Iterator
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reglament.cases.models import CaseEvent, CaseParticipant
from reglament.cases.models.case import Case
from reglament.contracts.access import responsible_contacts
from reglament.notifications import occasion
from reglament.people import duty
from reglament.people.models import Account, Team
from reglament.people.roles import Role


class Who(StrEnum):
    """A part somebody plays in a case."""

    OPENER = "opener"
    COLLEAGUES = "colleagues"
    ADDED = "added"  # the colleague this event added
    UPLOADER = "uploader"  # for whom alone this transfer was opened
    RESPONSIBLE = "responsible"  # the responsible contacts of the contract
    ASSIGNEE = "assignee"
    ENGINEER = "engineer"  # the assignee; nobody assigned yet: the duty engineers
    DUTY = "duty"
    TEAM_LEAD = "team_lead"
    WATCHERS = "watchers"
    MANAGER = "manager"  # the service manager of the contract
    DECIDERS = "deciders"  # the service manager and the heads
    PROPOSER = "proposer"  # who proposed the refusal


NAMES: dict[Who, Promise] = {
    Who.OPENER: _("the opener"),
    Who.COLLEAGUES: _("the customer's participants"),
    Who.ADDED: _("the participant who was added"),
    Who.UPLOADER: _("who may pass the large files"),
    Who.RESPONSIBLE: _("the responsible contacts"),
    Who.ASSIGNEE: _("the assigned engineer"),
    Who.ENGINEER: _("the assigned engineer, while there is none the duty engineer"),
    Who.DUTY: _("the duty engineer"),
    Who.TEAM_LEAD: _("the group lead"),
    Who.WATCHERS: _("those who watch the case"),
    Who.MANAGER: _("the service manager"),
    Who.DECIDERS: _("the service manager and the head of support"),
    Who.PROPOSER: _("who proposed the refusal"),
}

CUSTOMERS = (Who.OPENER, Who.COLLEAGUES)
TEAM = (Who.ENGINEER, Who.WATCHERS)
HANDS = (Who.ASSIGNEE, Who.WATCHERS)
OF_CUSTOMER = frozenset({*CUSTOMERS, Who.ADDED, Who.UPLOADER, Who.RESPONSIBLE})


def people(who: Who, event: CaseEvent, case: Case) -> list[Account]:
    """The accounts that play this part at the time of the event."""
    return [account for account in _FIND[who](event, case) if account is not None]


def _opener(_event: CaseEvent, case: Case) -> list[Account | None]:
    return [case.opener]


def _colleagues(_event: CaseEvent, case: Case) -> list[Account | None]:
    return list(_taking_part(case, CaseParticipant.Reason.COLLEAGUE))


def _watchers(_event: CaseEvent, case: Case) -> list[Account | None]:
    return list(_taking_part(case, CaseParticipant.Reason.WATCHER))


def _taking_part(case: Case, reason: str) -> Iterator[Account | None]:
    return (row.account for row in case.participants.all() if row.reason == reason)


def _added(event: CaseEvent, _case: Case) -> list[Account | None]:
    return [_account(event.facts.get("colleague"))]


def _uploader(event: CaseEvent, case: Case) -> list[Account | None]:
    transfer = case.transfers.select_related("uploader__company").filter(pk=event.facts.get("transfer") or 0).first()
    return [transfer.uploader if transfer else None]


def _responsible(event: CaseEvent, case: Case) -> list[Account | None]:
    return [*responsible_contacts(case.contract_id, event.at.date())] if case.contract_id else []


def _assignee(event: CaseEvent, case: Case) -> list[Account | None]:
    """R-02  The assignee, or the deputy while the assignee is away."""
    assigned = occasion.assignee_then(event, case)
    return [duty.standing_in(assigned, event.at) if assigned else None]


def _engineer(event: CaseEvent, case: Case) -> list[Account | None]:
    assigned = _assignee(event, case)
    return assigned if assigned != [None] else _duty(event, case)


def _duty(event: CaseEvent, _case: Case) -> list[Account | None]:
    """R-19  The shift; where nobody has entered one, everybody who may have it."""
    shift = duty.on_duty(event.at)
    return [*shift] if shift else [*_holding(Role.DUTY)]


def _team_lead(event: CaseEvent, _case: Case) -> list[Account | None]:
    team = Team.objects.select_related("lead__company").filter(pk=event.facts.get("team") or 0).first()
    return [team.lead if team else None]


def _manager(event: CaseEvent, case: Case) -> list[Account | None]:
    """The contract's; without one, of the contracts that name the opener, else of the company's, else the heads."""
    contracts = [case.contract] if case.contract else occasion.contracts_of_opener(case)
    managers = [contract.service_manager for contract in contracts if contract and contract.service_manager]
    if not managers:
        rows = case.company.contracts.exclude(service_manager=None).select_related("service_manager__company")
        managers = [row.service_manager for row in rows if row.service_manager]
    found = [duty.standing_in(manager, event.at) for manager in managers]
    return [*found] if found else [*_holding(Role.HEAD)]


def _deciders(event: CaseEvent, case: Case) -> list[Account | None]:
    return [*_manager(event, case), *_holding(Role.HEAD)]


def _proposer(_event: CaseEvent, case: Case) -> list[Account | None]:
    proposal = case.refusals.select_related("proposed_by__company").order_by("-id").first()
    return [proposal.proposed_by if proposal else None]


def _holding(role: Role) -> list[Account]:
    return list(Account.objects.staff().active().holding(role).select_related("company").order_by("id"))


def _account(number: int | None) -> Account | None:
    return Account.objects.select_related("company").filter(pk=number).first() if number else None


_FIND: dict[Who, Callable[[CaseEvent, Case], list[Account | None]]] = {
    Who.OPENER: _opener,
    Who.COLLEAGUES: _colleagues,
    Who.ADDED: _added,
    Who.UPLOADER: _uploader,
    Who.RESPONSIBLE: _responsible,
    Who.ASSIGNEE: _assignee,
    Who.ENGINEER: _engineer,
    Who.DUTY: _duty,
    Who.TEAM_LEAD: _team_lead,
    Who.WATCHERS: _watchers,
    Who.MANAGER: _manager,
    Who.DECIDERS: _deciders,
    Who.PROPOSER: _proposer,
}
