"""Writes a backup: first a consistent copy of the database, then every file that the copy names.

Files are kept under the hash of their content and never change, and what nobody refers to any more stays on the disk
for a day (files.discarding), so whatever the copy names is still there.
"""

import gzip
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from reglament.cases.models import Case
from reglament.clerk.copies import archives, engines
from reglament.clerk.copies.archives import Manifest
from reglament.clerk.copies.trouble import Trouble
from reglament.files.models import StoredFile
from reglament.history.models import Event
from reglament.notifications.models import Letter

STORED = f"SELECT sha256, size FROM {StoredFile._meta.db_table} ORDER BY id"  # noqa: S608  a constant
MIGRATIONS = f"SELECT app, name FROM {MigrationRecorder.Migration._meta.db_table} ORDER BY id"  # noqa: S608


def back_up(target: Path, *, at: datetime) -> Manifest:
    """Writes the archive under another name and renames it when it is complete and on the disk.

    A name that ends in .gz packs it. `manifest.absent` names stored files that are not on the disk as they should be.
    """
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        unfinished = Path(folder) / target.name
        with _created(unfinished) as archive:
            manifest = write(archive, Path(folder), at=at)
        os.replace(unfinished, target)
    return manifest


def write(archive: IO[bytes], folder: Path, *, at: datetime) -> Manifest:
    """Writes everything to a stream; the copy of the database waits in `folder` until it is in the archive."""
    engine = engines.installed()
    copy, mtime = folder / engine.MEMBER, int(at.timestamp())
    with engine.copied(copy) as ask:
        rows = {name: ask(f'SELECT count(*) FROM "{name}"')[0][0] for (name,) in ask(engine.TABLES)}  # noqa: S608
        if StoredFile._meta.db_table not in rows:
            raise Trouble("В этой базе ещё нет таблиц Регламента.", "This database has no tables of Reglament yet.")
        stored = ask(STORED)
        migrations = [f"{label}.{name}" for label, name in ask(MIGRATIONS)]
    manifest = Manifest(
        made_at=at.isoformat(timespec="seconds"),
        version=_version(),
        engine=connection.vendor,
        migrations=migrations,
        counts=_counts(rows),
        rows=rows,
    )
    with copy.open("rb") as content:
        size = copy.stat().st_size
        manifest.members[engine.MEMBER] = archives.add(archive, engine.MEMBER, content, size, mtime=mtime)
    copy.unlink()
    for sha256, size in stored:
        _add_file(archive, manifest, StoredFile(sha256=sha256, size=size), mtime)
    archives.finish(archive, manifest, mtime=mtime)
    return manifest


def _add_file(archive: IO[bytes], manifest: Manifest, file: StoredFile, mtime: int) -> None:
    """A file that is gone or cut is named and left out: the rest must be saved all the more."""
    path, name = Path(settings.FILES_ROOT) / file.path, f"files/{file.path}"
    if not path.is_file() or path.stat().st_size != file.size:
        manifest.absent.append(name)
        return
    with path.open("rb") as content:
        manifest.members[name] = archives.add(archive, name, content, file.size, mtime=mtime)
    if manifest.members[name].sha256 != file.sha256:
        manifest.absent.append(name)


def _counts(rows: Mapping[str, int]) -> dict[str, int]:
    """The figures a person compares at a glance."""
    journals = [model for model in apps.get_models() if issubclass(model, Event)]
    tables: dict[str, list[Any]] = {"cases": [Case], "events": journals, "letters": [Letter], "files": [StoredFile]}
    return {word: sum(rows.get(model._meta.db_table, 0) for model in models) for word, models in tables.items()}


@contextmanager
def _created(path: Path) -> Iterator[IO[bytes]]:
    """A new file that only its owner reads; on the disk when this ends."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        if path.suffix in (".gz", ".tgz"):
            with gzip.open(file, "wb", compresslevel=6) as packed:
                yield packed  # type: ignore[misc]
        else:
            yield file
        file.flush()
        os.fsync(file.fileno())


def _version() -> str:
    try:
        return metadata.version("reglament")
    except metadata.PackageNotFoundError:
        return "unknown"
