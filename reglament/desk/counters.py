"""The small numbers beside links: one statement for all of them, none counts further than MOST."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import IntegerField, Q, QuerySet, Subquery

from reglament.cases.models import Case
from reglament.cases.status import UNREGISTERED, Status
from reglament.contracts.models import AccountRequest
from reglament.desk import gates, journals
from reglament.memory.values import Kept
from reglament.people.models import Account, DutyShift

MOST = 100
# First processing: nobody has registered it, or nobody has been given it.
ARRIVED = Q(status__in=UNREGISTERED) | Q(status=Status.REGISTERED, assignee=None)


@dataclass(frozen=True, slots=True)
class Counters:
    """Each is exact up to MOST, which then means «as many or more»."""

    arrived: int
    receipts: int
    mine: int
    late: int
    unassigned: int
    without_contract: int
    account_requests: int
    shift_until: datetime | None


def shown(count: int) -> int | str | None:
    """As a link shows it: nothing for none, «99+» where counting stopped."""
    return f"{MOST - 1}+" if count >= MOST else count or None


class UpTo(Subquery):
    """How many rows there are, counting no further than the slice of the queryset."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


_kept: Kept[int, Counters] = Kept()


def of(reader: Account, *, at: datetime) -> Counters:
    """What waits for this reader now; remembered for a few seconds, forgotten after every step of the own hand."""
    rows = _kept.fresh()
    if reader.pk not in rows:
        rows[reader.pk] = _count(reader, at)
    return rows[reader.pk]


def forget() -> None:
    _kept.forget()


def _count(reader: Account, at: datetime) -> Counters:
    seen = Case.objects.visible_to(reader, []).open().order_by()
    shift = DutyShift.objects.filter(account=reader, begins_at__lte=at, ends_at__gt=at).values("ends_at")
    row = Account.objects.filter(pk=reader.pk).values_list(
        _up_to(seen.filter(ARRIVED)),
        _up_to(journals.arrived_for(reader)),
        _up_to(seen.filter(assignee=reader)),
        _up_to(seen.filter(next_due_at__lt=at)),
        _up_to(seen.filter(status=Status.REGISTERED, assignee=None)),
        _up_to(journals.without_contract(reader).filter(settled_at=None)),
        _up_to(_account_requests(reader, at)),
        Subquery(shift[:1]),
    )
    *counts, shift_until = row.get()
    # A condition that nothing can meet comes back as NULL.
    arrived, receipts, mine, late, unassigned, strangers, accounts = (count or 0 for count in counts)
    return Counters(arrived, receipts, mine, late, unassigned, strangers, accounts, shift_until)


def _account_requests(reader: Account, at: datetime) -> QuerySet[AccountRequest]:
    """R-23  Those that wait for this reader's decision."""
    if not gates.may_enter(reader, gates.ACCOUNT_DECIDERS):
        return AccountRequest.objects.none()
    return AccountRequest.objects.waiting().visible_to(reader, at.date())


def _up_to(rows: QuerySet[Any]) -> UpTo:
    return UpTo(rows.order_by().values("pk")[:MOST])
