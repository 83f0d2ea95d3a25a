"""What the process's memory is worth: a case page with it and without it, `DATA=… python -m bench.memory`.

Needs an installation with cases that has been started once; whatever it writes there it takes back. Prints medians over
the newest cases: statements, Python calls, and milliseconds of CPU of this process, the database's own left out.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from statistics import median
from types import FrameType
from typing import Any
from unittest.mock import patch

import django

ROUNDS = 5
WAYS = {"both": (), "no statements": ("statements",), "no values": ("values",), "neither": ("statements", "values")}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.memory", description=__doc__)
    parser.add_argument("--cases", type=int, default=40)
    wanted = parser.parse_args().cases
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reglament.config.settings")
    django.setup()
    from django.db import connection, transaction

    with transaction.atomic():
        figures = _measured(wanted)
        transaction.set_rollback(True)
    print(f"{connection.display_name}\n{'remembered':<14}{'statements':>12}{'calls':>9}{'ms':>8}")
    for way, (statements, calls, spent) in figures.items():
        print(f"{way:<14}{statements:>12.0f}{calls:>9.0f}{spent:>8.1f}")
    return 0


def _measured(wanted: int) -> dict[str, tuple[float, float, float]]:
    """Statements, calls and milliseconds of each way; the ways take turns, so that the machine is the same for all."""
    pages = _pages(wanted)
    spent: dict[str, list[float]] = {way: [] for way in WAYS}
    for _round in range(ROUNDS):
        for way, without in WAYS.items():
            with _forgetting(*without):
                spent[way] += [_milliseconds(page) for page in pages]
    figures = {}
    for way, without in WAYS.items():
        with _forgetting(*without):
            statements, calls = median(map(_statements, pages)), median(map(_calls, pages))
        figures[way] = statements, calls, median(spent[way])
    return figures


def _pages(wanted: int) -> list[Callable[[], None]]:
    """Each looks at the page of one case as an engineer does; all have been looked at once."""
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from reglament.cases.models import Case
    from reglament.people.models import Account
    from reglament.people.roles import Role

    client = Client(HTTP_HOST="127.0.0.1", wsgi_url_scheme=settings.BASE_URL.partition(":")[0])
    client.force_login(Account.objects.staff().active().holding(Role.ENGINEER).order_by("id")[0])

    def page(number: str) -> Callable[[], None]:
        def look() -> None:
            assert client.get(f"{reverse('desk:case', args=(number,))}?own=1").status_code == 200

        return look

    numbers = Case.objects.order_by("-id").values_list("number", flat=True)[:wanted]
    pages = [page(number) for number in numbers]
    for look in pages:
        look()
    return pages


@contextmanager
def _forgetting(*parts: str) -> Iterator[None]:
    """The same program with these parts of its memory taken away."""
    from reglament.memory.statements import Question
    from reglament.memory.values import Kept

    instead: dict[str, tuple[type, str, Callable[..., Any]]] = {
        "statements": (Question, "ask", lambda self, *arguments: list(self._build(*arguments))),
        "values": (Kept, "fresh", lambda self: {}),
    }
    with ExitStack() as stack:
        for part in parts:
            stack.enter_context(patch.object(*instead[part]))
        yield


def _milliseconds(look: Callable[[], None]) -> float:
    begun = time.process_time()
    look()
    return (time.process_time() - begun) * 1000


def _calls(look: Callable[[], None]) -> int:
    count = 0

    def see(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(see)
    try:
        look()
    finally:
        sys.setprofile(None)
    return count


def _statements(look: Callable[[], None]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        look()
    return len(queries)


if __name__ == "__main__":
    sys.exit(main())
