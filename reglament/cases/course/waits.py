"""Where a waiting case goes back to."""

from reglament.cases import events
from reglament.cases.models import Case
from reglament.cases.status import Status

BEGINNINGS = tuple(kind.code for kind in (events.WAITS_CUSTOMER, events.WAITS_VENDOR, events.POSTPONED))


def before_waiting(case: Case) -> Status:
    """A workaround stays provided, work not yet taken stays registered; all else goes on in progress."""
    facts = case.events.filter(kind__in=BEGINNINGS).order_by("-id").values_list("facts", flat=True).first()
    former = Status((facts or {}).get("from", Status.IN_PROGRESS))
    return former if former in (Status.REGISTERED, Status.WORKAROUND) else Status.IN_PROGRESS
