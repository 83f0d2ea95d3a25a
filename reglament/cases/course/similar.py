"""R-18  A case on the same contract and item not long ago: shown before sending and in triage, never in the way."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from reglament.cases import terms
from reglament.cases.models import Case
from reglament.contracts.models import Contract
from reglament.equipment.models import Item
from reglament.memory.statements import Question
from reglament.terms.resolve import resolve


def first(contract: Contract | None, item: Item | None, *, at: datetime) -> Case | None:
    """The newest open case on this item, opened within the window."""
    if contract is None or item is None:
        return None
    since = at - timedelta(hours=resolve(terms.DUPLICATE_HOURS, contract))
    return next(iter(_ALIKE.ask(contract.pk, item.pk, since, at)), None)


def _alike(contract: int, item: int, since: datetime, at: datetime) -> QuerySet[Case]:
    alike = Case.objects.filter(contract=contract, item=item, is_open=True, received_at__gte=since, received_at__lte=at)
    return alike.order_by("-id")[:1]


_ALIKE = Question(_alike, int, int, datetime, datetime)
