"""Where a signature begins: the standard delimiter, phones' lines, closing words, rules above a name, list footers."""

import re
from collections.abc import Sequence
from itertools import islice

from reglament.intake.mail import quote_words as words

_STANDARD = re.compile(r"--[ \xa0]\Z")
_DELIMITER = re.compile(r"--[ \xa0]{0,2}(?:\Z|[ \xa0](?-i:[A-ZА-ЯЁ])[^.!?]{0,60}\Z)")
_RULE = re.compile(r"_{10,}\s{0,5}\Z")
_DASHES = re.compile(r"(?:[—–]{1,10}|-{3,40}|_{3,9}|={3,40})\Z")
_EXCUSE = r",\s(?:please\s|sorry|excuse|forgive|pardon|извин|прост|прош|возможны).{0,60}"
_MOBILE = re.compile(rf"\s{{0,8}}[-—*_<(\[]{{0,3}}\s?(?:{words.MOBILE})[^,]{{0,90}}(?:{_EXCUSE})?\Z", re.IGNORECASE)
_CLOSING = re.compile(
    rf"\s{{0,8}}[-—*_]{{0,2}}\s?(?:{words.CLOSINGS})(?P<tail>\s?[,.!;:*_–-].{{0,60}}"
    r"|\s(?:(?-i:[A-ZА-ЯЁ])|aus\s|from\s|из\s).{0,60})?\Z",
    re.IGNORECASE,
)
_BRIEF = re.compile(rf"(?:{words.BRIEF})\s?[,.!]{{0,2}}\s?[^\w\s.,!?]{{0,3}}\Z", re.IGNORECASE)
_NAME = re.compile(r"[*_]{0,2}[A-ZА-ЯЁ][\w.'’-]{0,30}(?:,?\s[A-ZА-ЯЁ][\w.'’-]{0,30}){0,4}[*_,]{0,3}\Z")
_INITIALS = re.compile(r"-{1,2}[A-ZА-ЯЁ][\w.]{0,30}(?: [A-ZА-ЯЁ][\w.]{0,30}){0,2}\Z")
_FOOTER = re.compile(
    r"subscri|mailing list|listinfo|https?://|confidential|конфиденц|отпис|рассылк|[\w.-]@\w", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?:\S+\s+){4}.*[.!?;:]\s*\Z")
_MAX_BLOCK = 14
_NEAR_END = 3
_MAX_WIDTH = 100
_MAX_LOOSE = 25
"""Lines under "--" without its blank: a longer text below it is no signature."""


def delimiter(lines: Sequence[str]) -> int | None:
    """The line "-- " or "--" under which everything is signature; None if there is none below a text."""
    written = False
    for number, line in enumerate(lines):
        if written and _DELIMITER.match(line) and (_STANDARD.match(line) or _is_near_end(lines, number)):
            return number
        written = written or bool(line.strip())
    return None


def _is_near_end(lines: Sequence[str], number: int) -> bool:
    below = filter(str.strip, lines[number + 1 : number + 1 + 3 * _MAX_LOOSE])
    return next(islice(below, _MAX_LOOSE, None), None) is None


def begin(lines: Sequence[str]) -> int:
    """The line where the signature begins; the number of lines if there is none or it would leave nothing."""
    found = delimiter(lines)
    end = len(lines) if found is None else found
    for finder in (_rule, _mobile, _dashes, _closing, _initials):
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
    """A long underscore, unless sentences stand below it that are no footer of a list or a house."""
    for number in _last_lines(lines, _MAX_BLOCK):
        line = lines[number].strip()
        if _RULE.match(line):
            return number
        if _SENTENCE.match(line[:300]) and not any(_FOOTER.search(one[:300]) for one in lines[number:]):
            return None
    return None


def _dashes(lines: Sequence[str]) -> int | None:
    """A short rule between blank space and a name."""
    for number in _last_lines(lines, _MAX_BLOCK):
        line = lines[number].strip()
        if _DASHES.match(line) and number > 0 and not lines[number - 1].strip():
            following = next((one.strip() for one in lines[number + 1 :] if one.strip()), "")
            return number if not following or _NAME.match(following[:120]) else None
        if len(line) > _MAX_WIDTH or _SENTENCE.match(line):
            return None
    return None


def _mobile(lines: Sequence[str]) -> int | None:
    """The line a phone adds; several of them stand one below the other in a letter that travelled."""
    found = None
    for place, number in enumerate(_last_lines(lines, 2 * _MAX_BLOCK)):
        if _MOBILE.match(lines[number]):
            found = number
        elif found is not None or place >= _NEAR_END:
            break
    return found


def _closing(lines: Sequence[str]) -> int | None:
    """Closing words with nothing under them but short lines: name, post, telephone."""
    following = ""
    for number in _last_lines(lines, _MAX_BLOCK):
        line = lines[number].strip()
        if match := _CLOSING.match(line[:120]):
            if len((match["tail"] or "").split()) <= 5:
                return number
        elif _BRIEF.match(line[:40]) and (not following or _NAME.match(following[:120])):
            return number
        elif len(line) > _MAX_WIDTH or line.endswith("?"):
            return None
        following = line
    return None


def _initials(lines: Sequence[str]) -> int | None:
    for number in _last_lines(lines, 1):
        alone = number > 0 and not lines[number - 1].strip()
        return number if alone and _INITIALS.match(lines[number].strip()) else None
    return None
