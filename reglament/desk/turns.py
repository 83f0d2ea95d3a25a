"""Whose step is next, said to the desk."""

from django.utils.translation import gettext as _

from reglament.cases.models import Case
from reglament.cases.status import Status
from reglament.ui import words


def turn(case: Case) -> str:
    """One sentence: who acts next and what is expected."""
    status = Status(case.status)
    engineer = str(case.assignee) if case.assignee else ""
    if status in (Status.NEW, Status.CHECK):
        return _("First processing: check the fields, then register.") if case.contract_id else _("The contract must be chosen.")
    if status == Status.REGISTERED:
        return _("%(name)s takes the case.") % {"name": engineer} if engineer else _("An engineer must be assigned.")
    if status == Status.WAIT_VENDOR:
        return _("The vendor works on it: %(vendor)s, %(number)s.") % {"vendor": case.vendor, "number": case.vendor_number}
    if status == Status.POSTPONED and case.postponed_until:
        return _("Postponed until %(day)s.") % {"day": words.day(case.postponed_until)}
    if status == Status.RESOLVED and case.closes_at:
        return _("The customer confirms the solution; otherwise it closes on %(moment)s.") % {
            "moment": words.moment(case.closes_at)
        }
    return _plain(status, engineer)


def _plain(status: Status, engineer: str) -> str:
    return {
        Status.IN_PROGRESS: _("%(name)s works on it.") % {"name": engineer or _("The group")},
        Status.REOPENED: _("The customer says it is not solved: take it up again."),
        Status.WAIT_CUSTOMER: _("The customer's answer is awaited."),
        Status.WAIT_PARTS: _("The hardware is being replaced."),
        Status.WORKAROUND: _("The workaround stands; the permanent solution is owed."),
        Status.CLOSED: _("The case is closed."),
        Status.CANCELLED: _("The case was cancelled."),
        Status.REJECTED: _("Service was refused."),
    }.get(status, "")
