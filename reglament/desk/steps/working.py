"""R-13, R-33, R-55, R-68  The work itself: taking, asking, waiting, finding out, solving."""

from django.utils.translation import gettext_lazy as _

from reglament.cases import access
from reglament.cases.course import assignment, solving, waiting
from reglament.cases.course.entries import Message
from reglament.cases.models import Case
from reglament.cases.showing.page import Page
from reglament.cases.status import WORKED_ON, Status, may_move
from reglament.desk.steps import forms
from reglament.desk.steps.step import END, WAIT, WORK, Step, Told, may

DIAGNOSABLE = WORKED_ON | {Status.WAIT_VENDOR, Status.WAIT_CUSTOMER}


def _message(told: Told) -> Message:
    return Message(text=told["text"], files=told.files)


def _solve(case: Case, told: Told) -> Case:
    return solving.resolve(
        case,
        _message(told),
        cause=told["cause"],
        closure=told["closure"],
        compatibility=told.data.get("compatibility", ""),
        **told.seal,
    )


def _goes_on(page: Page) -> bool:
    mine = access.allowed(page.reader, "workaround", page.case, [])
    return mine and may_move("go_on", page.case.status)


STEPS = (
    Step(
        code="taking",
        label=_("Take to work"),
        group=WORK,
        icon="work",
        key="KeyT",
        kind="main",
        offered=may("take"),
        run=lambda case, told: assignment.take(case, **told.seal),
        done=_("The case is yours. The reaction is your first answer to the customer."),
    ),
    Step(
        code="diagnosis",
        label=_("Diagnosis"),
        group=WORK,
        icon="search",
        key="KeyD",
        form=forms.Diagnosis,
        offered=lambda page: page.may("diagnose") and Status(page.case.status) in DIAGNOSABLE,
        run=lambda case, told: solving.diagnose(case, told["text"], **told.seal),
        done=_("The diagnosis is recorded."),
    ),
    Step(
        code="workaround",
        label=_("Workaround"),
        group=WORK,
        icon="patch",
        key="KeyW",
        form=forms.Workaround,
        offered=may("workaround"),
        run=lambda case, told: solving.give_workaround(case, told["text"], **told.seal),
        done=_("The workaround is given. The permanent solution is still owed."),
    ),
    Step(
        code="continuation",
        label=_("The workaround did not help"),
        group=WORK,
        icon="return",
        key="KeyG",
        form=forms.MaybeWords,
        offered=_goes_on,
        run=lambda case, told: solving.go_on(case, told["text"], **told.seal),
        done=_("Work goes on."),
    ),
    Step(
        code="question",
        label=_("Ask the customer"),
        group=WAIT,
        icon="ask",
        key="KeyQ",
        form=forms.Question,
        with_files=True,
        text=_("The deadlines pause until the answer."),
        offered=may("ask"),
        run=lambda case, told: waiting.ask_customer(case, _message(told), **told.seal),
        done=_("The question is sent, the deadlines are paused."),
    ),
    Step(
        code="vendor",
        label=_("Pass to the vendor"),
        group=WAIT,
        icon="out",
        key="KeyV",
        form=forms.Vendor,
        offered=may("wait"),
        run=lambda case, told: waiting.await_vendor(
            case, vendor=told["vendor"], vendor_number=told["vendor_number"], **told.seal
        ),
        done=_("The case awaits the vendor."),
    ),
    Step(
        code="postponement",
        label=_("Postpone to a date"),
        group=WAIT,
        icon="plan",
        key="KeyZ",
        form=forms.Postponement,
        offered=may("wait"),
        run=lambda case, told: waiting.postpone(case, told["until"], text=told["text"], **told.seal),
        done=_("The case is postponed."),
    ),
    Step(
        code="resumption",
        label=_("Go on with the work"),
        group=WAIT,
        icon="work",
        key="KeyG",
        offered=may("resume"),
        run=lambda case, told: waiting.resume(case, **told.seal),
        done=_("Work goes on."),
    ),
    Step(
        code="return",
        label=_("Return to first processing"),
        group=WORK,
        icon="return",
        key="KeyB",
        form=forms.Reason,
        offered=lambda page: page.may("return") and assignment.may_give_back(page.case, page.reader),
        run=lambda case, told: assignment.give_back(case, reason=told["reason"], text=told["text"], **told.seal),
        done=_("The case is back in first processing."),
    ),
    Step(
        code="solution",
        label=_("Solve"),
        group=END,
        icon="check",
        key="KeyS",
        form=forms.Solution,
        with_files=True,
        offered=may("resolve"),
        run=_solve,
        done=_("The solution is sent. The customer confirms it or reopens the case."),
    ),
)
