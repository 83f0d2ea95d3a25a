"""The pictures of a letter on a page: its own stand in the document itself, those of the network are named."""

import base64
import html
from collections.abc import Mapping
from dataclasses import dataclass

from reglament.intake.mail.letter import Attachment

MAX_BYTES = 3_000_000
"""Of its own pictures that one letter shows; the others stay among its files."""
_KINDS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif"}
BEGINNINGS = tuple(f"data:image/{kind};base64," for kind in (*_KINDS.values(), "webp"))
"""How the address of a picture in the document begins."""


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in place of a picture: one from the network, and one that the letter does not bring."""

    remote: str
    missing: str


@dataclass(slots=True)
class Pictures:
    """Those that the letter brings, by their Content-ID; `remote` counts those that were left in the network."""

    own: Mapping[str, Attachment]
    words: Words
    remote: int = 0
    shown: int = 0

    def html(self, attributes: Mapping[str, str]) -> str:
        """What stands on the page for one `img`."""
        source = attributes.get("src", "").strip()
        scheme = source.partition(":")[0].lower()
        if scheme == "cid" and (data := self._data(source[4:])):
            return f'<img src="{data}" alt="{html.escape(attributes.get("alt", "")[:200])}">'
        if scheme in {"cid", "data"} or not source:
            return _instead(self.words.missing) if source else ""
        self.remote += 1
        return _instead(self.words.remote)

    def _data(self, content_id: str) -> str:
        """A frame without an origin has no session to fetch the picture with, so it is in the document."""
        file = self.own.get(content_id.strip("<> "))
        kind = _kind(file.content) if file else ""
        if file is None or not kind or self.shown + file.size > MAX_BYTES:
            return ""
        self.shown += file.size
        return f"data:image/{kind};base64,{base64.b64encode(file.content).decode()}"


def _instead(said: str) -> str:
    return f'<span class="picture">{html.escape(said)}</span>'


def _kind(content: bytes) -> str:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return next((kind for head, kind in _KINDS.items() if content.startswith(head)), "")
