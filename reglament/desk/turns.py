"""Whose step is next, said to the desk."""

from datetime import datetime

from django.utils.translation import gettext as _

from reglament.cases.models import Case
from reglament.cases.models.case import NO_DEADLINE
from reglament.cases.status import Status
from reglament.ui import promise, words

OURS = (Status.REGISTERED, Status.IN_PROGRESS, Status.REOPENED, Status.WORKAROUND)


def turn(case: Case, *, at: datetime, is_refusal_proposed: bool = False, check_until: datetime | None = None) -> str:
    """Who acts next and what by when: «Антон Вершинин, диагностирование до 14:35 МСК, сегодня»."""
    status = Status(case.status)
    if is_refusal_proposed:
        return _("the service manager decides on the refusal")
    if status in (Status.NEW, Status.CHECK):
        return _unregistered(case, check_until, at)
    if status in OURS:
        return _ours(case, at)
    if status == Status.WAIT_VENDOR:
        return _("the vendor: %(vendor)s, %(number)s") % {"vendor": case.vendor, "number": case.vendor_number}
    if status == Status.POSTPONED and case.postponed_until:
        return _("postponed until %(day)s") % {"day": words.day(case.postponed_until)}
    if status == Status.RESOLVED and case.closes_at:
        moment = words.near_moment(case.closes_at, at)
        return _("the customer confirms the solution; otherwise it closes automatically at %(moment)s") % {
            "moment": moment
        }
    return _plain(status)


def _unregistered(case: Case, check_until: datetime | None, at: datetime) -> str:
    step = _("check the fields and register") if case.contract_id else _("choose the contract")
    if check_until is None:
        return step
    return _("%(step)s; our own target is %(moment)s") % {"step": step, "moment": words.near_moment(check_until, at)}


def _ours(case: Case, at: datetime) -> str:
    who = str(case.assignee) if case.assignee else _("assign an engineer")
    if not case.next_clock or case.next_due_at >= NO_DEADLINE:
        return who
    moment = words.near_moment(case.next_due_at, at)
    return _("%(who)s, %(clock)s until %(moment)s") % {
        "who": who, "clock": promise.label(case.next_clock).lower(), "moment": moment,
    }  # fmt: skip


def _plain(status: Status) -> str:
    return {
        Status.WAIT_CUSTOMER: _("the customer's answer"),
        Status.WAIT_PARTS: _("the hardware is being replaced"),
        Status.RESOLVED: _("the customer confirms the solution"),
        Status.CLOSED: _("none, the case is closed"),
        Status.CANCELLED: _("none, the case was cancelled"),
        Status.REJECTED: _("none, service was refused"),
    }.get(status, "")
