"""Open values of the regulation: declared beside their rule, changed by the house, a contract or a category."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.functional import Promise

Value = TypeVar("Value", int, str, bool, list[str])


@dataclass(frozen=True, slots=True)
class Term(Generic[Value]):
    """`default` is what the shipped regulation says; `unit` is a word such as 'bytes', 'seconds' or ''.

    `most` is the largest number the house may choose, where something else sets a bound.
    """

    key: str
    clause: str
    default: Value
    label: str | Promise
    unit: str = ""
    most: int | None = None


TERMS: dict[str, Term] = {}  # type: ignore[type-arg]  # terms of every value type stand in one register


def term(
    key: str, clause: str, *, default: Value, label: str | Promise, unit: str = "", most: int | None = None
) -> Term[Value]:
    """Declares one open value; a key is declared once."""
    if key in TERMS:
        raise ValueError(f"term {key!r} is declared twice")
    TERMS[key] = declared = Term(key, clause, default, label, unit, most)
    return declared
