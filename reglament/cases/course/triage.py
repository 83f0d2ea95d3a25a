"""R-19, R-39 … R-45, R-51  First processing: the duty engineer checks the contract and classifies the case."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.cases import access, events, spelling, terms
from reglament.cases.course import entitlement, step
from reglament.cases.models import Case
from reglament.cases.models.case import Entitlement
from reglament.cases.status import UNREGISTERED, Status
from reglament.clauses import Refused
from reglament.contracts import versions
from reglament.contracts.models import Category, Contract
from reglament.equipment.models import Item
from reglament.history.kinds import Kind
from reglament.people.models import Account
from reglament.people.roles import Role
from reglament.terms.resolve import resolve

# Who says that the service is owed though the contract is not in force.
MAY_BIND = (Role.MANAGER, Role.HEAD)


@transaction.atomic
def register(case: Case, *, by: Account, at: datetime, version: int | None = None) -> Case:
    """R-19, R-39  A person registers what the system could not; from the check only when it ended well."""
    case = access.require(by, "register", case, at=at, version=version)
    if case.contract is None:
        raise Refused("R-27", _("Choose the contract first: a case is registered under one."))
    if case.contract_version is None or case.policy is None:
        raise Refused("R-27", _("The contract is not in force. Confirm the entitlement or propose a refusal."))
    if case.refusals.filter(decided_at=None).exists():
        raise Refused("R-39", _("A refusal is proposed: decide on it first."))
    if case.status == Status.CHECK and case.entitlement != Entitlement.VERIFIED and not by.holds(Role.MANAGER):
        raise Refused("R-39", _("The contract check goes on. Confirm the entitlement or ask the service manager."))
    return step.take(
        case, events.REGISTERED, by=by, at=at, verb="register", to=Status.REGISTERED,
        finding=case.verdict, regulated=case.registration_regulated, policy=case.policy_id,
    )  # fmt: skip


@transaction.atomic
def start_check(case: Case, *, by: Account, at: datetime, version: int | None = None) -> Case:
    """R-39, R-44  «Проверка договора»: the numbers do not match, or the contract itself is in doubt."""
    case = access.require(by, "check", case, at=at, version=version)
    case.entitlement = Entitlement.PENDING
    return step.take(
        case, events.CHECK_STARTED, by=by, at=at, verb="check", to=Status.CHECK, finding=case.verdict,
        regulated=case.registration_regulated,
    )  # fmt: skip


@transaction.atomic
def confirm(case: Case, *, by: Account, at: datetime, version: int | None = None) -> Case:
    """R-39  The check ended well: the service is owed. An expired contract is confirmed by its manager alone."""
    case = access.require(by, "confirm", case, at=at, version=version)
    if case.contract is None:
        raise Refused("R-27", _("Choose the contract first."))
    if case.policy is None:
        _bind_expired(case, by)
    case.entitlement = Entitlement.VERIFIED
    return step.take(
        case, events.ENTITLEMENT_SET, by=by, at=at, finding="confirmed",
        regulated=case.registration_regulated, policy=case.policy_id,
    )  # fmt: skip


def _bind_expired(case: Case, by: Account) -> None:
    if not by.holds(*MAY_BIND):
        sentence = _("The contract is not in force. Ask its service manager to confirm the entitlement.")
        raise Refused("R-39", sentence)
    version = case.contract.versions.select_related("policy").order_by("-number").first() if case.contract else None
    case.contract_version, case.policy = version, version.policy if version else None


@transaction.atomic
def set_contract(case: Case, contract: Contract, *, by: Account, at: datetime, version: int | None = None) -> Case:
    """R-27, R-40  Which contract the case belongs to; only now its numbers are compared with one."""
    case = access.require(by, "confirm", case, at=at, version=version)
    if contract.company_id != case.company_id:
        raise Refused("R-27", _("This contract belongs to another company. Choose one of the customer's own."))
    if Status(case.status) not in UNREGISTERED:
        raise Refused("R-27", _("The case is registered; its contract no longer changes."))
    day = case.received_at.date()
    in_force = versions.in_force(contract, day) if contract.in_force(day) else None
    case.contract, case.contract_version = contract, in_force
    case.policy = in_force.policy if in_force else None
    entitlement.judge(case)
    return step.take(
        case, events.CONTRACT_SET, by=by, at=at, contract=contract.pk, policy=case.policy_id,
        regulated=case.registration_regulated and case.entitlement == Entitlement.VERIFIED,
    )  # fmt: skip


@transaction.atomic
def set_item(
    case: Case, *, by: Account, at: datetime, item: Item | None = None, pn: str = "", sn: str = "",
    version: int | None = None,
) -> Case:  # fmt: skip
    """R-37 … R-44  Corrects the equipment; a registration that was not regulated stays so."""
    case = access.require(by, "classify", case, at=at, version=version)
    if item is not None and item.company_id != case.company_id:
        raise Refused("R-42", _("There is no such item in the contract. Choose another one or give P/N and S/N."))
    before = case.entitlement
    entitlement.give_numbers(case, item=item, pn=pn, sn=sn)
    entitlement.judge(case)
    return _with_check(
        case, events.ITEM_SET, before, by=by, at=at, item=case.item_id, finding=case.verdict,
        regulated=case.registration_regulated,
    )  # fmt: skip


@transaction.atomic
def reclassify(case: Case, category: Category, *, by: Account, at: datetime, version: int | None = None) -> Case:
    """R-45, R-50, R-51  Another category, with notice; its clocks run from the conversion."""
    case = access.require(by, "classify", case, at=at, version=version)
    if case.contract_version and not versions.allows(case.contract_version, category):
        raise Refused("R-51", _("The contract does not include this category. Choose another one."))
    before, old, case.category = case.entitlement, case.category, category
    if not entitlement.is_confirmed_by_hand(case):
        entitlement.judge(case)
    return _with_check(
        case, events.RECLASSIFIED, before, by=by, at=at, old=old.code, new=category.code,
        clocks=" ".join(category.clocks),
    )  # fmt: skip


def _with_check(case: Case, kind: Kind, before: str, *, by: Account, at: datetime, **facts: step.Fact) -> Case:
    """R-39  The change; where it proves that the service is owed, the end of the check is an event of its own."""
    if before == Entitlement.VERIFIED or case.entitlement != Entitlement.VERIFIED:
        return step.take(case, kind, by=by, at=at, verb="", to=None, **facts)
    step.note(case, kind, by=by, at=at, verb="", to=None, **facts)
    return step.take(
        case, events.ENTITLEMENT_SET, by=by, at=at, finding=case.verdict,
        regulated=case.registration_regulated, policy=case.policy_id,
    )  # fmt: skip


@transaction.atomic
def rename(case: Case, subject: str, *, by: Account, at: datetime, version: int | None = None) -> Case:
    """R-53  Staff alone rename; the tag in the subject of letters keeps the thread."""
    case = access.require(by, "rename", case, at=at, version=version)
    if not subject.strip():
        raise Refused("R-52", _("Write the subject: it cannot be empty."))
    longest = resolve(terms.SUBJECT_LENGTH, case.category, case.contract)
    if len(subject.strip()) > longest:
        raise Refused("R-52", _("The subject is longer than %(most)s characters.") % {"most": longest})
    case.subject, case.subject_folded = subject.strip(), spelling.subject(subject)
    return step.take(case, events.RENAMED, by=by, at=at)
