"""R-64  Files that come in pieces: each in a file of its own beside the kept ones, as long as what has come of it.

How much has come is the length of that file and stands nowhere else, so that a killed process leaves nothing to put
right: whoever goes on begins behind the last byte.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import UUID

from django.conf import settings

PIECE = 64 * 1024
RESERVE = 1024**3
"""Bytes of the disk that no file which comes in pieces may fill: the database and letters need them."""


class Busy(Exception):
    """Somebody else is writing this file."""


def place(key: UUID) -> Path:
    return Path(settings.ARRIVALS_ROOT) / key.hex


def length(key: UUID) -> int:
    """Bytes that have come; 0 before the first."""
    try:
        return place(key).stat().st_size
    except FileNotFoundError:
        return 0


def fits(size: int) -> bool:
    """Is there room on the disk for so many bytes more?"""
    return shutil.disk_usage(root()).free - size > RESERVE


@contextmanager
def held(key: UUID) -> Iterator[IO[bytes]]:
    """The file, to be written at its end, for us alone; raises Busy. A process that dies lets go."""
    descriptor = os.open(root() / key.hex, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b", buffering=0) as file:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise Busy(key.hex) from taken
        file.seek(0, os.SEEK_END)
        yield file


def append(file: IO[bytes], read: Callable[[int], bytes], most: int, seen: Callable[[bytes], object]) -> int:
    """Writes what `read` gives, up to `most` bytes, and brings it onto the disk; `seen` is shown each piece.

    Returns how many came, fewer than `most` when the line broke.
    """
    taken = 0
    try:
        while taken < most and (piece := read(min(PIECE, most - taken))):
            file.write(piece)
            seen(piece)
            taken += len(piece)
    finally:
        os.fsync(file.fileno())
    return taken


def take_over(key: UUID, whole: Path) -> None:
    """A file that came in one piece stands where one in pieces would, without a second copy."""
    os.link(whole, root() / key.hex)


def forget(key: UUID) -> None:
    place(key).unlink(missing_ok=True)


def forget_strays(known: Container[str], before: float) -> int:
    """What no row names and nobody has written since `before` (seconds of the Unix clock); returns how many."""
    strays = [path for path in root().iterdir() if path.name not in known and _is_older(path, before)]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def _is_older(path: Path, before: float) -> bool:
    try:
        return path.stat().st_mtime < before
    except FileNotFoundError:
        return False


def root() -> Path:
    """The folder, made when it is first needed."""
    root = Path(settings.ARRIVALS_ROOT)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    return root
