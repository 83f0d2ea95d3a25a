"""Brings a backup back, or rehearses it in a place of its own: nothing is touched before every byte was checked."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.loader import MigrationLoader

from reglament.clerk.copies import archives, engines
from reglament.clerk.copies.archives import Manifest
from reglament.clerk.copies.trouble import Trouble
from reglament.clerk.copies.unpacking import FILES, is_whole, unpack
from reglament.files.models import StoredFile


def restore(archive: Path, *, replace: bool) -> Manifest:
    """Files first, then the database in one step, then its migrations. Returns what the archive says of itself.

    Raises Trouble and changes nothing when the archive is damaged or unfit, when the database holds something and not
    `replace`, or while others use it. `absent` then names every stored file that could not be brought back.
    """
    engine, root = engines.installed(), Path(settings.FILES_ROOT)
    manifest = _verified(archive)
    if not replace and engine.exists() and _holds_something():
        raise Trouble(
            "В базе уже есть данные. Чтобы заменить их, повторите с --replace.",
            "The database holds data already. To replace them, try again with --replace.",
        )
    engine.require_alone()
    with _workplace(engine.workplace()) as folder:
        copy = folder / engine.MEMBER
        unpack(archive, manifest, database=copy, root=root)
        engine.put(copy, partial(_settle, manifest))
    manifest.absent = [name for name in _named_by_rows() if not (root / name.removeprefix(FILES)).is_file()]
    return manifest


def rehearse(archive: Path) -> Manifest:
    """Restores into a scratch database, compares every count, migrates and looks for every file; touches nothing."""
    engine = engines.installed()
    manifest = _verified(archive)
    with _workplace(None) as folder:
        copy = folder / engine.MEMBER
        unpack(archive, manifest, database=copy, root=None)
        with engine.rehearsed(copy):
            _settle(manifest)
            manifest.absent = [name for name in _named_by_rows() if not is_whole(manifest, name)]
    return manifest


def _verified(archive: Path) -> Manifest:
    """Every byte of the archive is as it was written, and this installation can read what is in it."""
    manifest = archives.verify(archive)
    if manifest.engine != connection.vendor:
        raise Trouble(
            f"В архиве база {manifest.engine}, а здесь {connection.vendor}: задайте подходящий DATABASE_URL.",
            f"The archive holds a {manifest.engine} database, this is {connection.vendor}: set DATABASE_URL to match.",
        )
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    rooms = {config.label for config in apps.get_app_configs()}
    if any(name not in known for name in manifest.migrations if name.partition(".")[0] in rooms):
        raise Trouble(
            f"Архив сделан более новой версией ({manifest.version}): сначала обновите Регламент.",
            f"The archive was made by a newer version ({manifest.version}): upgrade Reglament first.",
        )
    return manifest


def _holds_something() -> bool:
    """Any row in a table of ours; a database too damaged to be asked is not empty either."""
    try:
        existing = set(connection.introspection.table_names())
        ours = [model for model in apps.get_models() if model.__module__.startswith("reglament.")]
        return any(model._default_manager.exists() for model in ours if model._meta.db_table in existing)
    except OperationalError:
        raise
    except DatabaseError:
        return True


@contextmanager
def _workplace(parent: Path | None) -> Iterator[Path]:
    """A folder that only its owner enters, gone at the end; `parent` None: wherever temporary files go."""
    if parent:
        parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=parent, prefix=".restore-") as folder:
        yield Path(folder)


def _settle(manifest: Manifest) -> None:
    """Every table has as many rows as when it was saved; then it becomes what this version expects."""
    with connection.cursor() as cursor:
        for table, rows in manifest.rows.items():
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            (found,) = cursor.fetchone()
            if found != rows:
                raise Trouble(
                    f"В таблице {table} строк {found}, а было {rows}.", f"{table} holds {found} rows instead of {rows}."
                )
    call_command("migrate", verbosity=0, interactive=False)


def _named_by_rows() -> Iterator[str]:
    """Where the archive keeps each file that a row of the database names."""
    for file in StoredFile.objects.only("sha256").order_by("id").iterator():
        yield f"{FILES}{file.path}"
