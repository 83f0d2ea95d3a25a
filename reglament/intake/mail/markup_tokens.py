"""HTML cut into tags and text in one pass: whatever the source, the time grows with its length only."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_TO_END = re.compile(r"[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*")
_ATTRIBUTE = re.compile(r"([a-zA-Z-]{2,30})\s{0,5}=\s{0,5}(?:\"([^\"]{0,2000})\"|'([^']{0,2000})'|([^\s>\"']{1,200}))")
_WANTED = frozenset(("class", "id", "style", "type", "data-smartmail"))
_RAW = frozenset(("script", "style"))
_PATIENCE = 20


@dataclass(slots=True)
class Tag:
    name: str
    closing: bool = False
    empty: bool = False
    attributes: dict[str, str] = field(default_factory=dict)
    inside: str = ""


def tokens(source: str) -> Iterator[Tag | str]:
    """Tags and stretches of text in order; comments and declarations are left out."""
    place = 0
    last = source.rfind(">")
    reader = _Reader(source, last)
    while place < len(source):
        opening = source.find("<", place)
        if opening < 0 or opening > last:
            yield source[place:]
            return
        if opening > place:
            yield source[place:opening]
        match = _TAG.match(source, opening)
        if match is None:
            place, text = reader.no_tag(opening)
            if text:
                yield text
            continue
        end = reader.end_of_tag(match.end())
        tag = _tag(source, match, end)
        yield tag
        place = end + 1
        if tag.name in _RAW and not tag.closing and not tag.empty:
            place = reader.end_of_raw(tag.name, place)


def _tag(source: str, match: re.Match[str], end: int) -> Tag:
    name = match[1].lower()
    inside = source[match.end() : min(end, match.end() + 8000)]
    closing = source[match.start() + 1] == "/"
    attributes: dict[str, str] = {}
    if not closing and "=" in inside and name in {"div", "blockquote", "span", "hr", "table", "section", "p", "td"}:
        for found in _ATTRIBUTE.finditer(inside):
            if found[1].lower() in _WANTED:
                attributes[found[1].lower()] = found[2] or found[3] or found[4] or ""
    return Tag(name, closing, inside.endswith("/"), attributes, inside)


def attributes_of(tag: Tag) -> dict[str, str]:
    """Every attribute of a tag, entities resolved; of one that is said twice the first, as browsers do."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(tag.inside):
        found.setdefault(match[1].lower(), html.unescape(match[2] or match[3] or match[4] or ""))
    return found


class _Reader:
    """Looks for ends; a search that once found nothing is not made again."""

    def __init__(self, source: str, last: int) -> None:
        self.source = source
        self.last = last
        self.patience = _PATIENCE
        self.absent: set[str] = set()

    def find(self, what: str, place: int) -> int:
        if what in self.absent:
            return -1
        found = self.source.find(what, place)
        if found < 0:
            self.absent.add(what)
        return found

    def end_of_tag(self, place: int) -> int:
        """The closing bracket; one inside quotes does not count unless the quotes are never closed."""
        if self.patience:
            match = _TO_END.match(self.source, place)
            if match is not None and self.source[match.end() : match.end() + 1] == ">":
                return match.end()
            self.patience -= 1
        found = self.source.find(">", place)
        return found if found >= 0 else len(self.source)

    def no_tag(self, opening: int) -> tuple[int, str]:
        """A comment, a declaration or a plain "<": where to go on, and the text it is."""
        if self.source.startswith("<!--", opening):
            end = self.find("-->", opening + 4)
            return (end + 3, "") if end >= 0 else (opening + 4, "")
        if self.source.startswith(("<!", "<?", "</"), opening):
            end = self.find(">", opening)
            return (end + 1, "") if end >= 0 else (len(self.source), "")
        return opening + 1, "<"

    def end_of_raw(self, name: str, place: int) -> int:
        end = self.find(f"</{name}", place)
        if end < 0:
            end = self.find(f"</{name.upper()}", place)
        return end if end >= 0 else place
