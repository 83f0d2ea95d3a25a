"""Letters of known logins: through the command, and as a flood into the listener with the worker beside it."""

import os
import random
import smtplib
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from django.db import connections

from bench import load, machine, texts, world
from bench.figures import Row
from reglament.cases.models import Case

SENDERS = 20
PATIENCE_SECONDS = 1200
DEFERRED_SECONDS = 1


def through_the_command(wanted: int) -> Row:
    """`reglament letter FOLDER`: one process from its start to its end."""
    dice, before = random.Random(), Case.objects.count()
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(wanted):
            Path(folder, f"{turn:05d}.eml").write_bytes(_letter(turn, dice))
        seconds, app_ms = command("letter", folder)
    failed = wanted - (Case.objects.count() - before)
    return Row(
        "letter to case, command", 1, wanted / seconds, None, None, None, app_ms / wanted, None, None, None, failed
    )


def through_the_listener(port: int, wanted: int) -> list[Row]:
    """A flood over SMTP while the worker works, and then what the worker alone makes of as many letters."""
    before = Case.objects.count()
    with _program("listen", port) as listener, _program("worker", port) as worker:
        used = machine.spent(listener.pid, []).app
        timing = _sent(port, wanted)
        each_ms = (machine.spent(listener.pid, []).app - used) / wanted
        _wait(before + wanted, worker)
    failed = timing.failed + wanted - (Case.objects.count() - before)
    taken = Row(
        "letter acknowledged", SENDERS, timing.per_second, timing.p50, timing.p95, timing.p99, each_ms, None, None, None,
        failed,
    )  # fmt: skip
    return [taken, _worked_off(port, wanted // 2)]


def command(*arguments: str) -> tuple[float, float]:
    """Seconds from start to end of one command, and the milliseconds of CPU it took; exits when it fails."""
    connections.close_all()
    begun, before = time.perf_counter(), os.times()
    subprocess.run(_started(*arguments), stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - begun, used * 1000


def _worked_off(port: int, wanted: int) -> Row:
    """Letters that wait already: cases, deadlines and answers in the outbox, by one worker."""
    before = Case.objects.count()
    with _program("listen", port):
        _sent(port, wanted)
    with _program("worker", port) as worker:
        _wait(before + 1, worker)
        begun, used, first = time.perf_counter(), machine.spent(worker.pid, []).app, Case.objects.count()
        _wait(before + wanted, worker)
        seconds, app_ms = time.perf_counter() - begun, machine.spent(worker.pid, []).app - used
    done = Case.objects.count() - first
    failed = wanted - (Case.objects.count() - before)
    return Row("letter to case, worker", 1, done / seconds, None, None, None, app_ms / done, None, None, None, failed)


def _sent(port: int, wanted: int) -> load.Timing:
    """As mail servers do: a letter that is deferred is offered again until it is acknowledged."""
    dice, letters = random.Random(), iter(range(wanted))
    times: list[float] = []
    lock = threading.Lock()

    def work() -> None:
        while True:
            with lock:
                turn = next(letters, None)
                raw = b"" if turn is None else _letter(turn, dice)
            if turn is None:
                return
            begun = time.perf_counter()
            while not _is_acknowledged(port, _login(turn), raw):
                time.sleep(DEFERRED_SECONDS)
            times.append(time.perf_counter() - begun)

    threads = [threading.Thread(target=work) for _turn in range(SENDERS)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return load.timed(times, time.perf_counter() - begun, wanted - len(times))


def _is_acknowledged(port: int, login: str, raw: bytes) -> bool:
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=60) as session:
            session.sendmail(f"{login}@customer.example", ["support@desk.example"], raw)
    except (OSError, smtplib.SMTPException):
        return False
    return True


def _wait(cases: int, worker: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while Case.objects.count() < cases and time.monotonic() < until and worker.poll() is None:
        time.sleep(0.2)


@contextmanager
def _program(name: str, port: int) -> "Iterator[subprocess.Popen[bytes]]":
    """Listener or worker as an installation runs it, until the end."""
    environment = os.environ | {"MAIL_PORT": str(port), "LMTP_PORT": "0"}
    process = subprocess.Popen(_started(name), env=environment)
    try:
        if name == "listen":
            _await(port, process)
        yield process
    finally:
        process.terminate()
        process.wait(60)


def _await(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            smtplib.SMTP("127.0.0.1", port, timeout=5).quit()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("the listener does not answer")


def _started(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "reglament.config.command", *arguments]


def _login(turn: int) -> str:
    return f"customer{turn % world.COMPANIES:03d}.0"


def _letter(turn: int, dice: random.Random) -> bytes:
    login = _login(turn)
    letter = EmailMessage()
    letter["From"], letter["To"] = f"{login}@customer.example", "support@desk.example"
    letter["Subject"], letter["Date"] = texts.subject(dice), datetime.now(UTC)
    letter["Message-ID"] = f"<{dice.getrandbits(64):x}.{turn}@customer.example>"
    letter.set_content(f"Логин: {login}\nПриоритет: {dice.randint(2, 4)}\n\n{texts.text('description', dice)}\n")
    return letter.as_bytes()
