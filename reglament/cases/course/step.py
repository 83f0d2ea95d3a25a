"""One step of a case: the state table is asked, one event is recorded, the deadlines follow, the case is saved."""

from datetime import datetime

from reglament.cases.course import deadlines
from reglament.cases.models import Case
from reglament.cases.status import Status, require_move
from reglament.history.kinds import Kind
from reglament.history.record import record
from reglament.people.models import Account

Fact = int | str | bool | None


def take(
    case: Case,
    kind: Kind,
    *,
    by: Account | None,
    at: datetime,
    verb: str = "",
    to: Status | None = None,
    **facts: Fact,
) -> Case:
    """Records `kind`; with `to`, moves the case there if the table lets `verb`. The only function that changes status.

    `case` was locked by `access.require`. Raises Refused when the table does not know the move.
    """
    note(case, kind, by=by, at=at, verb=verb, to=to, **facts)
    deadlines.refresh(case, at=at)
    case.version += 1
    case.save()
    return case


def note(
    case: Case, kind: Kind, *, by: Account | None, at: datetime, verb: str = "", to: Status | None = None, **facts: Fact
) -> None:
    """The event and the move alone: for the first of two events of one transaction, whose second computes the rest,
    and for what changes no field of the case."""
    if to is not None:
        require_move(verb, case.status, to)
        facts |= {"from": case.status, "to": to.value}
        case.status = to
    record(case, kind, actor=by, at=at, **facts)
