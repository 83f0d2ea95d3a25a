"""R-19, R-39 … R-45, R-53  First processing: registering, checking the contract, classifying, handing over."""

from django.utils.translation import gettext_lazy as _

from reglament.cases import access
from reglament.cases.course import assignment, phone, priority, refusal, triage
from reglament.cases.showing.page import Page
from reglament.cases.status import OPEN, UNREGISTERED, Status
from reglament.contracts.models import Category
from reglament.desk.steps import forms
from reglament.desk.steps.step import CONTRACT, SORT, Step
from reglament.people.roles import Role


def _is_unregistered(page: Page) -> bool:
    return Status(page.case.status) in UNREGISTERED


def _is_workable(page: Page) -> bool:
    return Status(page.case.status) in OPEN - UNREGISTERED - {Status.RESOLVED}


def _is_sortable(page: Page) -> bool:
    return Status(page.case.status) in OPEN - {Status.RESOLVED}


def _may_register(page: Page) -> bool:
    """Not while the contract check goes on: the rule would refuse it."""
    case = page.case
    checked = case.status != Status.CHECK or case.entitlement == "verified" or page.reader.holds(Role.MANAGER)
    return page.may("register") and case.contract_id is not None and case.policy_id is not None and checked


def _may_decide(page: Page) -> bool:
    return access.allowed(page.reader, "decide_refusal", page.case, []) and page.refusal is not None


def _may_propose(page: Page) -> bool:
    owed = page.case.registered_at is not None and page.case.entitlement == "verified"
    return page.may("propose_refusal") and not owed and page.refusal is None


def _owes_call(page: Page) -> bool:
    return page.may("confirm_phone") and phone.is_owed(page.case)


STEPS = (
    Step(
        code="registration",
        label=_("Register"),
        group=SORT,
        icon="check",
        key="Enter",
        kind="main",
        offered=_may_register,
        run=lambda case, told: triage.register(case, **told.seal),
        done=_("Registered. The customer gets a letter."),
    ),
    Step(
        code="assignment",
        label=_("Hand over"),
        group=SORT,
        icon="user",
        key="KeyA",
        form=forms.Assignment,
        offered=lambda page: page.may("assign") and _is_workable(page),
        run=lambda case, told: assignment.assign(
            case,
            team=forms.team(told["team"]),
            assignee=forms.engineer(told["assignee"]),
            **told.seal,
        ),
        done=_("Handed over."),
    ),
    Step(
        code="priority",
        label=_("Change the priority"),
        group=SORT,
        icon="stairs",
        key="KeyP",
        form=forms.Priority,
        offered=lambda page: page.may("change_priority") and _is_sortable(page),
        run=lambda case, told: priority.change(
            case, told["priority"], ground=told["ground"], text=told["text"], **told.seal
        ),
        done=_("The priority is changed. The customer gets a letter with the ground."),
    ),
    Step(
        code="category",
        label=_("Change the category"),
        group=SORT,
        icon="doc",
        key="KeyY",
        form=forms.CategoryChoice,
        offered=lambda page: page.may("classify") and _is_sortable(page),
        run=lambda case, told: triage.reclassify(
            case, Category.objects.get(code=told["category"]), **told.seal
        ),
        done=_("The category is changed."),
    ),
    Step(
        code="item",
        label=_("Set the equipment"),
        group=SORT,
        icon="search",
        key="KeyE",
        form=forms.ItemChoice,
        offered=lambda page: page.may("classify") and _is_sortable(page),
        run=lambda case, told: triage.set_item(
            case, item=told["item"], pn=told["pn"], sn=told["sn"], **told.seal
        ),
        done=_("The equipment is set."),
    ),
    Step(
        code="subject",
        label=_("Change the subject"),
        group=SORT,
        icon="edit",
        form=forms.Subject,
        offered=lambda page: page.may("rename"),
        run=lambda case, told: triage.rename(case, told["subject"], **told.seal),
        done=_("The subject is changed."),
    ),
    Step(
        code="call",
        label=_("Confirmed by phone"),
        group=SORT,
        icon="phone",
        offered=_owes_call,
        run=lambda case, told: phone.confirm(case, "", **told.seal),
        done=_("The call is noted."),
    ),
    Step(
        code="contract",
        label=_("Choose the contract"),
        group=CONTRACT,
        icon="doc",
        form=forms.ContractChoice,
        offered=lambda page: _is_unregistered(page) and _may(page, "check"),
        run=lambda case, told: triage.set_contract(case, told["contract"], **told.seal),
        done=_("The contract is chosen."),
    ),
    Step(
        code="check",
        label=_("Contract check"),
        group=CONTRACT,
        icon="doc",
        key="KeyC",
        offered=lambda page: page.may("check"),
        run=lambda case, told: triage.start_check(case, **told.seal),
        done=_("The case waits for the contract check."),
    ),
    Step(
        code="confirmation",
        label=_("Confirm the entitlement"),
        group=CONTRACT,
        icon="check",
        key="KeyF",
        offered=lambda page: (
            _may(page, "check") and _is_sortable(page) and page.case.entitlement != "verified" and bool(page.case.contract_id)
        ),
        run=lambda case, told: triage.confirm(case, **told.seal),
        done=_("The entitlement is confirmed."),
    ),
    Step(
        code="refusal",
        label=_("Propose a refusal"),
        group=CONTRACT,
        icon="slash",
        key="KeyX",
        form=forms.Refusal,
        offered=_may_propose,
        run=lambda case, told: refusal.propose(case, reason=told["reason"], text=told["text"], **told.seal),
        done=_("The refusal waits for the service manager's decision."),
    ),
    Step(
        code="approval",
        label=_("Approve the refusal"),
        group=CONTRACT,
        icon="slash",
        kind="bad",
        text=_("The case ends. The customer reads the text of the proposal."),
        offered=_may_decide,
        run=lambda case, told: refusal.approve(case, **told.seal),
        done=_("Service is refused. The customer gets a letter."),
    ),
    Step(
        code="declining",
        label=_("Do not approve the refusal"),
        group=CONTRACT,
        icon="return",
        form=forms.NoteWords,
        offered=_may_decide,
        run=lambda case, told: refusal.decline(case, text=told["text"], **told.seal),
        done=_("The refusal is not approved, the case goes on."),
    ),
)


def _may(page: Page, right: str) -> bool:
    return access.allowed(page.reader, right, page.case, [])
