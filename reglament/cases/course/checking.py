"""R-39  How long a contract check may take: a target of our own, no promise to the customer (domain §2)."""

from collections.abc import Sequence
from datetime import datetime

from reglament.cases import events, terms
from reglament.cases.clocks import ROUND_THE_CLOCK
from reglament.cases.models import Case, CaseEvent
from reglament.cases.models.case import Entitlement
from reglament.clock.worktime import reach
from reglament.contracts import calendars
from reglament.terms.resolve import resolve

BEGUN_BY = (events.CHECK_STARTED.code, events.REGISTERED_CONDITIONALLY.code)


def until(case: Case, recorded: Sequence[CaseEvent]) -> datetime | None:
    """When the check of this case is to be done (UTC); None while none goes on. `recorded`: its events in order."""
    if not case.is_open or case.entitlement != Entitlement.PENDING:
        return None
    begun_at = next((event.at for event in reversed(recorded) if event.kind in BEGUN_BY), None)
    if begun_at is None:
        return None
    hours = resolve(terms.CHECK_HOURS, case.category, case.contract)
    calendar = calendars.named(resolve(terms.CHECK_CALENDAR, case.category, case.contract)) or ROUND_THE_CLOCK
    return reach(calendar, begun_at, hours * 3600)
