"""A PostgreSQL server for tests: the one named by TEST_DATABASE_URL, else a throw-away cluster of our own.

    python -m tests.postgresql COMMAND…    runs the command with TEST_DATABASE_URL of a throw-away cluster

The cluster never runs as root: root starts it as the system account `postgres`, or else `nobody`.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, the newest version first; None where PostgreSQL is not installed."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = installed[-1] if installed else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def server() -> Iterator[str]:
    """The URL of a database on a running server; raises FileNotFoundError where PostgreSQL is not installed."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    bin = programs()
    if bin is None:
        raise FileNotFoundError("initdb")
    with tempfile.TemporaryDirectory(prefix="reglament-postgresql-", ignore_cleanup_errors=True) as folder:
        owner = _owner()
        if owner:
            shutil.chown(folder, owner)
        yield from _running(bin, Path(folder), owner)


def _owner() -> str | None:
    if os.geteuid():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _running(bin: Path, folder: Path, owner: str | None) -> Iterator[str]:
    def run(program: str, *arguments: str) -> None:
        command = [str(bin / program), "--pgdata", str(folder / "data"), *arguments]
        subprocess.run(command, user=owner, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    port = _free_port()
    run("initdb", "--username=reglament", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
    settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200"
    run("pg_ctl", "start", "--wait", "--silent", f"--log={folder / 'log'}", f"--options={settings}")
    try:
        yield f"postgres://reglament@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "stop", "--mode=immediate", "--silent")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


if __name__ == "__main__":
    with server() as url:
        sys.exit(subprocess.run(sys.argv[1:], env=os.environ | {"TEST_DATABASE_URL": url}).returncode)
