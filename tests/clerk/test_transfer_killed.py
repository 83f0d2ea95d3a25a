"""R-64  The server is killed while a large file comes: it goes on behind the last byte, and stands in the case once."""

import base64
import hashlib
import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.test import Client

from reglament.cases.course import transferring
from reglament.cases.models import Attachment, Case, Transfer, TransferredFile
from reglament.cases.status import Status
from reglament.files import storing
from reglament.people.models import Account
from tests.clerk.installations import Made, opened
from tests.clerk.programs import HOUSE, PATIENCE_SECONDS, Programs, await_port, free_port

MB = 1024 * 1024
SIZE = 24 * MB
ROUNDS = 6
LONGEST_ROUND = 0.6
# Bytes a second: all rounds together bring less than the whole, however fast the machine.
PACE = int(SIZE / (ROUNDS * LONGEST_ROUND) * 0.7)
PIECE = 64 * 1024
SECRET = "a" * 32


class Server:
    """The web server, as an installation runs it."""

    def __init__(self, programs: Programs) -> None:
        self.programs, self.port = programs, free_port()

    def start(self) -> None:
        command = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port),
            "--workers", "1", "--blocking-threads", "2", "--no-ws", "--log-level", "critical",
            "reglament.config.wsgi:application",
        ]  # fmt: skip
        environment = self.programs.environment(LOG_LEVEL="CRITICAL", PORT=str(self.port))
        self.process = subprocess.Popen(command, cwd=HOUSE, env=environment, start_new_session=True)
        await_port(self.port, self.process)
        self.await_answer()

    def await_answer(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/healthz"):
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        """With all its workers: they are a group of their own."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def memory(self) -> int:
        """Bytes that the worker has taken at most."""
        main = self.process.pid
        (worker,) = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        lines = Path(f"/proc/{worker}/status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


class Sender:
    """A customer's program; `base` is the page of the transfer."""

    def __init__(self, port: int, base: str, account: Account) -> None:
        client = Client()
        client.force_login(account)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.port, self.base = port, base
        self.headers = {
            "Tus-Resumable": "1.0.0",
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={SECRET}",
            "X-CSRFToken": SECRET,
        }

    def ask(self, method: str, url: str, body: Any = None, **more: str) -> http.client.HTTPResponse:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        said = {name.replace("_", "-"): value for name, value in more.items()}
        line.request(method, urlsplit(url).path, body, self.headers | said)
        answer = line.getresponse()
        answer.read()
        return answer

    def begin(self, size: int) -> str:
        name = base64.b64encode("дамп.bin".encode()).decode()
        answer = self.ask(
            "POST", f"{self.base}uploads/", Upload_Length=str(size), Upload_Metadata=f"filename {name}",
            Content_Length="0",
        )  # fmt: skip
        assert answer.status == 201
        return str(answer.headers["Location"])

    def come(self, url: str) -> int:
        return int(self.ask("HEAD", url).headers["Upload-Offset"])

    def send(self, url: str, content: bytes, offset: int) -> int:
        kind = "application/offset+octet-stream"
        return self.ask("PATCH", url, content[offset:], Upload_Offset=str(offset), Content_Type=kind).status

    def send_slowly(self, url: str, content: bytes, offset: int) -> None:
        """Until the line breaks."""
        head = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset)}
        lines = [f"PATCH {urlsplit(url).path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(content) - offset}"]
        lines += [f"{name}: {value}" for name, value in (self.headers | head).items()]
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=30) as line:
                line.sendall("\r\n".join([*lines, "", ""]).encode())
                for at in range(offset, len(content), PIECE):
                    line.sendall(content[at : at + PIECE])
                    time.sleep(PIECE / PACE)
        except OSError:
            return


@pytest.fixture
def programs(made: Made, tmp_path: Path, django_db_blocker: Any) -> Iterator[Programs]:
    with django_db_blocker.unblock():
        url = made.copy(tmp_path / "data")
        with opened(url, tmp_path / "data"):
            yield Programs(url, tmp_path / "data")


@pytest.fixture
def transfer(programs: Programs) -> Transfer:
    case = Case.objects.filter(status=Status.IN_PROGRESS, assignee__isnull=False).latest("id")
    transferring.open_transfer(case, most_bytes=500 * MB, days=7, uploader=None, by=case.assignee, at=datetime.now(UTC))
    return Transfer.objects.select_related("case__opener").get()


@pytest.fixture
def server(programs: Programs) -> Iterator[Server]:
    server = Server(programs)
    try:
        server.start()
        yield server
    finally:
        server.kill()


def sender_of(server: Server, transfer: Transfer) -> Sender:
    base = f"/cases/{transfer.case.number}/transfers/{transferring.token_of(transfer)}/"
    assert transfer.case.opener
    return Sender(server.port, base, transfer.case.opener)


def test_it_goes_on_behind_the_last_byte(transfer: Transfer, server: Server) -> None:
    dice = random.Random(64)
    content = dice.randbytes(SIZE)
    sender = sender_of(server, transfer)
    url, offsets = sender.begin(SIZE), [0]
    for _round in range(ROUNDS):
        sending = threading.Thread(target=sender.send_slowly, args=(url, content, offsets[-1]))
        sending.start()
        time.sleep(dice.uniform(0.1, LONGEST_ROUND))
        server.kill()
        sending.join()
        server.start()
        offsets.append(sender.come(url))
    assert offsets == sorted(offsets)
    assert 0 < offsets[-1] < SIZE
    assert sender.send(url, content, offsets[-1]) == 204
    assert sender.come(url) == SIZE
    kept = Attachment.objects.select_related("file").get(name="дамп.bin")
    assert hashlib.sha256(content).hexdigest() == kept.file.sha256
    assert storing.read(kept.file) == content
    assert TransferredFile.objects.get().finished_at


def test_a_large_file_takes_no_memory(transfer: Transfer, server: Server) -> None:
    sender = sender_of(server, transfer)
    content = bytes(300 * MB)
    url = sender.begin(len(content))
    before = server.memory()
    assert sender.send(url, content, 0) == 204
    assert server.memory() - before < 40 * MB
    assert sender.come(url) == len(content)
