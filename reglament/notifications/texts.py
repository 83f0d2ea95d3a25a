"""The words of letters: shipped in one file a kind and language; filled once, with values nobody reads again.

A line whose value is empty is left out, and so is a paragraph none of whose values says anything: that is all there is
of a template language, since some values are what people typed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).with_name("letters")
LANGUAGES = ("ru", "en")
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
Speak = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Words:
    """`subject` is empty in letters about a case: theirs is always the tag and the case's own subject (R-53)."""

    subject: str
    body: str


@cache
def shipped(kind: str, language: str) -> Words:
    """The words that come with the product; raises FileNotFoundError for an unknown kind or language."""
    text = (SHIPPED / f"{kind}.{language}.txt").read_text("utf-8").strip("\n")
    first, _, rest = text.partition("\n")
    if first.startswith("Subject: "):
        return Words(first.removeprefix("Subject: "), rest.strip("\n"))
    return Words("", text)


@cache
def kinds() -> tuple[str, ...]:
    """Every kind of letter, and the frames around them."""
    return tuple(sorted({path.name.split(".")[0] for path in SHIPPED.glob("*.txt")}))


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def fill(template: str, speak: Speak) -> str:
    """Puts a value into every placeholder; `speak` gives the value of a name, '' for none."""
    paragraphs = (_paragraph(paragraph, speak) for paragraph in re.split(r"\n{2,}", template))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph is not None)


def _paragraph(template: str, speak: Speak) -> str | None:
    values = {name: speak(name).strip("\n") for name in placeholders(template)}
    if values and not any(value.strip() for value in values.values()):
        return None
    lines = [
        PLACEHOLDER.sub(lambda match: values[match[1]], line)
        for line in template.split("\n")
        if all(values[name].strip() for name in PLACEHOLDER.findall(line))
    ]
    return "\n".join(lines) if lines else None
