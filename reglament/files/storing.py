"""Keeps bytes by the hash of their content: written once, synced to the disk, never changed."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Protocol

import puremagic
from django.conf import settings

from reglament.files.models import StoredFile


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
        target = root / kept.path
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.replace(name, target)
        _sync_folder(target.parent)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    row, _created = StoredFile.objects.get_or_create(
        sha256=kept.sha256, defaults={"size": size, "content_type": kept.content_type, "stored_at": at}
    )
    return row


def read(file: StoredFile) -> bytes:
    """The whole content."""
    return location(file).read_bytes()


def location(file: StoredFile) -> Path:
    return Path(settings.FILES_ROOT) / file.path


def content_type(head: bytes) -> str:
    """What the first bytes look like; never what a sender claims."""
    try:
        return str(puremagic.from_string(head, mime=True)) or "application/octet-stream"
    except (puremagic.PureError, ValueError):
        return "application/octet-stream"


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
