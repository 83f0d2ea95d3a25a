"""The product's own programs, run as an installation runs them: processes of their own, real sockets, real signals."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).parents[2]
PATIENCE_SECONDS = 30
KEY = "only-for-tests-" + "0123456789" * 4


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Programs:
    """Programs of one installation: `url` is its database, `folder` its DATA."""

    url: str
    folder: Path

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "reglament.config.settings",
            "DATABASE_URL": self.url,
            "DATA": str(self.folder),
            "DEMO": "0",
            "SECRET_KEY": KEY,
            "LOG_LEVEL": "WARNING",
            **more,
        }

    def start(self, *words: str, **more: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "reglament.config.command", *words]
        return subprocess.Popen(command, cwd=HOUSE, env=self.environment(**more))

    def run(self, *words: str, **more: str) -> int:
        return self.start(*words, **more).wait(PATIENCE_SECONDS * 4)

    @contextmanager
    def listening(self, **more: str) -> Iterator["Listener"]:
        """The mail listener on ports of its own; it leaves by itself when asked."""
        smtp, lmtp = free_port(), free_port()
        process = self.start("listen", MAIL_PORT=str(smtp), LMTP_PORT=str(lmtp), **more)
        try:
            for port in (smtp, lmtp):
                await_port(port, process)
            yield Listener(process, smtp, lmtp)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                assert process.wait(PATIENCE_SECONDS) in (0, -signal.SIGKILL)
            finally:
                process.kill()


@dataclass
class Listener:
    process: "subprocess.Popen[bytes]"
    smtp: int
    lmtp: int


def await_port(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, f"it left with {process.returncode}"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nobody answers at {port}")
