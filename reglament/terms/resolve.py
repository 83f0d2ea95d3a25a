"""Which value of a term holds: the narrowest scope that says something, else the house, else the default."""

from typing import Protocol

from reglament.memory.values import Kept
from reglament.terms.declare import Term, Value
from reglament.terms.models import HouseValue

_kept: Kept[str, dict[str, object]] = Kept()


class Scope(Protocol):
    """A contract or a category: `terms` maps keys to values that hold in it alone."""

    terms: dict[str, object]


def resolve(term: Term[Value], *scopes: Scope | None) -> Value:
    """The value in force; `scopes` from the narrowest to the widest (category, contract)."""
    for scope in scopes:
        if scope is not None and term.key in scope.terms:
            return scope.terms[term.key]  # type: ignore[return-value]  # the editing verb checked its type
    return _house_values().get(term.key, term.default)  # type: ignore[return-value]


def _house_values() -> dict[str, object]:
    rows = _kept.fresh()
    if "house" not in rows:
        rows["house"] = dict(HouseValue.objects.values_list("key", "value"))
    return rows["house"]
