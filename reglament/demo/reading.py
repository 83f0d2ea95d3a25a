"""The demo's tables: fictional people, contracts and stories, counted in days from the day they are loaded."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

TABLES = Path(__file__).with_name("tables")
Row = dict[str, Any]


def table(name: str) -> dict[str, Any]:
    """The whole file tables/<name>.toml."""
    return tomllib.loads((TABLES / f"{name}.toml").read_text())


def day(today: date, offset: int) -> date:
    return today + timedelta(days=offset)


def texts(row: Row, *names: str) -> Row:
    """The two-language columns of these names, as far as the row has them."""
    return {f"{name}_{language}": row[f"{name}_{language}"] for name in names for language in ("ru", "en")}
