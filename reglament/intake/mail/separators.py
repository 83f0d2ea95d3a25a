"""Where quoted history begins: the lines mail programs put above the letter they answer or forward."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from reglament.intake.mail import attributions
from reglament.intake.mail import quote_words as words
from reglament.intake.mail.attributions import WIDTH as _WIDTH

MAX_LINES = 5000
"""Lines that are looked at; history begins earlier in every letter a person wrote."""

_RULED = re.compile(
    rf"[\s*|]{{0,10}}[-_=~–—*+]{{2,80}}\s{{0,3}}(?:(?P<original>{words.ORIGINAL})|(?P<forward>{words.FORWARDED}))\b",
    re.IGNORECASE,
)
_RULED_WROTE = re.compile(
    rf"[\s*]{{0,10}}-{{2,20}}\s?\S.{{1,150}}\s(?:{words.WROTE})\s?-{{2,20}}\s{{0,5}}\Z", re.IGNORECASE
)
_BEGIN = re.compile(rf"\s{{0,10}}(?:{words.BEGIN_FORWARDED})\s?:?\s{{0,10}}\Z", re.IGNORECASE)
_ABOVE = re.compile(words.ABOVE, re.IGNORECASE)
_HEADER = re.compile(r"[\s*_]{0,10}([^\W\d_][^\d:：*_]{0,18}?)[ \xa0*_]{0,3}[:：][*_]{0,3}(?=\s|\Z|\S)")
_KINDS = words.kinds()


class Kind(StrEnum):
    ABOVE = "above"
    ORIGINAL = "original"
    FORWARD = "forward"
    HEADERS = "headers"
    WROTE = "wrote"


@dataclass(frozen=True, slots=True)
class Separator:
    """Lines start … end - 1; `before` is the writer's own text that stands on the first of them."""

    kind: Kind
    start: int
    end: int
    before: str = ""


def first(lines: Sequence[str], *, after: int = 0) -> Separator | None:
    """The topmost separator at or below line `after`; lines already quoted by ">" are not looked at."""
    for place in range(after, min(len(lines), MAX_LINES)):
        line = lines[place][:_WIDTH]
        if not line or line.isspace() or line.lstrip().startswith(">"):
            continue
        found = _ruled(line, place) or _headers(lines, line, place) or _attribution(lines, line, place, after)
        if found is not None:
            return found
    return None


def is_quoted(line: str) -> bool:
    """The line begins with the mark of quotation."""
    return line[:4].lstrip().startswith(">")


def _ruled(line: str, place: int) -> Separator | None:
    if match := _RULED.match(line):
        return Separator(Kind.FORWARD if match["forward"] else Kind.ORIGINAL, place, place + 1)
    if _BEGIN.match(line):
        return Separator(Kind.FORWARD, place, place + 1)
    if _RULED_WROTE.match(line):
        return Separator(Kind.ORIGINAL, place, place + 1)
    if _ABOVE.search(line):
        return Separator(Kind.ABOVE, place, place + 1)
    return None


def _header_kind(line: str) -> str:
    match = _HEADER.match(line[:60])
    return _KINDS.get(match[1].strip().lower(), "") if match else ""


def _headers(lines: Sequence[str], line: str, place: int) -> Separator | None:
    """From, Sent, To, Subject close together, one of the first two on top: three of them, or two and an address."""
    kind = _header_kind(line)
    if kind not in {"from", "sent"} and not (kind and _ruler_above(lines, place) < place):
        return None
    seen = {kind}
    end = place + 1
    for number in range(place + 1, min(place + 10, len(lines))):
        following = _header_kind(lines[number])
        if following:
            seen.add(following)
            end = number + 1
        elif number - end >= 2:
            break
    addressed = any("@" in one[:_WIDTH] for one in lines[place:end])
    if len(seen) > 2 or (addressed and len(seen) > 1 and not seen.isdisjoint({"from", "to"})):
        return Separator(Kind.HEADERS, _ruler_above(lines, place), end)
    return None


def _ruler_above(lines: Sequence[str], place: int) -> int:
    """The line of dashes or underscores some programs draw above the block belongs to it."""
    number = place - 1
    while number >= 0 and not lines[number].strip() and place - number < 3:
        number -= 1
    ruled = number >= 0 and re.fullmatch(r"[\s*]{0,5}[-_=]{5,100}[\s*]{0,5}", lines[number][:120])
    return number if ruled else place


def _attribution(lines: Sequence[str], line: str, place: int, floor: int) -> Separator | None:
    before = attributions.shared(line)
    if before is not None:
        return Separator(Kind.WROTE, place, place + 1, before)
    start = attributions.begin(lines, place, floor, quoted_below=_quoted_below(lines, place))
    return None if start is None else Separator(Kind.WROTE, start, place + 1)


def _quoted_below(lines: Sequence[str], place: int) -> int:
    """How many of the next two written lines are quoted, from the first on."""
    following = [line for line in lines[place + 1 : place + 6] if line.strip()][:2]
    return 0 if not following or not is_quoted(following[0]) else sum(map(is_quoted, following))
