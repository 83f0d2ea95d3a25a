"""Times in which work waits: for the customer, the vendor, an agreed date (domain §2, §3)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.cases import access, events, terms
from reglament.cases.course import step
from reglament.cases.course.entries import Message, keep
from reglament.cases.course.waits import before_waiting
from reglament.cases.models import Case, Entry
from reglament.cases.status import Status
from reglament.clauses import Refused
from reglament.people.models import Account
from reglament.terms.resolve import resolve
from reglament.ui import words


@transaction.atomic
def ask_customer(case: Case, message: Message, *, by: Account, at: datetime, version: int | None = None) -> Case:
    """A question to the customer: the working clocks pause until the answer, and the question says why."""
    case = access.require(by, "ask", case, at=at, version=version)
    if not message.text.strip():
        raise Refused("R-02", _("Write the question: the deadlines pause only while the customer knows what we need."))
    entry = keep(case, message, Entry.Kind.PUBLIC, by=by, at=at, is_question=True)
    return step.take(
        case, events.WAITS_CUSTOMER, by=by, at=at, verb="ask", to=Status.WAIT_CUSTOMER, entry=entry.pk, by_staff=True
    )


@transaction.atomic
def await_vendor(
    case: Case, *, vendor: str, vendor_number: str, by: Account, at: datetime, version: int | None = None
) -> Case:
    """The manufacturer works on it under a number of its own; the promises go on unless the contract says otherwise."""
    case = access.require(by, "wait", case, at=at, version=version)
    if not vendor.strip() or not vendor_number.strip():
        raise Refused("R-55", _("Name the vendor and its case number."))
    case.vendor, case.vendor_number = vendor.strip(), vendor_number.strip()
    return step.take(
        case, events.WAITS_VENDOR, by=by, at=at, verb="await_vendor", to=Status.WAIT_VENDOR,
        vendor=case.vendor, vendor_number=case.vendor_number,
    )  # fmt: skip


@transaction.atomic
def postpone(case: Case, until: date, *, text: str, by: Account, at: datetime, version: int | None = None) -> Case:
    """R-68  Put off by agreement with the customer until a date not too far away."""
    case = access.require(by, "wait", case, at=at, version=version)
    most = resolve(terms.POSTPONE_DAYS, case.category, case.contract)
    if not at.date() < until <= at.date() + timedelta(days=most):
        raise Refused("R-68", _("Choose a date at most %(days)s ahead.") % {"days": words.days(most)})
    if not text.strip():
        raise Refused("R-68", _("Write what was agreed with the customer, and with whom."))
    entry = keep(case, Message(text=text), Entry.Kind.PUBLIC, by=by, at=at)
    case.postponed_until = until
    return step.take(
        case, events.POSTPONED, by=by, at=at, verb="postpone", to=Status.POSTPONED,
        until=until.isoformat(), entry=entry.pk, by_staff=True,
    )  # fmt: skip


@transaction.atomic
def resume(case: Case, *, by: Account, at: datetime, version: int | None = None) -> Case:
    """Work goes on where it waited."""
    case = access.require(by, "resume", case, at=at, version=version)
    case.postponed_until = None
    return step.take(case, events.RESUMED, by=by, at=at, verb="resume", to=before_waiting(case))
