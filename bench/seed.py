"""Fills an empty database with cases: `python -m bench.seed --cases 20000` works on the database of DATABASE_URL.

92 of 100 cases have ended, over two years; the others are open, most of them young. Every case has the events its
verbs would have written, so its deadlines can be rebuilt from them: a sample is, at the end, and must not differ.
"""

import argparse
import os
import random
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reglament.config.settings")

CLOSED_SHARE = 0.92
DAYS = 730
BATCH = 2000
SAMPLE = 300


def main() -> int:
    """Exit 1 when the sample's deadlines do not follow from its events."""
    parser = argparse.ArgumentParser(prog="python -m bench.seed", description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    wanted = parser.parse_args().cases
    import django

    django.setup()
    from django.core.management import call_command

    from reglament.cases.models import Case

    call_command("migrate", verbosity=0)
    if Case.objects.exists():
        sys.exit("The database holds cases already.")
    begun = time.monotonic()
    now = datetime.now(UTC).replace(microsecond=0)
    fill(wanted, now)
    print(f"{wanted} cases in {time.monotonic() - begun:.0f} s")
    return verify(wanted)


def fill(wanted: int, now: datetime) -> None:
    from django.conf import settings
    from django.db import transaction

    from bench import courses, plots, world
    from bench.bulk import Bulk, unchecked
    from reglament.cases.models import NumberCounter

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
    from bench import plots
    from bench.courses import drawn

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
    from reglament.cases.course import deadlines
    from reglament.cases.models import Case

    dice = random.Random()
    related = ("policy", "contract_version", "contract", "category")
    sample: Any = Case.objects.select_related(*related).filter(
        id__in=dice.sample(range(1, wanted + 1), min(wanted, SAMPLE))
    )
    wrong = deadlines.rebuild(sample, at=datetime.now(UTC))
    for number, difference in wrong:
        print(f"{number}  {difference}")
    print(f"deadlines rebuilt from the events of {min(wanted, SAMPLE)} cases: {len(wrong)} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
