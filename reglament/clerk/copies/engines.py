"""The two kinds of database and what a backup asks of them."""

from types import ModuleType

from django.db import connection

from reglament.clerk.copies import postgresql, sqlite

ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def installed() -> ModuleType:
    """`copied`, `rehearsed`, `put` and `workplace` for the database this installation uses."""
    return ENGINES[connection.vendor]
