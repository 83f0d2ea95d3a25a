"""Fills an empty database with cases: `python -m bench.seed --cases 20000` works on the database of DATABASE_URL.

92 of 100 cases have ended, over two years; the others are open, most of them young. Every case has the events its
verbs would have written, so its deadlines can be rebuilt from them: a sample is, at the end, and must not differ.
"""

import argparse
import os
import sys
import time
from datetime import UTC, datetime

import django
from django.core.management import call_command


def main() -> int:
    """Exit 1 when the sample's deadlines do not follow from its events."""
    parser = argparse.ArgumentParser(prog="python -m bench.seed", description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    wanted = parser.parse_args().cases
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reglament.config.settings")
    django.setup()
    from bench import seeding
    from reglament.cases.models import Case

    call_command("migrate", verbosity=0)
    if Case.objects.exists():
        sys.exit("The database holds cases already.")
    begun = time.monotonic()
    seeding.fill(wanted, datetime.now(UTC).replace(microsecond=0))
    print(f"{wanted} cases in {time.monotonic() - begun:.0f} s")
    return 1 if seeding.verify(wanted) else 0


if __name__ == "__main__":
    sys.exit(main())
