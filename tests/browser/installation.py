"""The product as somebody gets it: a data folder of its own, the demo company, a web server and the clerk."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

CHECKOUT = Path(__file__).resolve().parents[2]
ORDINARY_CASES = "40"
PATIENCE_SECONDS = 30
# What of the caller's set-up a program needs to start at all; everything else is the product's own default.
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV")


@dataclass(frozen=True, slots=True)
class Installation:
    """`base` is the address of its first page without the last slash."""

    base: str
    environment: dict[str, str]
    log: Path

    def ask(self, module: str, function: str) -> Any:
        """What a function of a test module returns when it is called inside this installation."""
        call = f"import django, json; django.setup(); from {module} import {function}; print(json.dumps({function}()))"
        command = [sys.executable, "-c", call]
        answer = subprocess.run(command, cwd=CHECKOUT, env=self.environment, capture_output=True, text=True)
        assert answer.returncode == 0, answer.stderr
        return json.loads(answer.stdout)


@contextmanager
def running(folder: Path) -> Iterator[Installation]:
    """Prepares everything below `folder`, starts web and clerk, and stops both at the end."""
    port = _free_port()
    environment = {name: os.environ[name] for name in KEPT if name in os.environ} | {
        "DATA": str(folder / "data"),
        "DJANGO_SETTINGS_MODULE": "reglament.config.settings",
        "LOG_LEVEL": "WARNING",
        "PORT": str(port),
        "REGLAMENT_MODE": "demo",
    }
    (folder / "data").mkdir()
    collecting = _manage(environment, "collectstatic", "--no-input", "--verbosity=0")
    _finish(_manage(environment, "migrate", "--verbosity=0"))
    _finish(_manage(environment, "load_tables"))
    _finish(_manage(environment, "demo", "--cases", ORDINARY_CASES))
    _finish(collecting)
    log = folder / "log"
    with log.open("wb") as out:
        processes = [_start(command, environment, out) for command in (_web(port), _clerk())]
        try:
            found = Installation(f"http://127.0.0.1:{port}", environment, log)
            _await(found, processes)
            yield found
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                _end(process)


def _web(port: int) -> list[str]:
    return [
        "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
        "--blocking-threads", "2", "--no-ws", "--log-level", "warning", "reglament.config.wsgi:application",
    ]  # fmt: skip


def _clerk() -> list[str]:
    return ["reglament.config.command", "clerk"]


def _start(command: list[str], environment: dict[str, str], out: Any) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", *command], cwd=CHECKOUT, env=environment, stdout=out, stderr=subprocess.STDOUT
    )


def _manage(environment: dict[str, str], *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=CHECKOUT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _finish(process: "subprocess.Popen[str]") -> None:
    said, _ = process.communicate()
    assert process.returncode == 0, said


def _await(installation: Installation, processes: "list[subprocess.Popen[bytes]]") -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and all(process.poll() is None for process in processes):
        try:
            with urlopen(f"{installation.base}/healthz") as answer:
                if answer.status == 200:
                    return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"the product did not start:\n{installation.log.read_text()}")


def _end(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
