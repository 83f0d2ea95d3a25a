"""R-12  What the desk says to letters without a contract, and how they end: shipped in tables/no_contract.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Reason:
    """How a letter ended; `wants_words`: not without a few words."""

    code: str
    name_ru: str
    name_en: str
    wants_words: bool = False


@dataclass(frozen=True, slots=True)
class Canned:
    """An answer written once, in both languages."""

    code: str
    title_ru: str
    title_en: str
    text_ru: str
    text_en: str


@cache
def reasons() -> tuple[Reason, ...]:
    return tuple(Reason(**row) for row in _table()["reasons"])


@cache
def canned() -> tuple[Canned, ...]:
    return tuple(Canned(**row) for row in _table()["answers"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("reglament.intake") / "tables" / "no_contract.toml").read_text("utf-8"))
