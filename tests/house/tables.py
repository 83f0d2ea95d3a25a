"""The shipped tables as plain TOML, read without the product."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tests.house.plan import PRODUCT

Row = dict[str, Any]

FILES = sorted(PRODUCT.glob("*/tables/*.toml"))


@cache
def read(path: Path) -> Row:
    return tomllib.loads(path.read_text("utf-8"))


def content(room: str, name: str) -> Row:
    return read(PRODUCT / room / "tables" / f"{name}.toml")


def rows(room: str, name: str, key: str = "") -> list[Row]:
    """The rows of a file; `key` when the table is called otherwise than the file."""
    found: list[Row] = content(room, name)[key or name]
    return found


def codes(room: str, name: str, key: str = "") -> set[Any]:
    return {row["code"] for row in rows(room, name, key)}


def walk(value: Any, place: str = "") -> Iterator[tuple[str, Row]]:
    """Every table in a value with its place."""
    if isinstance(value, dict):
        yield place, value
        for key, inner in value.items():
            yield from walk(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from walk(inner, f"{place}[{index}]")


def texts(value: Any) -> Iterator[str]:
    for _place, row in walk(value):
        yield from (text for text in row.values() if isinstance(text, str))
