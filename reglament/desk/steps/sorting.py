"""R-19, R-37 … R-45, R-53  First processing: registering, classifying, handing over."""

from django.utils.translation import gettext_lazy as _

from reglament.cases.course import assignment, phone, priority, triage
from reglament.cases.showing.page import Page
from reglament.cases.status import OPEN, UNREGISTERED, Status
from reglament.contracts.models import Category
from reglament.desk.steps import forms, pickers
from reglament.desk.steps.step import SORT, Step
from reglament.people.roles import Role


def _is_workable(page: Page) -> bool:
    return Status(page.case.status) in OPEN - UNREGISTERED - {Status.RESOLVED}


def _is_sortable(page: Page) -> bool:
    return Status(page.case.status) in OPEN - {Status.RESOLVED}


def _may_register(page: Page) -> bool:
    """Not while the contract check goes on or a refusal waits for its decision: the rule would refuse it."""
    case = page.case
    checked = case.status != Status.CHECK or case.entitlement == "verified" or page.reader.holds(Role.MANAGER)
    ready = case.contract_id is not None and case.policy_id is not None and checked
    return page.may("register") and ready and page.refusal is None


def _owes_call(page: Page) -> bool:
    return page.may("confirm_phone") and page.case.owes_call


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
        form=pickers.Assignment,
        offered=lambda page: page.may("assign") and _is_workable(page),
        run=lambda case, told: assignment.assign(
            case,
            team=pickers.team(told["team"]),
            assignee=pickers.engineer(told["assignee"]),
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
        form=pickers.CategoryChoice,
        offered=lambda page: page.may("classify") and _is_sortable(page),
        run=lambda case, told: triage.reclassify(case, Category.objects.get(code=told["category"]), **told.seal),
        done=_("The category is changed."),
    ),
    Step(
        code="item",
        label=_("Set the equipment"),
        group=SORT,
        icon="search",
        key="KeyE",
        form=pickers.ItemChoice,
        offered=lambda page: page.may("classify") and _is_sortable(page),
        run=lambda case, told: triage.set_item(case, item=told["item"], pn=told["pn"], sn=told["sn"], **told.seal),
        done=_("The equipment is set."),
    ),
    Step(
        code="subject",
        label=_("Change the subject"),
        group=SORT,
        icon="edit",
        key="KeyI",
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
        key="KeyH",
        offered=_owes_call,
        run=lambda case, told: phone.confirm(case, "", **told.seal),
        done=_("The call is noted."),
    ),
)
