"""R-69  Case numbers: SD-2026-000123, in order, never given twice, whoever writes beside us."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F

from reglament.cases import terms
from reglament.cases.models import NumberCounter
from reglament.terms.resolve import resolve


def take(*, at: datetime) -> str:
    """The next number of the year of `at` in the house's zone; part of the caller's transaction.

    The counter's row is locked by the update itself, so writers beside us wait for our commit.
    """
    prefix = resolve(terms.NUMBER_PREFIX)
    year = at.astimezone(ZoneInfo(settings.TIME_ZONE)).year
    counter = NumberCounter.objects.filter(prefix=prefix, year=year)
    if not counter.update(last=F("last") + 1):
        NumberCounter.objects.bulk_create([NumberCounter(prefix=prefix, year=year)], ignore_conflicts=True)
        counter.update(last=F("last") + 1)
    return f"{prefix}-{year}-{counter.values_list('last', flat=True).get():06d}"
