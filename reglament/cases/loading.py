"""Loads the shipped dictionaries of the case once; what the house changed stays as it is."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from reglament.cases.models import CannedReply, DictionaryWord

SHIPPED = Path(__file__).with_name("tables")
BOOKS = {
    "closure_codes": DictionaryWord.Book.CLOSURE,
    "cause_codes": DictionaryWord.Book.CAUSE,
    "pause_reasons": DictionaryWord.Book.PAUSE,
    "priority_grounds": DictionaryWord.Book.PRIORITY,
    "refusal_reasons": DictionaryWord.Book.REFUSAL,
    "return_reasons": DictionaryWord.Book.RETURN,
}


@transaction.atomic
def load_tables() -> int:
    """R-32, R-39  Creates the missing words and canned replies; returns the number of new rows."""
    made = 0
    for name, book in BOOKS.items():
        for position, row in enumerate(_read(name)):
            names = {"name_ru": row["name_ru"], "name_en": row["name_en"], "position": position}
            names["offered"] = row.get("by", "engineer") == "engineer"
            made += DictionaryWord.objects.get_or_create(book=book, code=row["code"], defaults=names)[1]
    for position, row in enumerate(_read("canned_replies")):
        texts = {name: row[name] for name in ("title_ru", "title_en", "text_ru", "text_en")}
        made += CannedReply.objects.get_or_create(code=row["code"], defaults=texts | {"position": position})[1]
    return made


def _read(name: str) -> list[dict[str, Any]]:
    (rows,) = tomllib.loads((SHIPPED / f"{name}.toml").read_text()).values()
    return list(rows)
