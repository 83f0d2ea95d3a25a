"""Where a signature begins: the standard delimiter, phones' lines, closing words, list footers."""

import re
from collections.abc import Sequence

from reglament.intake.mail import quote_words as words

_DELIMITER = re.compile(r"--[ \xa0]?\Z")
_RULE = re.compile(r"_{10,}\s{0,5}\Z")
_MOBILE = re.compile(rf"\s{{0,8}}[-—*_]{{0,3}}\s?(?:{words.MOBILE})\b[^,]{{1,60}}\Z", re.IGNORECASE)
_CLOSING = re.compile(
    rf"\s{{0,8}}[-—*_]{{0,2}}\s?(?:{words.CLOSINGS})(?P<tail>\s?[,.!;:*_–-].{{0,60}}|\s(?-i:[A-ZА-ЯЁ]).{{0,60}})?\Z",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"-{1,2}[A-ZА-ЯЁ][\w.]{0,30}(?: [A-ZА-ЯЁ][\w.]{0,30}){0,2}\Z")
_MAX_BLOCK = 14
_MAX_WIDTH = 100


def delimiter(lines: Sequence[str]) -> int | None:
    """The line "-- " or "--" under which everything is signature; None if there is none below a text."""
    written = False
    for number, line in enumerate(lines):
        if written and _DELIMITER.match(line):
            return number
        written = written or bool(line.strip())
    return None


def begin(lines: Sequence[str]) -> int:
    """The line where the signature begins; the number of lines if there is none or it would leave nothing."""
    found = delimiter(lines)
    end = len(lines) if found is None else found
    for finder in (_rule, _mobile, _closing, _initials):
        place = finder(lines[:end])
        if place is not None and any(line.strip() for line in lines[:place]):
            end = place
    return end


def _last_lines(lines: Sequence[str], most: int) -> list[int]:
    """Numbers of the last non-blank lines, bottom to top."""
    numbers: list[int] = []
    for number in range(len(lines) - 1, -1, -1):
        if lines[number].strip():
            numbers.append(number)
            if len(numbers) >= most:
                break
    return numbers


def _rule(lines: Sequence[str]) -> int | None:
    return next((number for number in _last_lines(lines, _MAX_BLOCK) if _RULE.match(lines[number].strip())), None)


def _mobile(lines: Sequence[str]) -> int | None:
    return next((number for number in _last_lines(lines, 4) if _MOBILE.match(lines[number])), None)


def _closing(lines: Sequence[str]) -> int | None:
    """Closing words with nothing under them but short lines: name, post, telephone."""
    for number in _last_lines(lines, _MAX_BLOCK):
        line = lines[number].strip()
        if match := _CLOSING.match(line[:120]):
            if len((match["tail"] or "").split()) <= 5:
                return number
        elif len(line) > _MAX_WIDTH or line.endswith("?"):
            return None
    return None


def _initials(lines: Sequence[str]) -> int | None:
    for number in _last_lines(lines, 1):
        alone = number > 0 and not lines[number - 1].strip()
        return number if alone and _INITIALS.match(lines[number].strip()) else None
    return None
