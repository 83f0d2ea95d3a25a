"""R-03  Whether an answer to a solution is thanks and no more: made of such words alone. In doubt it is not."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from reglament.people.folding import fold

TABLE = tomllib.loads(Path(__file__).parents[1].joinpath("tables", "thanks.toml").read_text("utf-8"))
PIECE = re.compile(r"\w+|[^\w\s]")


def _phrases(texts: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(fold(text).split()) for text in texts)


THANKS, BESIDE = _phrases(TABLE["thanks"]), _phrases(TABLE["beside"])
LONGEST = max(map(len, THANKS | BESIDE))


def is_thanks(text: str, has_files: bool) -> bool:
    """A few words of thanks or acknowledgement, no file, no question: such an answer reopens nothing."""
    words = [piece for piece in PIECE.findall(fold(text)) if piece not in TABLE["signs"]]
    if has_files or not 0 < len(words) <= TABLE["most_words"]:
        return False
    said = _read(words)
    return said is not None and not THANKS.isdisjoint(said)


def _read(words: Sequence[str]) -> list[tuple[str, ...]] | None:
    """The words as phrases of the table, each the longest that fits; None when one stands in no phrase."""
    said: list[tuple[str, ...]] = []
    place = 0
    while place < len(words):
        begun = (tuple(words[place : place + length]) for length in range(LONGEST, 0, -1))
        phrase = next((each for each in begun if each in THANKS or each in BESIDE), None)
        if phrase is None:
            return None
        said.append(phrase)
        place += len(phrase)
    return said
