"""One spelling for looking names up: SQLite does not fold Cyrillic, so Python does it for both databases."""

import unicodedata


def fold(text: str) -> str:
    """Casefolded, ё as е, inner blanks single: 'ООО  «Лёд»' → 'ооо «лед»'."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").split())
