"""A letter is first read by a process that may die of it: whoever survives it knows that we can read it too.

Nothing comes back but that it was read in time and in memory, so nothing of the letter has to be carried over.
"""

import os
import resource
import select
import struct
import subprocess
import sys
import time
from typing import IO, BinaryIO

SECONDS = 20.0
MEGABYTE = 1024 * 1024
SPARE_BYTES, PER_BYTE = 300 * MEGABYTE, 14
"""What reading takes at most: this much, and this many bytes for each byte of the letter."""
_LENGTH = struct.Struct(">Q")
_READ = b"+"


class Trial:
    """One child, kept for the next letter; another one after each that died. Not for several threads at once."""

    def __init__(self, seconds: float = SECONDS, spare_bytes: int = SPARE_BYTES) -> None:
        self.seconds, self.spare_bytes = seconds, spare_bytes
        self._child: subprocess.Popen[bytes] | None = None

    def survives(self, raw: bytes) -> bool:
        """Can the letter be read within the seconds and the memory allowed?"""
        child = self._running()
        assert child.stdin and child.stdout
        deadline = time.monotonic() + self.seconds
        try:
            if _hand_over(child.stdin, raw, deadline) and _answer(child.stdout, deadline) == _READ:
                return True
        except OSError:
            pass
        self.close()
        return False

    def close(self) -> None:
        if self._child:
            self._child.kill()
            self._child.communicate()
            self._child = None

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._child is None or self._child.poll() is not None:
            self._child = subprocess.Popen(  # noqa: S603  our own module
                [sys.executable, "-m", __name__, str(self.spare_bytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                env={name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH", "LANG")},
            )
            assert self._child.stdin
            os.set_blocking(self._child.stdin.fileno(), False)
        return self._child


def _hand_over(pipe: IO[bytes], raw: bytes, deadline: float) -> bool:
    rest = memoryview(_LENGTH.pack(len(raw)) + raw)
    while rest:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([], [pipe], [], left)[1]:
            return False
        rest = rest[os.write(pipe.fileno(), rest[: 1 << 16]) :]
    return True


def _answer(pipe: IO[bytes], deadline: float) -> bytes:
    left = max(0.0, deadline - time.monotonic())
    return os.read(pipe.fileno(), 1) if select.select([pipe], [], [], left)[0] else b""


def _child(letters: BinaryIO, answers: BinaryIO, spare_bytes: int) -> None:
    """Reads letter after letter as the worker will, with nobody known, and says so each time."""
    from reglament.intake.mail import judge, parse  # noqa: PLC0415  the parent does not need them
    from reglament.intake.mail.directory import EmptyDirectory  # noqa: PLC0415

    base = _size() + spare_bytes
    while head := letters.read(_LENGTH.size):
        length = _LENGTH.unpack(head)[0]
        resource.setrlimit(resource.RLIMIT_AS, (base + PER_BYTE * length, resource.RLIM_INFINITY))
        judge.judge(parse.parse(letters.read(length)), EmptyDirectory())
        answers.write(_READ)
        answers.flush()


def _size() -> int:
    """Bytes of address space in use."""
    with open("/proc/self/statm", encoding="ascii") as counters:
        return int(counters.read().split()[0]) * resource.getpagesize()


if __name__ == "__main__":
    _child(sys.stdin.buffer, sys.stdout.buffer, int(sys.argv[1]))
