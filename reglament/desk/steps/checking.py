"""R-27, R-39, R-44  The contract check: which contract, is the service owed, and the refusal of two people."""

from django.utils.translation import gettext_lazy as _

from reglament.cases import access
from reglament.cases.course import correspondence, refusal, triage
from reglament.cases.course.entries import Message
from reglament.cases.showing.page import Page
from reglament.cases.status import OPEN, UNREGISTERED, Status
from reglament.desk.steps import forms, pickers
from reglament.desk.steps.step import CONTRACT, Step, may


def _may_choose(page: Page) -> bool:
    return Status(page.case.status) in UNREGISTERED and access.allowed(page.reader, "confirm", page.case, [])


def _may_confirm(page: Page) -> bool:
    """A contract that is not in force is confirmed by its manager or the head alone."""
    case = page.case
    doubtful = case.entitlement != "verified" and Status(case.status) in OPEN - {Status.RESOLVED}
    bound = case.policy_id is not None or page.reader.holds(*triage.MAY_BIND)
    return doubtful and bound and case.contract_id is not None and access.allowed(page.reader, "confirm", case, [])


def _may_decide(page: Page) -> bool:
    return page.may("decide_refusal") and page.refusal is not None


def _may_propose(page: Page) -> bool:
    owed = page.case.registered_at is not None and page.case.entitlement == "verified"
    return page.may("propose_refusal") and not owed and page.refusal is None


def _may_inquire(page: Page) -> bool:
    return Status(page.case.status) in UNREGISTERED and page.may("reply")


STEPS = (
    Step(
        code="inquiry",
        label=_("Ask the customer"),
        group=CONTRACT,
        icon="ask",
        key="KeyQ",
        form=forms.Question,
        with_files=True,
        text=_("The case stays in first processing, its time goes on."),
        offered=_may_inquire,
        run=lambda case, told: correspondence.reply(case, Message(text=told["text"], files=told.files), **told.seal),
        done=_("The question is sent."),
    ),
    Step(
        code="contract",
        label=_("Choose the contract"),
        group=CONTRACT,
        icon="doc",
        key="KeyO",
        form=pickers.ContractChoice,
        offered=_may_choose,
        run=lambda case, told: triage.set_contract(case, told["contract"], **told.seal),
        done=_("The contract is chosen."),
    ),
    Step(
        code="check",
        label=_("Contract check"),
        group=CONTRACT,
        icon="doc",
        key="KeyC",
        offered=may("check"),
        run=lambda case, told: triage.start_check(case, **told.seal),
        done=_("The case waits for the contract check."),
    ),
    Step(
        code="confirmation",
        label=_("Confirm the entitlement"),
        group=CONTRACT,
        icon="check",
        key="KeyF",
        offered=_may_confirm,
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
