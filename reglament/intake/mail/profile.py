"""What a letter must say is data: profiles, key synonyms and addresses shipped in tables/profiles.toml."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

_IGNORED = re.compile("[\\s_.\"'`*<>«»“”„‟‘’‐-―-]+")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
"""Characters of no width: never part of a key or a value."""


SUPPORT = "support@localhost"
"""The support address as long as the house has none."""


class AddressKind(StrEnum):
    SUPPORT = "support"
    NO_CONTRACT = "no_contract"


class SenderMatch(StrEnum):
    FLAG = "flag"
    DOMAIN = "domain"
    EXACT = "exact"


class OverLimit(StrEnum):
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class IntakeProfile:
    """One set of rules for letters. `keys` maps a folded key to its field; `identity` is what names the customer."""

    code: str
    keys: Mapping[str, str]
    template: tuple[str, ...] = ("login", "priority")
    required: tuple[str, ...] = ("login",)
    identity: str = "login"
    greeting_lines: int = 3
    window_lines: int = 15
    default_priority: int = 4
    sender_match: SenderMatch = SenderMatch.FLAG
    over_limit: OverLimit = OverLimit.PARTIAL
    name_ru: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address of ours: what it is for and by which profile its letters are read."""

    address: str
    kind: AddressKind
    profile: IntakeProfile


def fold(key: str) -> str:
    """A key as it is compared: no case, blanks, underscores, hyphens, dots, quotes, asterisks, brackets; ё is е."""
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", key)).casefold().replace("ё", "е")
    return _IGNORED.sub("", text)


def profile(code: str = "login_priority") -> IntakeProfile:
    """The shipped profile of this code; raises KeyError."""
    return _profiles()[code]


def profiles() -> tuple[IntakeProfile, ...]:
    """All shipped profiles, the default first."""
    return tuple(_profiles().values())


def shipped_keys() -> Mapping[str, list[str]]:
    """The words that name each key field, as they are shipped."""
    table: dict[str, list[str]] = _table()["keys"]
    return table


def shipped_mailbox(address: str) -> Mailbox | None:
    """What an address is for as long as the house has not said so: known by the part before the @."""
    local = address.partition("@")[0].partition("+")[0].lower()
    for row in _table()["mailboxes"]:
        if row["local"] == local:
            return Mailbox(address, AddressKind(row["kind"]), profile(row["profile"]))
    return None


@cache
def account_keys() -> Mapping[str, str]:
    """Folded keys of a letter about accounts (R-24)."""
    return folded(_table()["account_keys"])


@cache
def account_phrases() -> tuple[str, ...]:
    """Words by which a letter about accounts is known, folded to lower case with ё as е."""
    return tuple(_table()["account_words"]["phrases"])


@cache
def account_kinds() -> Mapping[str, tuple[str, ...]]:
    """Words that tell a removal and a change from an addition, in the order in which they are looked for."""
    return MappingProxyType({kind: tuple(words) for kind, words in _table()["account_kinds"].items()})


@cache
def account_nothing() -> frozenset[str]:
    """What people write into a field where there is nothing to write."""
    return frozenset(_table()["account_words"]["nothing"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("reglament.intake") / "tables" / "profiles.toml").read_text("utf-8"))


@cache
def _profiles() -> dict[str, IntakeProfile]:
    keys = folded(_table()["keys"])
    return {row["code"]: _profile(row, keys) for row in _table()["profiles"]}


def _profile(row: dict[str, Any], keys: Mapping[str, str]) -> IntakeProfile:
    own = row | {"template": tuple(row["template"]), "required": tuple(row["required"])}
    own |= {"sender_match": SenderMatch(row["sender_match"]), "over_limit": OverLimit(row["over_limit"])}
    return IntakeProfile(keys=keys, **own)


def folded(table: Mapping[str, list[str]]) -> Mapping[str, str]:
    """A table of words by field as fields by folded word."""
    return MappingProxyType({fold(word): field for field, words in table.items() for word in words})
