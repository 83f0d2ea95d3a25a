"""Cases by the thousand in an empty database, and the proof that they hold what they say."""

import random
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from bench import courses, plots, world
from bench.bulk import Bulk, unchecked
from bench.courses import drawn
from reglament.cases.course import deadlines
from reglament.cases.models import Case, NumberCounter

CLOSED_SHARE = 0.92
DAYS = 730
BATCH = 2000
SAMPLE = 300


def fill(wanted: int, now: datetime) -> None:
    """Writes the world and `wanted` cases up to `now` (UTC); progress goes to standard error."""
    dice, bulk = random.Random(wanted), Bulk(*courses.TABLES)
    with transaction.atomic():
        people = world.build(now.date())
    zone, numbers = ZoneInfo(settings.TIME_ZONE), Counter[int]()
    with unchecked():
        for turn, (received_at, plot, priority) in enumerate(plan(wanted, now, dice), start=1):
            year = received_at.astimezone(zone).year
            numbers[year] += 1
            number = f"SD-{year}-{numbers[year]:06d}"
            course = courses.begin(number, received_at, priority, now, people, bulk, dice)
            plots.PLAYED[plot](course)
            courses.write(course)
            if turn % BATCH == 0:
                bulk.write()
                print(f"\r{turn}", end="", file=sys.stderr, flush=True)
        bulk.write()
    for year, last in numbers.items():
        NumberCounter.objects.create(prefix="SD", year=year, last=last)
    bulk.finish()
    print(file=sys.stderr)


def plan(wanted: int, now: datetime, dice: random.Random) -> list[tuple[datetime, str, int]]:
    """When each case comes in and how far it gets, oldest first: numbers follow the time."""
    found = []
    for turn in range(wanted):
        priority = drawn(plots.PRIORITIES, dice)
        if turn < wanted * CLOSED_SHARE:
            ago = timedelta(days=dice.uniform(2, DAYS))
            plot = drawn(plots.ENDED, dice)
        else:
            plot = drawn(plots.OPEN, dice)
            ago = timedelta(days=plots.age(plot, priority, dice))
        found.append(((now - ago).replace(microsecond=0), plot, priority))
    return sorted(found)


def verify(wanted: int) -> int:
    """Rebuilds the deadlines of a sample from its events; the number of differences, which must be 0."""
    dice = random.Random()
    related = ("policy", "contract_version", "contract", "category")
    sample = Case.objects.select_related(*related).filter(id__in=dice.sample(range(1, wanted + 1), min(wanted, SAMPLE)))
    wrong = deadlines.rebuild(sample, at=datetime.now(UTC))
    for number, difference in wrong:
        print(f"{number}  {difference}")
    print(f"deadlines rebuilt from the events of {min(wanted, SAMPLE)} cases: {len(wrong)} differ")
    return len(wrong)
