"""HTML turned into lines of text in one pass, remembering which lines are quoted history or a signature."""

import html
import re
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice

from reglament.intake.mail import charsets, markup_marks
from reglament.intake.mail.markup_tokens import Tag, tokens

MAX_TOKENS = 150_000
"""Tags and stretches of text that are turned into lines; the letter itself is kept whole."""

MAX_PRE_LINES = 20_000
"""Lines of preformatted text that are taken apart; what follows stays together as it is."""

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details div dl dt fieldset figure footer form "
        "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead title tr ul",
    )
)
_HIDDEN = frozenset(("head", "script", "style", "template", "title", "noframes", "object", "svg", "math"))
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CELL = re.compile(r" ?\t ?")
_INVISIBLE = re.compile("[\u200b\u200c\u200e\u200f\u2060\ufeff\u00ad]")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([\w:.-]{1,40})", re.IGNORECASE)


class Mark(StrEnum):
    OWN = ""
    QUOTED = "quoted"
    SIGNATURE = "signature"


@dataclass(slots=True)
class Line:
    text: str
    mark: Mark = Mark.OWN


def text(source: str) -> str:
    """The whole text: br, p, div, tr and li begin lines, cells are parted by TAB."""
    return "\n".join(line.text for line in lines(source)).strip("\n")


def recoded(content: bytes, declared: str, decoded: str) -> str:
    """The HTML again with the charset it names itself, if the part names none or one that cannot be."""
    usable = charsets.codec(declared) not in {"", "ascii"} and "\ufffd" not in decoded
    if usable or content.isascii() or not (match := _META_CHARSET.search(content[:4096])):
        return decoded
    again = charsets.decode(content, match[1].decode("ascii"))
    return again if again.count("\ufffd") <= decoded.count("\ufffd") else decoded


def lines(source: str) -> list[Line]:
    """The visible lines in order; never two blank ones at the end."""
    page = _Page()
    for token in islice(tokens(source), MAX_TOKENS):
        if isinstance(token, str):
            page.write(token)
        elif token.closing:
            page.close(token)
        else:
            page.open(token)
    page.end_line()
    return page.lines


@dataclass(slots=True)
class _Page:
    lines: list[Line] = field(default_factory=list)
    marks: markup_marks.Marks = field(default_factory=markup_marks.Marks)
    _line: list[str] = field(default_factory=list)
    _hidden: str = ""
    _pre: int = 0
    _patience: int = MAX_PRE_LINES
    _visible: bool = False
    _mark: Mark = Mark.OWN

    def open(self, tag: Tag) -> None:
        if self._hidden:
            # A head that is never closed ends where the body begins.
            self._hidden = "" if tag.name == "body" else self._hidden
            return
        if tag.name in _HIDDEN:
            self._hidden = "" if tag.empty else tag.name
            return
        if tag.name in _BLOCKS:
            self.end_line(blank=False)
        elif tag.name == "br":
            self.end_line()
        elif tag.name in {"td", "th"} and self._visible:
            self._line.append("\t")
        self._pre += tag.name == "pre"
        self.marks.open(tag)

    def close(self, tag: Tag) -> None:
        if self._hidden:
            self._hidden = "" if tag.name == self._hidden else self._hidden
            return
        if tag.name in _BLOCKS:
            self.end_line(blank=False)
        self._pre = max(0, self._pre - (tag.name == "pre"))
        self.marks.close(tag)

    def write(self, source: str) -> None:
        if self._hidden:
            return
        piece = html.unescape(source) if "&" in source else source
        if self._pre:
            first, *rest = piece.replace("\r\n", "\n").split("\n", self._patience)
            self._patience -= min(len(rest), self._patience)
            self._add(first)
            for line in rest:
                self.end_line()
                self._add(line)
        else:
            self._add(_SPACE.sub(" ", piece))

    def _add(self, piece: str) -> None:
        if not self._visible and piece.strip(" \n"):
            self._visible, self._mark = True, Mark(self.marks.now)
        self._line.append(piece)

    def end_line(self, *, blank: bool = True) -> None:
        """Finish the line; an empty one only counts if it was asked for by br or holds a hard space."""
        if not self._line:
            if blank:
                self.lines.append(Line("", Mark(self.marks.now)))
            return
        whole = "".join(self._line)
        self._line, self._visible = [], False
        if not blank and not whole.strip(" \n\t"):
            return
        clean = _CELL.sub("\t", _INVISIBLE.sub("", whole.replace("\xa0", " "))).strip("\n")
        clean = clean if self._pre else clean.strip(" ")
        mark = self._mark if clean else Mark(self.marks.now)
        if clean or not self.lines or self.lines[-1].text or blank:
            self.lines.append(Line(clean.rstrip(), mark))
