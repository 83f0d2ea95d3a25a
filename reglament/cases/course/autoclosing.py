"""When a solved case closes by itself if nobody objects (domain §2): announced to the customer from the first day."""

from datetime import datetime

from reglament.cases import terms
from reglament.cases.clocks import ROUND_THE_CLOCK
from reglament.cases.models import Case
from reglament.clock.threshold import Threshold, Unit, allowance
from reglament.clock.worktime import reach
from reglament.contracts import thresholds
from reglament.terms.resolve import resolve


def instant(case: Case, resolved_at: datetime) -> datetime | None:
    """The moment n working days after the solution, in the hours of the case's priority."""
    days = Threshold(resolve(terms.REOPEN_DAYS, case.category, case.contract), Unit.WORKING_DAYS)
    calendar = ROUND_THE_CLOCK
    if case.policy_id:
        calendar = thresholds.read(case.policy_id).calendar(case.priority, "SOL")
    return reach(calendar, resolved_at, allowance(days, calendar, resolved_at))
