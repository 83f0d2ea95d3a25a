"""Rows written by the thousand: COPY on PostgreSQL, one prepared INSERT on SQLite. Keys are given out here."""

import json
from collections import defaultdict
from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction


class Bulk:
    """Collects rows of any table and writes them together, in the order of the tables' first rows."""

    def __init__(self, *tables: type[models.Model]) -> None:
        self.tables = tables
        self._keys = {table: count(1) for table in tables}
        self._names = {table: [field.attname for field in table._meta.concrete_fields] for table in tables}
        self._rows: dict[type[models.Model], list[list[Any]]] = defaultdict(list)
        self._is_sqlite = connection.vendor == "sqlite"

    def key(self, table: type[models.Model]) -> int:
        return next(self._keys[table])

    def add(self, row: models.Model) -> None:
        if row.pk is None:
            row.pk = self.key(type(row))
        self._rows[type(row)].append([self._adapted(getattr(row, name)) for name in self._names[type(row)]])

    def write(self) -> None:
        """One transaction; keys of other tables are not looked up, they were given out here."""
        with transaction.atomic(), connection.cursor() as cursor:
            if not self._is_sqlite:
                cursor.execute("SET LOCAL synchronous_commit = off")
            for table in self.tables:
                self._write(cursor, table, self._rows.pop(table, []))

    def finish(self) -> None:
        """The next keys, and statistics for the planner."""
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), self.tables):
                cursor.execute(statement)
            cursor.execute("ANALYZE" if self._is_sqlite else "VACUUM ANALYZE")
            if self._is_sqlite:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _write(self, cursor: Any, table: type[models.Model], rows: list[list[Any]]) -> None:
        columns = ", ".join(f'"{field.column}"' for field in table._meta.concrete_fields)
        name = table._meta.db_table
        if self._is_sqlite:
            marks = ", ".join(["%s"] * len(self._names[table]))
            cursor.executemany(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})', rows)
            return
        with cursor.copy(f'COPY "{name}" ({columns}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)

    def _adapted(self, value: Any) -> Any:
        if isinstance(value, dict | list):
            return json.dumps(value)
        if isinstance(value, datetime) and self._is_sqlite:
            return str(value.astimezone(UTC).replace(tzinfo=None))
        return str(value) if isinstance(value, str) else value


class unchecked:
    """Foreign keys are not looked up row by row in here, where the role may say so."""

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA foreign_keys = OFF")
            else:
                cursor.execute("SET session_replication_role = replica")

    def __exit__(self, *_failure: object) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA foreign_keys = ON")
            else:
                cursor.execute("SET session_replication_role = DEFAULT")
