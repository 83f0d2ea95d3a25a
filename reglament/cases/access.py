"""Who may do what to a case: one table for web, mail and every later door (domain roles, R-01 … R-69)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from reglament.cases import terms
from reglament.cases.models import Case
from reglament.clauses import Refused
from reglament.contracts.access import contacts_of
from reglament.contracts.models import Contract, ContractContact
from reglament.memory.statements import Question
from reglament.people.models import Account
from reglament.people.roles import Role
from reglament.terms.resolve import resolve

R = Role
WORKERS = frozenset({R.DUTY, R.ENGINEER, R.LEAD, R.HEAD})
FRONT = WORKERS | {R.OPERATOR}
SORTERS = frozenset({R.DUTY, R.LEAD, R.HEAD})
CHECKERS = SORTERS | {R.MANAGER}
TALKERS = FRONT | {R.MANAGER, R.ACCOUNT_MANAGER}


@dataclass(frozen=True, slots=True)
class Right:
    """`staff` roles, and whether a customer's opener / any contact that may write / the responsible one may too."""

    staff: frozenset[Role] = frozenset()
    opener: bool = False
    contact: bool = False
    responsible: bool = False


MAY: dict[str, Right] = {
    "open": Right(FRONT | {R.MANAGER}, opener=True, contact=True, responsible=True),
    "reply": Right(TALKERS, opener=True, contact=True, responsible=True),
    "note": Right(TALKERS | {R.LOGISTICS}),
    "register": Right(CHECKERS | {R.OPERATOR}),
    "check": Right(SORTERS),
    "confirm": Right(CHECKERS),
    "classify": Right(SORTERS),
    "assign": Right(SORTERS),
    "take": Right(WORKERS),
    "return": Right(WORKERS),
    "ask": Right(WORKERS),
    "wait": Right(WORKERS),
    "resume": Right(WORKERS),
    "diagnose": Right(WORKERS),
    "workaround": Right(WORKERS),
    "resolve": Right(WORKERS),
    "close": Right(frozenset({R.MANAGER}), opener=True, contact=True, responsible=True),
    "reopen": Right(frozenset({R.MANAGER}), opener=True, contact=True, responsible=True),
    "cancel": Right(frozenset({R.MANAGER}), opener=True, responsible=True),
    "change_priority": Right(WORKERS | {R.MANAGER}),
    "propose_refusal": Right(frozenset({R.DUTY})),
    "decide_refusal": Right(frozenset({R.MANAGER, R.HEAD})),
    "merge": Right(frozenset({R.DUTY, R.LEAD, R.HEAD})),
    "rename": Right(FRONT | {R.MANAGER}),
    "add_colleague": Right(FRONT | {R.MANAGER}, opener=True, responsible=True),
    "watch": Right(FRONT | {R.MANAGER, R.ACCOUNT_MANAGER, R.LOGISTICS, R.DIRECTOR}),
    "transfer": Right(WORKERS),
    "confirm_phone": Right(FRONT | {R.MANAGER}),
}


def opens(contract: Contract, role: str) -> bool:
    """R-01  May a contact of this role open cases under the contract? An observer never; it may name one role alone."""
    if role == ContractContact.Role.OBSERVER:
        return False
    return role == ContractContact.Role.RESPONSIBLE or resolve(terms.WHO_CAN_OPEN, contract) != "responsible"


def opened_by(account: Account, day: date) -> list[Contract]:
    """R-01, R-27  The contracts that let this person open cases, in force or not, the latest end first."""
    contacts = contacts_of(account, day)
    known = Contract.objects.in_bulk([row.contract_id for row in contacts])
    mine = [known[row.contract_id] for row in contacts if opens(known[row.contract_id], row.role)]
    return sorted(mine, key=lambda contract: contract.ends_on, reverse=True)


def allowed(account: Account, verb: str, case: Case, contacts: list[ContractContact]) -> bool:
    """Would `require` let this person? For drawing buttons; the state table is asked apart."""
    right = MAY[verb]
    if account.is_staff_member:
        return not account.roles.isdisjoint(right.staff)
    if account.company_id != case.company_id:
        return False
    mine = [row for row in contacts if row.contract_id == case.contract_id]
    roles = {row.role for row in mine}
    if right.responsible and ContractContact.Role.RESPONSIBLE in roles:
        return True
    reading_by = roles or {row.role for row in contacts if row.scope == ContractContact.Scope.COMPANY}
    if reading_by and reading_by <= {ContractContact.Role.OBSERVER}:
        return False
    return (right.opener and case.opener_id == account.id) or right.contact


def require(account: Account | None, verb: str, case: Case, *, at: datetime, version: int | None = None) -> Case:
    """Locks the case and returns it fresh; `account` None is the system itself, which keeps its own rules.

    Raises Refused when the person may not, or when `version` (what the person saw) is no longer the case's.
    """
    (fresh,) = _LOCKED.ask(case.pk)
    if account is not None:
        contacts = [] if account.is_staff_member else contacts_of(account, at.date())
        seen = Case.objects.visible_to(account, contacts)
        if not (seen.is_everything or seen.filter(pk=case.pk).exists()) or not allowed(account, verb, fresh, contacts):
            raise Refused("R-04", _("Your role does not allow this step. Ask the service manager."))
    if version is not None and version != fresh.version:
        raise Refused(
            "R-04", _("The case has changed meanwhile. Look at what is new and repeat; your text is kept below.")
        )
    return fresh


def _locked(case: int) -> QuerySet[Case]:
    rows = Case.objects.select_for_update(of=("self",)).filter(pk=case)
    return rows.select_related("company", "contract", "contract_version", "category", "policy")


_LOCKED = Question(_locked, int)
