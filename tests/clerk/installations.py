"""A whole installation of its own, on either database: it is filled, saved, spoiled and brought back."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import override_settings
from environ import Env

from reglament.cases.course import correspondence
from reglament.cases.course.entries import Message
from reglament.config import databases
from reglament.files import storing
from reglament.memory.values import forget_everything
from tests.cast import NOON, Cast, assemble

JOURNAL = "журнал коммутатора\n".encode() * 2000


@dataclass
class Installation:
    """`folder` is its DATA; while it is open, it is what the product's code works on."""

    folder: Path

    @property
    def files(self) -> Path:
        return self.folder / "files"

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table."""
        with connection.cursor() as cursor:
            found = {}
            for table in connection.introspection.table_names():
                cursor.execute(f'SELECT * FROM "{table}"')
                found[table] = sorted(cursor.fetchall(), key=repr)
            return found

    def contents(self) -> dict[str, bytes]:
        """Every stored file by its name."""
        return {path.name: path.read_bytes() for path in self.files.rglob("*") if path.is_file()}


@contextmanager
def opened(url: str, folder: Path) -> Iterator[Installation]:
    """The product works on the database of `url` and the files below `folder` until the end."""
    kind = databases.SQLITE if url.startswith("sqlite") else databases.POSTGRESQL
    settings = dict(Env.db_url_config(url)) | kind
    # A pool would belong to the alias, and so to the database of the other tests.
    settings["OPTIONS"] = {key: value for key, value in settings["OPTIONS"].items() if key != "pool"}
    usual = connections["default"]
    connections["default"] = _backend(settings)
    forget_everything()
    try:
        with override_settings(DATA=folder, FILES_ROOT=folder / "files", ARRIVALS_ROOT=folder / "arriving"):
            yield Installation(folder)
    finally:
        connection.close()
        connections["default"] = usual
        forget_everything()


def _backend(settings: dict[str, Any]) -> BaseDatabaseWrapper:
    handler = type(connections)({"default": settings})
    return handler.create_connection("default")


def fill() -> None:
    """Cases in every stage, with letters, attachments and the whole journal behind them."""
    call_command("migrate", verbosity=0)
    cast: Cast = assemble()
    stored = storing.store(JOURNAL, at=NOON)
    picture = storing.store(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), at=NOON)
    cast.case(files=((stored, "журнал.log"), (picture, "стойка.png")))
    case = cast.case_in_work(at=NOON + timedelta(hours=1))
    correspondence.reply(
        case,
        Message(text="Вот журнал.", files=((stored, "ещё раз.log"),)),
        by=cast.orlova,
        at=NOON + timedelta(hours=2),
    )
    cast.solved_case(at=NOON + timedelta(days=1))


class OnSqlite:
    """Makes installations that are files in a folder."""

    def __init__(self, folder: Path) -> None:
        self.filled = folder / "filled"
        self.filled.mkdir()
        with opened(f"sqlite:///{self.filled}/reglament.sqlite3", self.filled):
            fill()

    def copy(self, folder: Path) -> str:
        shutil.copytree(self.filled, folder)
        return f"sqlite:///{folder}/reglament.sqlite3"

    def empty(self, folder: Path) -> str:
        folder.mkdir()
        return f"sqlite:///{folder}/reglament.sqlite3"


class OnPostgresql:
    """Makes installations that are databases of one server."""

    def __init__(self, folder: Path, server: str) -> None:
        self.server, self.filled = server, folder / "filled"
        self.template = self._create("template1")
        self.filled.mkdir()
        with opened(self._url(self.template), self.filled):
            fill()

    def copy(self, folder: Path) -> str:
        shutil.copytree(self.filled, folder)
        return self._url(self._create(self.template))

    def empty(self, folder: Path) -> str:
        folder.mkdir()
        return self._url(self._create("template0"))

    def _create(self, template: str) -> str:
        name = f"installation_{uuid.uuid4().hex[:12]}"
        with opened(self.server, self.filled), connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'")
        return name

    def _url(self, name: str) -> str:
        return f"{self.server.rpartition('/')[0]}/{name}"


Made = OnSqlite | OnPostgresql
