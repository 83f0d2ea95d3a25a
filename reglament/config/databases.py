"""SQLite beside the files by default, PostgreSQL by DATABASE_URL; one set of migrations for both."""

from pathlib import Path
from typing import Any

import environ


def default(env: environ.Env, data: Path) -> dict[str, Any]:
    """The default database's settings; `data` is the folder for an embedded SQLite file."""
    settings: dict[str, Any] = dict(env.db_url("DATABASE_URL", default=f"sqlite:///{data / 'reglament.sqlite3'}"))
    if settings["ENGINE"].endswith("sqlite3"):
        return settings | SQLITE
    if settings["ENGINE"].endswith("postgresql"):
        return settings | POSTGRESQL
    raise environ.ImproperlyConfigured("DATABASE_URL must name SQLite or PostgreSQL.")


# synchronous=FULL: a letter is acknowledged only after it is on the disk, not merely in the write-ahead log's cache.
SQLITE: dict[str, Any] = {
    "CONN_MAX_AGE": 60,
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA mmap_size=268435456;"
        ),
    },
}

# With the pool CONN_MAX_AGE must be 0; prepared statements need bound parameters on the server.
POSTGRESQL: dict[str, Any] = {
    "CONN_MAX_AGE": 0,
    "OPTIONS": {
        "pool": {"min_size": 1, "max_size": 8, "timeout": 20},
        "server_side_binding": True,
        "prepare_threshold": 3,
    },
}
