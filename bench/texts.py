"""Russian words of the length people write: sentences of the demonstration's material, put together anew."""

import random
import re
import tomllib
from functools import cache
from pathlib import Path

from reglament import demo

SHORTEST, LONGEST = 300, 1500
BULK = Path(demo.__file__).with_name("tables") / "bulk.toml"
KINDS = ("description", "question", "answer", "diagnosis", "workaround", "solution")
SENTENCE = re.compile(r"[^.!?]+[.!?]+")
WORDS = {"device": "коммутатор", "site": "Склад", "time": "09:40"}


def subject(dice: random.Random) -> str:
    return _spoken(dice.choice(_templates())["subject_ru"], dice)[:200]


def text(kind: str, dice: random.Random) -> str:
    """300 to 1500 characters, 900 on the average, of one kind of message."""
    wanted, said = dice.randint(SHORTEST, LONGEST), ""
    sentences = _sentences(kind)
    while len(said) < wanted:
        said += " " + sentences[dice.randrange(len(sentences))]
    return _spoken(said.strip()[:LONGEST], dice)


@cache
def _templates() -> list[dict[str, str]]:
    rows = tomllib.loads(BULK.read_text("utf-8"))["templates"]
    return [row for row in rows if row["language"] == "ru"]


@cache
def _sentences(kind: str) -> list[str]:
    """Those of this kind first in number, and all the others, so that two texts are seldom alike."""
    own = [one for row in _templates() for one in _split(row.get(f"{kind}_ru", ""))]
    rest = [one for row in _templates() for other in KINDS for one in _split(row.get(f"{other}_ru", ""))]
    return own * 3 + rest


def _split(words: str) -> list[str]:
    return [found.strip() for found in SENTENCE.findall(words) if len(found) > 20]


def _spoken(words: str, dice: random.Random) -> str:
    for name, word in WORDS.items():
        words = words.replace("{" + name + "}", word)
    return re.sub(r"\{\w+\}", lambda _found: str(dice.randint(100, 999)), words)
