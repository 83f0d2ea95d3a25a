"""A copy of a PostgreSQL database, and the way back: one transaction that drops, loads and commits."""

import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import Any

from django.conf import settings
from django.db import ProgrammingError, connection, connections, transaction

from reglament.clerk.copies import programs
from reglament.clerk.copies.pointing import pointed_at
from reglament.clerk.copies.trouble import Trouble

MEMBER = "database.dump"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)
LOOKS, BETWEEN_LOOKS = 10, 0.2
"""Seconds between two of so many looks."""
Ask = Callable[[str], list[Any]]


@contextmanager
def copied(copy: Path) -> Iterator[Ask]:
    """Dumps one snapshot while everybody goes on writing; yields what asks exactly that snapshot."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        programs.run("pg_dump", "--format=custom", f"--snapshot={snapshot}", "--no-owner", "--no-acl", f"--file={copy}")

        def ask(statement: str) -> list[Any]:
            cursor.execute(statement)
            rows: list[Any] = cursor.fetchall()
            return rows

        yield ask


@contextmanager
def rehearsed(copy: Path) -> Iterator[None]:
    """A database of its own is the default one until the end, loaded from the copy."""
    name = f"reglament_check_{secrets.token_hex(4)}"
    try:
        _command(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    except ProgrammingError as failure:
        raise Trouble(
            "Для проверки нужна временная база, а роли нельзя её создать: ALTER ROLE … CREATEDB, или укажите в"
            " DATABASE_URL для этой команды роль, которой можно.",
            "The check needs a database of its own and the role may not create one: ALTER ROLE … CREATEDB, or name"
            " a role that may in DATABASE_URL for this command.",
        ) from failure
    try:
        with pointed_at(name):
            _load(copy)
            yield
    finally:
        _command(f"DROP DATABASE {name} WITH (FORCE)")


def put(copy: Path, settle: Callable[[], None]) -> None:
    """The old tables go and the new ones come in one transaction; `settle` follows it."""
    _load(copy, drop=[*connection.introspection.django_table_names(only_existing=True), "django_migrations"])
    settle()


def workplace() -> Path:
    """Where a dump waits while it is loaded."""
    return Path(settings.DATA)


def exists() -> bool:
    """The database of DATABASE_URL was made by whoever keeps the server; asking it says whether it answers."""
    return True


def require_alone() -> None:
    """Whoever works with the database would go on with what is no longer there."""
    database: Any = connections["default"]
    database.close()
    database.close_pool()
    if others := _others():
        raise Trouble(
            f"С базой работают другие ({others}): остановите Регламент и повторите. Ничего не изменено.",
            f"The database is in use ({others}): stop Reglament and try again. Nothing was changed.",
        )


def _others() -> int:
    """How many more are connected; whoever has just left may be seen for a moment longer."""
    for _look in range(LOOKS):
        with connection.cursor() as cursor:
            cursor.execute(OTHERS)
            (others,) = cursor.fetchone()
        if not others:
            break
        time.sleep(BETWEEN_LOOKS)
    return int(others)


def _load(copy: Path, drop: Iterable[str] = ()) -> None:
    """pg_restore makes the script, psql runs it as one transaction; a failure of either takes everything back."""
    restore = [programs.found("pg_restore"), "--no-owner", "--no-acl", "--file=-", str(copy)]
    psql = [programs.found("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]
    psql += ["--single-transaction", "--file=-"]
    where = programs.environment()
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(restore, stdout=PIPE, stderr=said) as making,  # noqa: S603  our own words, no shell
        subprocess.Popen(psql, env=where, stdin=PIPE, stdout=DEVNULL, stderr=said) as loading,  # noqa: S603
    ):
        _feed(loading, making, _preamble(drop))
        failed = making.wait() or loading.wait()
        said.seek(0)
        words = said.read().decode(errors="replace")
    if failed:
        raise programs.complaint("pg_restore", words)


def _feed(loading: "subprocess.Popen[bytes]", making: "subprocess.Popen[bytes]", preamble: str) -> None:
    """psql commits when its input ends, so it is killed unless the whole script went in."""
    assert loading.stdin and making.stdout
    is_whole = False
    try:
        loading.stdin.write(preamble.encode())
        shutil.copyfileobj(making.stdout, loading.stdin)
        loading.stdin.flush()
        is_whole = making.wait() == 0
    except BrokenPipeError:
        making.kill()  # psql met an error and has said which
    finally:
        if not is_whole:
            loading.kill()
        with suppress(BrokenPipeError):
            loading.stdin.close()


def _preamble(drop: Iterable[str]) -> str:
    dropped = ", ".join(map(connection.ops.quote_name, drop))
    return f"SET lock_timeout = '10s';\nDROP TABLE IF EXISTS {dropped} CASCADE;\n" if dropped else ""


def _command(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
