"""Keeps bytes by the hash of their content: written once, synced to the disk, never changed."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import puremagic
from django.conf import settings
from django.db import transaction
from django.db.models import DateTimeField, Value
from django.db.models.functions import Greatest

from reglament.files.models import DiscardedFile, StoredFile, path_of

PIECE = 1024 * 1024


class Readable(Protocol):
    def chunks(self) -> Iterable[bytes]: ...


def store(content: bytes | Readable, *, at: datetime) -> StoredFile:
    """Keeps the content and returns its row; the same bytes are kept once."""
    chunks = (content,) if isinstance(content, bytes) else content.chunks()
    root = Path(settings.FILES_ROOT)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size, head = hashlib.sha256(), 0, b""
    descriptor, name = tempfile.mkstemp(dir=root, prefix="arriving-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                head = head or chunk[:4096]
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        kept = StoredFile(sha256=digest.hexdigest(), size=size, content_type=content_type(head), stored_at=at)
        return _register(kept, Path(name))
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def adopt(path: Path, *, at: datetime) -> StoredFile:
    """Keeps what lies on the disk already, whole and synced; its owner removes `path` itself afterwards.

    The bytes are read once, piece by piece, and not copied where both folders are on one disk.
    """
    digest, head = hashlib.sha256(), b""
    with path.open("rb") as content:
        while piece := content.read(PIECE):
            digest.update(piece)
            head = head or piece[:4096]
    root = Path(settings.FILES_ROOT)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    arrived = root / f"arriving-{uuid4().hex}"
    os.utime(path)  # young, or it could be swept before its row stands
    try:
        os.link(path, arrived)
    except OSError:
        shutil.copyfile(path, arrived)
        _sync(arrived, os.O_RDWR)
    try:
        kept = StoredFile(
            sha256=digest.hexdigest(), size=arrived.stat().st_size, content_type=content_type(head), stored_at=at
        )
        return _register(kept, arrived)
    except BaseException:
        arrived.unlink(missing_ok=True)
        raise


@transaction.atomic(savepoint=False)
def _register(kept: StoredFile, arrived: Path) -> StoredFile:
    """Puts the bytes in their place, then the row. What was being discarded is held fast first, row or bytes."""
    same = StoredFile.objects.filter(sha256=kept.sha256)
    is_known = same.update(stored_at=Greatest("stored_at", Value(kept.stored_at, output_field=DateTimeField())))
    if not is_known:
        DiscardedFile.objects.filter(sha256=kept.sha256).delete()
    target = location(kept)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.replace(arrived, target)
    _sync(target.parent, os.O_RDONLY)
    if is_known:
        return same.get()
    values = {"size": kept.size, "content_type": kept.content_type, "stored_at": kept.stored_at}
    return StoredFile.objects.get_or_create(sha256=kept.sha256, defaults=values)[0]


def read(file: StoredFile) -> bytes:
    """The whole content."""
    return location(file).read_bytes()


def location(file: StoredFile) -> Path:
    return place(file.sha256)


def place(sha256: str) -> Path:
    """Where bytes of this hash are, or were."""
    return Path(settings.FILES_ROOT) / path_of(sha256)


def content_type(head: bytes) -> str:
    """What the first bytes look like; never what a sender claims."""
    try:
        return str(puremagic.from_string(head, mime=True)) or "application/octet-stream"
    except (puremagic.PureError, ValueError):
        return "application/octet-stream"


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
