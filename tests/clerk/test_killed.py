"""Whoever is killed whenever: what was acknowledged is kept, every letter becomes one case, and nothing is left half.

Listener and worker are killed by turns at a random moment, 60 times over both databases, while letters keep coming;
a sender repeats what was not acknowledged, as every mail server does.
"""

import random
import signal
import smtplib
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from reglament.cases.models import Case, CaseEvent, Entry
from reglament.files import sweeping
from reglament.files.models import StoredFile
from reglament.intake.models import Receipt, ReceiptEvent
from reglament.jobs.models import Job
from tests.clerk.installations import Made, OnSqlite, opened
from tests.clerk.programs import PATIENCE_SECONDS, Programs, await_port, free_port
from tests.mail import writing

ROUNDS = {True: 36, False: 24}
"""On SQLite, on PostgreSQL."""
IVANOV, SUPPORT = "ivanov@customer.example", "support@vector.example"


def letter(number: int) -> bytes:
    text = f"Логин: ivanov\nПриоритет: 3\n\nОбращение номер {number}."
    return writing.raw(text, From=IVANOV, Subject=f"Обращение {number}", Message_ID=f"<{number}@customer.example>")


@dataclass
class Sender:
    """Sends letter after letter until told to stop, each again and again until it is acknowledged."""

    port: int
    acknowledged: list[int] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def work(self, number: int) -> None:
        while not self.stopping.is_set():
            if self._send(number):
                self.acknowledged.append(number)
                number += 2
            else:
                time.sleep(0.05)

    def _send(self, number: int) -> bool:
        try:
            with smtplib.SMTP("127.0.0.1", self.port, timeout=10) as session:
                session.sendmail(IVANOV, [SUPPORT], letter(number))
            return True
        except (OSError, smtplib.SMTPException):
            return False


@dataclass
class Pair:
    """Listener and worker; whichever was killed is started again."""

    programs: Programs
    smtp: int = field(default_factory=free_port)
    running: "dict[str, subprocess.Popen[bytes]]" = field(default_factory=dict)

    def start(self, name: str) -> None:
        self.running[name] = self.programs.start(name, MAIL_PORT=str(self.smtp), LMTP_PORT="0", LOG_LEVEL="CRITICAL")

    def kill(self, name: str) -> None:
        self.running[name].send_signal(signal.SIGKILL)
        self.running[name].wait()

    def end(self) -> None:
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            process.wait(PATIENCE_SECONDS)


@pytest.fixture
def programs(made: Made, tmp_path: Path, django_db_blocker: Any) -> Iterator[Programs]:
    with django_db_blocker.unblock():
        url = made.copy(tmp_path / "data")
        with opened(url, tmp_path / "data"):
            yield Programs(url, tmp_path / "data")


def test_nothing_is_lost_and_nothing_is_doubled(programs: Programs, made: Made) -> None:
    dice = random.Random(20261125)
    before = Case.objects.count()
    pair = Pair(programs)
    sender = Sender(pair.smtp)
    for name in ("listen", "worker"):
        pair.start(name)
    await_port(pair.smtp, pair.running["listen"])
    threads = [threading.Thread(target=sender.work, args=(number,)) for number in (1, 2)]
    for thread in threads:
        thread.start()
    try:
        for turn in range(ROUNDS[isinstance(made, OnSqlite)]):
            name = ("listen", "worker")[turn % 2]
            time.sleep(dice.uniform(0.3, 1.5))
            pair.kill(name)
            pair.start(name)
        await_port(pair.smtp, pair.running["listen"])
    finally:
        sender.stopping.set()
        for thread in threads:
            thread.join()
        pair.end()
    _drain()
    assert len(sender.acknowledged) > ROUNDS[isinstance(made, OnSqlite)]
    _judge(sender.acknowledged, before)


def _drain() -> None:
    """What the killed ones had in hand comes back when their lease ends."""
    Job.objects.update(run_at=datetime.now(UTC), leased_until=None)
    for _round in range(100):
        if not Job.objects.filter(state=Job.State.WAITING).exists():
            return
        call_command("worker", "--once")


def _judge(acknowledged: list[int], before: int) -> None:
    kept = Receipt.objects.filter(from_address=IVANOV)
    identifiers = list(kept.values_list("message_id", flat=True))
    assert len(identifiers) == len(set(identifiers)), "a letter is kept twice"
    assert {f"{number}@customer.example" for number in acknowledged} <= set(identifiers), (
        "an acknowledged letter is gone"
    )
    assert set(kept.values_list("verdict", flat=True)) == {"case"}
    cases = set(kept.values_list("case", flat=True))
    assert len(cases) == len(identifiers) == Case.objects.count() - before, "half a case, or two"
    for case in Case.objects.filter(pk__in=cases):
        assert Entry.objects.filter(case=case, is_opening=True).count() == 1
        assert CaseEvent.objects.filter(subject=case, kind="case.received").count() <= 1
    assert ReceiptEvent.objects.filter(subject__in=kept).count() == kept.count()
    sweeping.sweep(at=datetime.now(UTC) + timedelta(days=2))
    on_disk = {path.name for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file()}
    assert on_disk == set(StoredFile.objects.values_list("sha256", flat=True)), (
        "a row without its file, or a file of none"
    )
