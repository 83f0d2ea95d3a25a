"""The register of everything that can happen. A room declares its kinds in its events.py."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise


class SeenBy(StrEnum):
    EVERYONE = "everyone"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that can happen: `code` is `room.past_participle`, `sentence` is rendered when read."""

    code: str
    sentence: str | Promise
    seen_by: SeenBy = SeenBy.EVERYONE
    icon: str = "ring"


KINDS: dict[str, Kind] = {}


def kind(code: str, sentence: str | Promise, *, seen_by: SeenBy = SeenBy.EVERYONE, icon: str = "ring") -> Kind:
    """Declares a kind of event; a code is declared once."""
    if code in KINDS:
        raise ValueError(f"event kind {code!r} is declared twice")
    KINDS[code] = Kind(code, sentence, seen_by, icon)
    return KINDS[code]
