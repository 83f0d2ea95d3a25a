"""A case as one row of a list: drawn from its own columns, without asking the database again."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from reglament.cases.models import Case
from reglament.cases.models.case import NO_DEADLINE
from reglament.cases.showing import chips
from reglament.cases.showing.page import next_step
from reglament.cases.status import Status
from reglament.portal.house import House
from reglament.ui import words

COLUMNS = (
    "number", "subject", "priority", "status", "is_open", "opener_id", "assignee__full_name", "contract_id",
    "received_at", "closed_at", "closes_at", "postponed_until", *chips.FIELDS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Badge:
    label: str
    icon: str
    mood: str


@dataclass(frozen=True, slots=True)
class Row:
    address: str
    number: str
    subject: str
    step: str
    priority: int
    priority_name: str
    state: Badge
    chip: Markup
    until: str


def rows(cases: list[Case], ours: House, *, at: datetime) -> list[Row]:
    """Cases loaded with COLUMNS, as a customer reads them."""
    home = reverse("portal:cases")
    return [_row(case, home, ours, at) for case in cases]


def badge(case: Case) -> Badge:
    """The state in plain words; what waits for the reader says so."""
    state = case.state
    if case.status == Status.WAIT_CUSTOMER:
        return Badge(_("Your answer is needed"), "ask", "we")
    return Badge(str(state.name), state.icon, state.mood)


def _row(case: Case, home: str, ours: House, at: datetime) -> Row:
    nearest = chips.Nearest(*(getattr(case, field) for field in chips.FIELDS))
    return Row(
        address=f"{home}{case.number}/",
        number=case.number,
        subject=case.subject or _("(no subject)"),
        step=_step(case),
        priority=case.priority,
        priority_name=words.pick(ours.priority(case.priority), "name"),
        state=badge(case),
        chip=chips.chip(nearest, at=at) if case.is_open else Markup(""),
        until=_until(case, at),
    )


def _step(case: Case) -> str:
    if not case.is_open:
        return _("received %(day)s") % {"day": words.day(case.received_at)}
    step = next_step(case)
    lead = {"us": _("Our step:"), "you": _("Your step:")}.get(step.whose, "")
    return f"{lead} {step.sentence}".strip()


def _until(case: Case, at: datetime) -> str:
    if not case.is_open:
        return words.day(case.closed_at) if case.closed_at else ""
    if case.status == Status.RESOLVED and case.closes_at:
        return _("closes by itself %(day)s unless you object") % {"day": words.near_day(case.closes_at, at)}
    if case.clock_state == "paused" and case.status == Status.WAIT_CUSTOMER:
        return _("the count goes on after your answer")
    if case.next_due_at >= NO_DEADLINE or not case.next_clock:
        return ""
    said = _("it was due %(moment)s") if at > case.next_due_at else _("until %(moment)s")
    return said % {"moment": words.near_moment(case.next_due_at, at)}
