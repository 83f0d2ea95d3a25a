"""In which language a robot answers a letter."""

from itertools import islice

_ENOUGH = 2000
_SHARE = 0.2


def language(text: str) -> str:
    """The code "ru" if more than a fifth of the letters are Cyrillic, else "en"; empty where there are no letters."""
    letters = list(islice(filter(str.isalpha, text), _ENOUGH))
    if not letters:
        return ""
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in letters)
    return "ru" if cyrillic > _SHARE * len(letters) else "en"
