"""PostgreSQL's own programs: found, new enough for the server, told where to connect without a secret in sight."""

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connections
from psycopg import pq

from reglament.clerk.copies.trouble import Trouble

DEBIAN = Path("/usr/lib/postgresql")


def run(name: str, *arguments: str) -> None:
    """Runs the program to its end; raises Trouble with what it complained of."""
    command = [found(name), *arguments]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True)  # noqa: S603  no shell reads it
    if done.returncode:
        raise complaint(name, done.stderr)


@cache
def found(name: str) -> str:
    """The path of a program as new as the server or newer; raises Trouble where there is none."""
    database: Any = connections["default"]
    database.ensure_connection()
    needed = database.pg_version // 10000
    versions = {path: _major(path) for path in _candidates(name)}
    for path, version in versions.items():
        if version >= needed:
            return path
    if not versions:
        raise Trouble(
            f"Не найдена программа {name}: установите клиент PostgreSQL {needed} (apt install postgresql-client).",
            f"{name} is missing: install the client programs of PostgreSQL {needed} (apt install postgresql-client).",
        )
    newest = max(versions.values())
    raise Trouble(
        f"{name} версии {newest} старше сервера {needed}: установите клиент PostgreSQL {needed} или новее.",
        f"{name} {newest} is older than the server {needed}: install the client of PostgreSQL {needed} or newer.",
    )


def environment() -> dict[str, str]:
    """The process's environment with the connection of the default database, in libpq's own variables."""
    database: Any = connections["default"]
    database.ensure_connection()
    info = database.connection.info
    given = info.get_parameters() | {"password": info.password}
    names = {option.keyword: option.envvar for option in pq.Conninfo.get_defaults() if option.envvar}
    spoken = {names[key.encode()].decode(): value for key, value in given.items() if key.encode() in names and value}
    return os.environ | spoken | {"LC_ALL": "C"}


def complaint(name: str, said: str) -> Trouble:
    first = next((line for line in said.splitlines() if "error" in line.lower()), said.strip()[:500])
    return Trouble(f"{name} не справился: {first}", f"{name} failed: {first}")


def _candidates(name: str) -> list[str]:
    """What the search path finds, then what Debian installs beside, the newest first."""
    beside = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: -int(path.parts[-3]))
    return [path for path in (shutil.which(name), *map(str, beside)) if path]


def _major(path: str) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True).stdout  # noqa: S603
    version = re.search(r"\d+", said)
    return int(version[0]) if version else 0
