"""Questions asked of the database all day long: the statement is made once, each asking costs only its rows.

Building SQL from a queryset takes Python longer than PostgreSQL needs to answer it. A `Question` keeps the statement
that Django made; its text is always the same, so the server keeps its plan too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, get_related_populators

Row = TypeVar("Row")

# Stand in for the arguments while the statement is made; nothing else in a queryset looks like them.
SAMPLES: dict[type, Callable[[int], Any]] = {
    int: lambda turn: 2_000_000_011 + turn,
    str: lambda turn: f"question argument {turn}",
    datetime: lambda turn: datetime(1901, 1, 1 + turn, tzinfo=UTC),
    date: lambda turn: date(1902, 1, 1 + turn),
}


class Question(Generic[Row]):
    """`Question(lambda id: Entry.objects.filter(case=id), int)`, then `ask(7)`: a list of rows.

    The queryset may select related objects or a tuple of values; it may not prefetch. Its conditions must be the same
    whatever the arguments are, which are never None.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, Row]"], *kinds: type) -> None:
        self._build, self._kinds = build, kinds
        self._made: dict[str, _Statement[Row]] = {}

    def ask(self, *arguments: Any) -> list[Row]:
        """Every row, in the queryset's order; arguments as declared."""
        made = self._made.get(connection.vendor)
        if made is None:
            made = self._made[connection.vendor] = self._make()
        with connection.cursor() as cursor:
            cursor.execute(made.sql, made.filled(arguments))
            return made.rows(cursor.fetchall())

    def _make(self) -> "_Statement[Row]":
        samples = [SAMPLES[kind](turn) for turn, kind in enumerate(self._kinds)]
        queryset = self._build(*samples)
        compiler = queryset.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        prepared = [_prepared(sample) for sample in samples]
        places = [next((turn for turn, one in enumerate(prepared) if one == given), None) for given in parameters]
        assert {place for place in places if place is not None} == set(range(len(samples))), sql
        converters = compiler.get_converters([column for column, *_rest in compiler.select])
        reader = _models(compiler) if issubclass(queryset._iterable_class, ModelIterable) else tuple
        return _Statement(sql, tuple(parameters), places, list(converters.items()), reader)


@dataclass(frozen=True, slots=True)
class _Statement(Generic[Row]):
    """`places` says which argument each parameter is; None: it stays what the queryset said."""

    sql: str
    parameters: tuple[Any, ...]
    places: list[int | None]
    converters: list[tuple[int, tuple[list[Callable[..., Any]], Any]]]
    reader: Callable[[Sequence[Any]], Any]

    def filled(self, arguments: Sequence[Any]) -> list[Any]:
        return [
            given if place is None else _like(given, arguments[place])
            for given, place in zip(self.parameters, self.places, strict=True)
        ]

    def rows(self, found: Sequence[Sequence[Any]]) -> list[Row]:
        if not self.converters:
            return [self.reader(row) for row in found]
        return [self.reader(self._converted(row)) for row in found]

    def _converted(self, row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for place, (converters, expression) in self.converters:
            for convert in converters:
                values[place] = convert(values[place], expression, connection)
        return values


def _like(given: Any, value: Any) -> Any:
    """The value as the sample was given: the server keeps a plan for each set of types, and ints have several."""
    return type(given)(value) if isinstance(given, int) else _prepared(value)


def _prepared(value: Any) -> Any:
    """As the database's driver is given it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _models(compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """What makes an object of a row, with its selected relations, as Django's own iterator does."""
    known = compiler.klass_info
    model, first, last = known["model"], known["select_fields"][0], known["select_fields"][-1] + 1
    names = [column.target.attname for column, *_rest in compiler.select[first:last]]
    populators = get_related_populators(known, compiler.select, connection.alias)  # type: ignore[call-arg]  # of Django 6
    annotations = compiler.annotation_col_map or {}

    def read(row: Sequence[Any]) -> Any:
        found = model.from_db(connection.alias, names, row[first:last])
        for populator in populators:
            populator.populate(row, found)
        for name, place in annotations.items():
            setattr(found, name, row[place])
        return found

    return read
