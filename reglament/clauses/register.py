"""The clauses of the regulation: rules, refusals and tests are named after them."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


class UnknownClause(LookupError):
    """The regulation has no clause of this number."""


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses that speak of one thing, e.g. of priority."""

    id: str
    title_ru: str
    title_en: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause; `rule` is False where nothing follows from it."""

    id: str
    group: Group
    title_ru: str
    title_en: str
    text_ru: str
    text_en: str
    rule: bool = True


def clause(id: str) -> Clause:
    """The clause called "R-14"; raises UnknownClause if there is none."""
    try:
        return _register()[id]
    except KeyError:
        raise UnknownClause(f"The regulation has no clause {id!r}.") from None


def clauses() -> Iterator[Clause]:
    """All clauses in the order of their numbers."""
    return iter(_register().values())


@cache
def _register() -> dict[str, Clause]:
    table = tomllib.loads((files(__package__) / "register.toml").read_text("utf-8"))
    groups = {row["id"]: Group(**row) for row in table["groups"]}
    return {row["id"]: Clause(**row | {"group": groups[row["group"]]}) for row in table["clauses"]}
