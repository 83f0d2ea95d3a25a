"""The most that a term allows anywhere, for whoever must decide before it is known which contract is meant."""

from reglament.contracts.models import Category, Contract
from reglament.memory.values import Kept
from reglament.terms.declare import Term
from reglament.terms.resolve import resolve

_kept: Kept[str, int] = Kept()


def largest(term: Term[int]) -> int:
    """The greatest value in force: the house's, or a category's or a contract's own."""
    rows = _kept.fresh()
    if term.key not in rows:
        rows[term.key] = max([resolve(term), *_own(term.key)])
    most: int = rows[term.key]
    return most


def _own(key: str) -> list[int]:
    return [
        terms[key]
        for model in (Category, Contract)
        for terms in model._default_manager.filter(terms__has_key=key).values_list("terms", flat=True)
    ]
