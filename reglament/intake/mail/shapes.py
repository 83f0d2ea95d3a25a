"""Several shapes of one text: plain beside HTML, the same words twice, an excuse instead of a text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from reglament.intake.mail import markup

_MAX_EXCUSE = 400
_VIEW = r"\b(?:view|read|see|display|support|client|enable|reader|просм|отобра|поддерж|клиент|браузер|anzeig)"
_EXCUSE = re.compile(rf"\bhtml\b.{{0,120}}{_VIEW}|{_VIEW}.{{0,120}}\bhtml\b", re.IGNORECASE | re.DOTALL)


@dataclass
class Piece:
    """A stretch of the body: the same text plain, as HTML, or both."""

    plain: str = ""
    html: str = ""

    @cached_property
    def text(self) -> str:
        return self.plain if self.plain.strip() else markup.text(self.html)


def chosen(shapes: Sequence[Sequence[Piece]]) -> Piece:
    """Of the parts of an alternative: the first plain text that is not blank, whole, and the HTML beside it."""
    texts = ("\n".join(piece.plain for piece in shape if piece.plain.strip()) for shape in shapes)
    plain = next((text for text in texts if text), "")
    html = "\n".join(piece.html for shape in shapes for piece in shape if piece.html.strip())
    return Piece("" if html and _is_excuse(plain, html) else plain, html)


def without_twins(pieces: Iterable[Piece]) -> list[Piece]:
    """Careless writers send plain text and HTML of the same words one after another."""
    kept: list[Piece] = []
    for piece in pieces:
        twin = next((one for one in kept if piece.html and not one.html and _same_words(one.plain, piece.text)), None)
        if twin is not None and not piece.plain.strip():
            twin.html = piece.html
        else:
            kept.append(piece)
    return kept


def _is_excuse(text: str, html: str) -> bool:
    """Instead of its text the letter says that one should read its HTML."""
    if len(text) > _MAX_EXCUSE or not _EXCUSE.search(text):
        return False
    return len(markup.text(html).split()) > 2 * len(text.split())


def _same_words(one: str, other: str) -> bool:
    return bool(one.strip()) and re.findall(r"\w+", one) == re.findall(r"\w+", other)
