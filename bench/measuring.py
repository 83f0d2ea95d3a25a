"""What is measured on one filled database: four pages that are read, the form that is sent, the letters that come."""

import random
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from statistics import mean, mode
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import load, machine, post, texts, world
from bench.figures import Figures, Row
from bench.load import Timing
from bench.server import FORM, Form, Visitor, running
from reglament.cases.models import Case
from reglament.config import run
from reglament.history.models import Pending
from reglament.people.models import Account

DEEP_SHARE = 0.7
SAMPLE = 5000
CONNECTIONS = (1, 8)
WARM_UP_SECONDS = 1
READER = "duty"
BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


def measured(*, port: int, seconds: float, creates: int, letters: int, flood: int) -> Figures:
    """Starts the server, measures everything in turn and stops it."""
    run.prepare()
    found = _begun()
    with running(port) as server:
        found.memory["fresh"] = round(machine.memory(server))
        _read(found, server, port, seconds)
        found.memory["after lists and cases"] = round(machine.memory(server))
        for count in CONNECTIONS:
            visitors = [Visitor(port).sign_in(f"customer{turn:03d}.0", world.PASSWORD) for turn in range(count)]
            sent = _forms(visitors, creates // count)
            found.rows.append(_row("create", count, server, partial(_create, port, sent), _statements_of_create()))
        found.memory["after creating"] = round(machine.memory(server))
    found.rows.append(_handed_over())
    found.rows.append(post.through_the_command(letters))
    found.rows += post.through_the_listener(port + 1, flood)
    return found


def _begun() -> Figures:
    version = ".".join(map(str, connection.get_database_version()))
    return Figures(
        cases=Case.objects.count(),
        open=Case.objects.open().count(),
        engine=f"{connection.display_name} {version}",
        machine=machine.described(),
        measured_on=f"{datetime.now(UTC):%Y-%m-%d}",
        generator=machine.wrk_version() if load.WRK else "bench/load.py",
        settings=_database_settings(),
    )


def _database_settings() -> dict[str, str]:
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        names = ("shared_buffers", "random_page_cost", "synchronous_commit")
        found = {}
        for name in names:
            cursor.execute(f"SHOW {name}")
            found[name] = cursor.fetchone()[0]
        return found


def _read(found: Figures, server: int, port: int, seconds: float) -> None:
    cookie = Visitor(port).sign_in(READER, world.PASSWORD).cookie
    for name, paths in _pages().items():
        seen = _looked_at(paths)
        load.read(port, cookie, paths, connections=max(CONNECTIONS), seconds=WARM_UP_SECONDS)
        for count in CONNECTIONS:
            work = partial(load.read, port, cookie, paths, connections=count, seconds=seconds)
            found.rows.append(_row(name, count, server, work, seen))


def _pages() -> dict[str, list[str]]:
    """The list, a page far down in it by its key, any case, any case by its number."""
    dice, last = random.Random(), Case.objects.order_by("-id").values_list("id", flat=True)[0]
    ids = [dice.randint(1, last) for _turn in range(SAMPLE)]
    numbers = list(Case.objects.filter(id__in=ids).values_list("number", flat=True))
    dice.shuffle(numbers)
    ordered = Case.objects.open().order_by("next_due_at", "id")
    due, pk = ordered.values_list("next_due_at", "id")[int(ordered.count() * DEEP_SHARE)]
    return {
        "list": ["/desk/queue/"],
        "deep page": [f"/desk/queue/?after={quote(f'{due.isoformat()}~{pk}')}"],
        "case": [f"/desk/cases/{number}/" for number in numbers],
        "search by number": [f"/desk/search/?q={number}" for number in numbers],
    }


def _looked_at(paths: list[str]) -> tuple[int, int]:
    """Statements and bytes of one view, session and rights included, what a process remembers being in place."""
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0], "accept-language": "ru"})
    client.force_login(Account.objects.get(login=READER))
    sizes, counts = [], []
    for path in paths[:30] * (30 // min(30, len(paths))):
        with CaptureQueriesContext(connection) as queries:
            sizes.append(len(client.get(path).content))
        counts.append(len(queries))
    return mode(counts), round(mean(sizes))


def _forms(visitors: list[Visitor], each: int) -> list[tuple[Visitor, list[bytes]]]:
    """The portal's form of a new case, fetched and filled in beforehand: only its sending is timed."""
    dice = random.Random()
    return [(visitor, [_filled(visitor, dice) for _turn in range(each)]) for visitor in visitors]


def _filled(visitor: Visitor, dice: random.Random) -> bytes:
    form = Form(visitor.get("/cases/new/")[1], "description")
    typed = {
        "category": "incident", "item": dice.choice(form.offered["item"][:-1]), "priority": str(dice.randint(2, 4)),
        "subject": texts.subject(dice), "description": texts.text("description", dice), "do": "send",
    }  # fmt: skip
    return urlencode(form.values | typed).encode()


def _create(port: int, sent: list[tuple[Visitor, list[bytes]]]) -> Timing:
    def requests(turn: int) -> Iterator[load.Asked]:
        visitor, bodies = sent[turn]
        for body in bodies:
            yield "POST", "/cases/new/", body, FORM | {"Cookie": visitor.cookie}

    before = Case.objects.count()
    timing = load.send(port, requests, connections=len(sent))
    if Case.objects.count() - before != timing.requests:
        sys.exit(f"{timing.requests} forms were sent, {Case.objects.count() - before} cases were made")
    return timing


def _statements_of_create() -> tuple[int, int]:
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0], "accept-language": "ru"})
    client.force_login(Account.objects.get(login="customer000.0"))
    form = Form(client.get("/cases/new/").content.decode(), "description")
    typed = {"category": "incident", "item": form.offered["item"][0], "priority": "3", "subject": "Проверка"}
    with CaptureQueriesContext(connection) as queries:
        client.post("/cases/new/", form.values | typed | {"description": "Проверка", "do": "send"})
    return len(queries), 0


def _handed_over() -> Row:
    """What the clerk makes of the events that creating left behind: letters into the outbox.

    Cases that the clerk closes meanwhile make events of their own, which are not waited for.
    """
    waiting = list(Pending.objects.values_list("id", flat=True))
    seconds, app_ms = post.command("clerk", "--once")
    left = Pending.objects.filter(id__lte=max(waiting)).count()
    done = len(waiting) - left
    return Row("event to letters", 1, done / seconds, None, None, None, app_ms / max(done, 1), None, None, None, left)


def _row(workload: str, count: int, server: int, work: Callable[[], Timing], seen: tuple[int, int]) -> Row:
    before = machine.spent(server, _backends())
    timing = work()
    cost = machine.spent(server, _backends()) - before
    each = max(timing.requests, 1)
    return Row(
        workload, count, timing.per_second, timing.p50, timing.p95, timing.p99, cost.app / each,
        cost.database / each if connection.vendor == "postgresql" else None, seen[0], seen[1] or None, timing.failed,
    )  # fmt: skip


def _backends() -> list[int]:
    """The processes of the database server that serve this database, when they are on this machine."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return [pid for (pid,) in cursor.fetchall()]
