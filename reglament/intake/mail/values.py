"""Values of the two key fields: what a login may look like, and which ways of writing a priority are understood."""

import re
import unicodedata

_LOGIN = re.compile(r"[a-z0-9._@-]{3,64}", re.ASCII)
_AUTOLINK = re.compile(r"(?P<value>[^\s<>\[\]()]{3,64})\s?[<\[(](?:mailto:|https?://)(?P<link>[^<>\s\])]{3,100})[>\])]")
_WRAPPING = " \t\"'`*_<>«»“”„‟‘’"
_CYRILLIC = re.compile("[а-яёѓєѕіїјљњћќўџґ]", re.IGNORECASE)
_PRIORITY = re.compile(
    r"(?:(?:приоритет|priority|no|p|р|п|s)\s{0,3})?(?P<digit>[1-4])\s{0,3}(?:\(\s{0,3}(?P<word>[^()]{1,30}?)\s{0,3}\))?"
)
_WORDS = (
    ("критическ", ("ий", "ая", "ое", "ие"), 1),
    ("высок", ("ий", "ая", "ое", "ие"), 2),
    ("средн", ("ий", "яя", "ее", "ие"), 3),
    ("низк", ("ий", "ая", "ое", "ие"), 4),
)
PRIORITY_WORDS = {f"{stem}{ending}": number for stem, endings, number in _WORDS for ending in endings} | {
    "critical": 1,
    "high": 2,
    "medium": 3,
    "normal": 3,
    "low": 4,
}


def login(value: str) -> str | None:
    """R-10  The login in lower case, or None if it is badly formed: empty, blanks inside, foreign characters."""
    text = fold(value).strip(_WRAPPING)
    if (match := _AUTOLINK.fullmatch(fold(value))) and match["link"].rstrip("/") == match["value"].strip(_WRAPPING):
        text = match["value"].strip(_WRAPPING)  # mail programs turn ivanov.sm into a link
    return text if _LOGIN.fullmatch(text) else None


def typed_in_cyrillic(value: str) -> bool:
    """The login holds Cyrillic letters: the keyboard was not switched, or a letter only looks Latin."""
    return bool(_CYRILLIC.search(value))


def priority(value: str) -> int | None:
    """R-29, R-31  1 … 4, or None if the value is not in the format."""
    text = fold(value).strip(_WRAPPING)
    if text in PRIORITY_WORDS:
        return PRIORITY_WORDS[text]
    match = _PRIORITY.fullmatch(text)
    if match is None:
        return None
    number = int(match["digit"])
    agrees = match["word"] is None or PRIORITY_WORDS.get(match["word"]) == number
    return number if agrees else None


def fold(value: str) -> str:
    """Compatibility forms unified, lower case, ё as е, trimmed."""
    return unicodedata.normalize("NFKC", value).casefold().replace("ё", "е").strip()
