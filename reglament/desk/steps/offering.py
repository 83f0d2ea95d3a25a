"""Which steps a page offers now, and which of them stand in front."""

from collections.abc import Iterable

from reglament.cases.showing.page import Page
from reglament.desk.steps import checking, ending, passing, sorting, working
from reglament.desk.steps.step import GROUPS, Step

STEPS = {step.code: step for step in (
        *sorting.STEPS, *checking.STEPS, *working.STEPS, *passing.STEPS, *ending.STEPS
    )}  # fmt: skip
# What is usually next in a state stands in the row of buttons, the rest in the menu.
DECISION = ("approval", "declining")
IN_FRONT = {
    "new": ("registration", "inquiry", "check", "refusal", "confirmation"),
    "check": ("confirmation", "registration", "contract", "inquiry", "refusal"),
    "registered": ("taking", "assignment", "question"),
    "in_progress": ("diagnosis", "workaround", "solution", "question"),
    "reopened": ("taking", "solution", "undoing", "question"),
    "workaround": ("solution", "continuation", "question"),
    "wait_customer": ("resumption", "solution"),
    "wait_vendor": ("resumption", "diagnosis"),
    "postponed": ("resumption",),
    "resolved": ("closing", "reopening"),
}


def offered(page: Page) -> list[Step]:
    return [step for step in STEPS.values() if step.offered(page)]


def in_front(page: Page, steps: Iterable[Step]) -> list[Step]:
    """A decision that waits, then the order of the state; the diagnosis only until there is one."""
    known = {step.code: step for step in steps}
    codes = DECISION + IN_FRONT.get(page.case.status, ())
    if page.case.diagnosed_at:
        codes = tuple(code for code in codes if code != "diagnosis")
    return [known[code] for code in codes if code in known]


def menu(steps: Iterable[Step], front: Iterable[Step]) -> list[tuple[str, list[Step]]]:
    """The other steps under the headings of their groups."""
    rest = [step for step in steps if step not in set(front)]
    groups = ((str(title), [step for step in rest if step.group == group]) for group, title in GROUPS.items())
    return [(title, kept) for title, kept in groups if kept]
