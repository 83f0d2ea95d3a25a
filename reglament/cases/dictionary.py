"""The shared words of the desk by book and code, in the reader's language."""

from reglament.cases.models import DictionaryWord
from reglament.memory.values import Kept
from reglament.ui.words import pick

_kept: Kept[str, dict[tuple[str, str], DictionaryWord]] = Kept()


def word(book: str, code: str) -> str:
    """'Решено полностью' for ('closure', 'solved'); an unknown code stays as it is."""
    found = _words().get((book, code))
    return pick(found, "name") if found else code


def offered(book: str) -> list[DictionaryWord]:
    """What staff may choose from, in order."""
    return [row for row in _words().values() if row.book == book and row.offered]


def _words() -> dict[tuple[str, str], DictionaryWord]:
    rows = _kept.fresh()
    if "words" not in rows:
        rows["words"] = {(row.book, row.code): row for row in DictionaryWord.objects.all()}
    return rows["words"]
