"""R-03, R-05, R-69  How a case ends, comes back, is merged; and who watches it."""

from django.utils.translation import gettext_lazy as _

from reglament.cases import access
from reglament.cases.course import closing, merging, participants, reopening
from reglament.cases.models import CaseParticipant
from reglament.cases.showing.page import Page
from reglament.cases.status import Status
from reglament.desk.steps import forms, pickers
from reglament.desk.steps.step import END, MORE, Step, may


def _is_watching(page: Page) -> bool:
    watcher = CaseParticipant.Reason.WATCHER
    return any(row.account_id == page.reader.pk and row.reason == watcher for row in page.participants)


def _may(page: Page, right: str) -> bool:
    return access.allowed(page.reader, right, page.case, [])


STEPS = (
    Step(
        code="closing",
        label=_("Close"),
        group=END,
        icon="check",
        text=_("The customer confirmed the solution. A closed case is not opened again."),
        offered=may("close"),
        run=lambda case, told: closing.accept(case, **told.seal),
        done=_("The case is closed."),
    ),
    Step(
        code="reopening",
        label=_("Reopen"),
        group=END,
        icon="return",
        form=forms.NoteWords,
        offered=may("reopen"),
        run=lambda case, told: reopening.reopen(case, told["text"], **told.seal),
        done=_("The case is reopened."),
    ),
    Step(
        code="undoing",
        label=_("It was only a thank-you"),
        group=END,
        icon="check",
        text=_("Takes the reopening back within an hour. The case is solved again, no reopening is counted."),
        offered=lambda page: _may(page, "resolve") and page.case.status == Status.REOPENED,
        run=lambda case, told: reopening.undo(case, **told.hand),
        done=_("The reopening is taken back."),
    ),
    Step(
        code="cancellation",
        label=_("Cancel at the customer's word"),
        group=END,
        icon="x",
        kind="bad",
        form=forms.Cancellation,
        offered=may("cancel"),
        run=lambda case, told: closing.cancel(case, told["text"], **told.seal),
        done=_("The case is cancelled."),
    ),
    Step(
        code="merging",
        label=_("Merge as a duplicate"),
        group=END,
        icon="swap",
        key="KeyM",
        form=pickers.MainCase,
        text=_("This case ends as a duplicate, its number leads to the main one. Merging can be taken back."),
        offered=may("merge"),
        run=lambda case, told: merging.merge(case, told["main"], **told.seal),
        done=_("The cases are merged."),
    ),
    Step(
        code="unmerging",
        label=_("Take the merging back"),
        group=END,
        icon="swap",
        text=_("The case returns to its former state. What was written to the main case stays there."),
        offered=lambda page: _may(page, "merge") and page.case.merged_into_id is not None,
        run=lambda case, told: merging.unmerge(case, **told.hand),
        done=_("The merging is taken back."),
    ),
    Step(
        code="watching",
        label=_("Watch"),
        group=MORE,
        icon="eye",
        key="KeyL",
        offered=lambda page: _may(page, "watch") and not _is_watching(page),
        run=lambda case, told: participants.watch(case, **told.hand),
        done=_("You watch this case: every step comes to you by letter."),
    ),
    Step(
        code="leaving",
        label=_("Watch no longer"),
        group=MORE,
        icon="eye",
        key="KeyL",
        offered=lambda page: _may(page, "watch") and _is_watching(page),
        run=lambda case, told: participants.unwatch(case, **told.hand),
        done=_("You no longer watch this case."),
    ),
)
