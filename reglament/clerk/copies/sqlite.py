"""A copy of an SQLite database, and the way back: built beside, then put in place by one renaming."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

from reglament.clerk.copies.pointing import pointed_at
from reglament.clerk.copies.trouble import Trouble
from reglament.clerk.copies.unpacking import sync

MEMBER = "database.sqlite3"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
Ask = Callable[[str], list[Any]]


@contextmanager
def copied(copy: Path) -> Iterator[Ask]:
    """Copies the database while everybody goes on writing; yields what asks exactly the copy."""
    require_database()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    with closing(sqlite3.connect(copy)) as opened:
        yield lambda statement: opened.execute(statement).fetchall()


@contextmanager
def rehearsed(copy: Path) -> Iterator[None]:
    """The copy is the default database until the end, and afterwards one file again."""
    with pointed_at(str(copy)), connection.cursor() as cursor:
        if cursor.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise Trouble(f"База в архиве повреждена: {MEMBER}.", f"The database in the archive is damaged: {MEMBER}.")
        yield
        cursor.execute("PRAGMA journal_mode=DELETE")


def put(copy: Path, settle: Callable[[], None]) -> None:
    """Settles the copy where it is, then renames it over the database: there is never half of it."""
    target = _path()
    with rehearsed(copy):
        settle()
    require_alone()
    for path in (copy, copy.parent):
        sync(path)
    os.replace(copy, target)
    for rest in ("-wal", "-shm"):
        Path(f"{target}{rest}").unlink(missing_ok=True)
    sync(target.parent)


def workplace() -> Path:
    """Where a copy is built, so that a renaming puts it in place."""
    return _path().parent


def exists() -> bool:
    return _path().exists()


def require_alone() -> None:
    """Only who is alone with a database may turn its write-ahead log off."""
    connection.close()
    if not exists():
        return
    try:
        with closing(sqlite3.connect(_path(), timeout=1)) as opened:
            opened.execute("PRAGMA journal_mode=DELETE").fetchall()
    except sqlite3.DatabaseError as failure:
        if failure.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Trouble(
                "База занята: остановите Регламент и повторите. Ничего не изменено.",
                "The database is in use: stop Reglament and try again. Nothing was changed.",
            ) from failure
        # A damaged database has no other users; replacing it is what we are here for.


def require_database() -> None:
    if not exists():
        raise Trouble(f"Базы здесь нет: {_path()}.", f"There is no database here: {_path()}.")


def _path() -> Path:
    return Path(connection.settings_dict["NAME"])
