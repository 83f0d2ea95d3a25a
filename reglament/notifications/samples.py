"""A letter as it would be, on a case that never was: what an editor sees before the words are saved."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import translation

from reglament.cases import reference
from reglament.notifications import kinds, layout, overview, placeholders, texts, wordings
from reglament.notifications.texts import Speak, Words
from reglament.notifications.values import HOUSE

TABLE = Path(__file__).with_name("tables") / "sample.toml"


@dataclass(frozen=True, slots=True)
class Sample:
    """`page` is for a frame of our own pages, see layout.preview."""

    language: str
    subject: str
    text: str
    page: str


def sample(kind: str, language: str, words: Words) -> Sample:
    """Raises KeyError for a placeholder that this letter does not know."""
    with translation.override(language):
        said = _speak(kind, language)
        is_frame = kind in kinds.FRAMES
        frame = words if is_frame else wordings.read(overview.frame(kind), language)
        inside = value("body", language) if is_frame else texts.fill(words.body, said)
        text = texts.fill(frame.body, lambda name: inside if name == "body" else value(name, language)) + "\n"
        subject = texts.fill(words.subject, said) if words.subject else of_case(language)
        return Sample(language, subject, text, layout.preview(text, subject=subject, language=language))


def value(name: str, language: str, kind: str = "") -> str:
    """What a placeholder says in the sample: the house speaks for itself, and links lead to our own pages.

    `account.what` of the table is what `what` says in the letters `account_…`.
    """
    if name in HOUSE:
        return HOUSE[name]()
    rows = _values()
    said = rows.get(f"{kind.partition('_')[0]}.{name}", rows[name])[language]
    return f"{settings.BASE_URL}{said}" if name.endswith("link") else said


def of_case(language: str) -> str:
    """R-53  The subject of a letter about a case."""
    return f"{reference.subject_tag(value('number', language))} {value('subject', language)}"


def _speak(kind: str, language: str) -> Speak:
    known = placeholders.allowed(kind)

    def speak(name: str) -> str:
        if name not in known:
            raise KeyError(name)
        return value(name, language, kind)

    return speak


@cache
def _values() -> dict[str, dict[str, str]]:
    rows = tomllib.loads(TABLE.read_text("utf-8"))["values"]
    return {row["placeholder"]: {"ru": row["text_ru"], "en": row["text_en"]} for row in rows}
