"""What a person wrote now, without the history they quote and without their signature."""

import re
from itertools import islice

from reglament.intake.mail import markup, separators, signatures
from reglament.intake.mail.separators import MAX_LINES, Kind, is_quoted

_RULER = re.compile(r"[\s*]{0,5}[-_=*~]{3,200}[\s*]{0,5}\Z")
_LINK = re.compile(r"[(<]?https?://|[^\s]{0,200}[>)]\s*>?\Z")
_WORDS = re.compile(r"\w+")
_MAX_WORDS = 20_000

MAX_HTML = 300_000
"""Characters of HTML whose marks are looked for; a longer one is cut by the lines of its text alone."""


def reply(text: str, html: str = "") -> str:
    """The writer's own words out of `text`; marks in `html` help where the letter has both.

    Quotes between the lines of an answer stay, they give it its sense. If nothing would be left, all is kept.
    """
    own = (_by_marks(text, html) if 0 < len(html) <= MAX_HTML else None) or text
    lines = own.split("\n")
    if len(lines) > MAX_LINES:
        return own.strip("\n")
    kept = _trimmed(_without_history(lines))
    shorter = _trimmed(kept[: signatures.begin(kept)])
    for candidate in (shorter, kept, _trimmed(lines)):
        if candidate:
            return "\n".join(candidate)
    return text.strip("\n")


def unsigned(text: str) -> str:
    """A text without the signature below it; all of it where nothing else would be left."""
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        return text
    return "\n".join(_trimmed(lines[: signatures.begin(lines)])) or text


def _by_marks(text: str, html: str) -> str | None:
    """The text without what the HTML marks as quoted or signature; None if the marks say nothing clear."""
    lines = markup.lines(html)
    own = "\n".join(line.text for line in lines if not line.mark)
    if not own.strip() or all(not line.mark for line in lines):
        return None
    if "\n".join(line.text for line in lines).strip() == text.strip():
        return own  # the letter has no other text than its HTML
    return _prefix(text, _some_words(own))


def _some_words(text: str) -> list[str]:
    return [match[0] for match in islice(_WORDS.finditer(text), _MAX_WORDS)]


def _prefix(text: str, wanted: list[str]) -> str | None:
    """The lines of `text` that hold exactly the wanted words, if it begins with them."""
    kept: list[str] = []
    count = 0
    for line in text.split("\n"):
        if count >= len(wanted):
            break
        found = _WORDS.findall(line)
        if found != wanted[count : count + len(found)]:
            return None
        count += len(found)
        kept.append(line)
    return "\n".join(kept) if count == len(wanted) else None


def _without_history(lines: list[str]) -> list[str]:
    separator = separators.first(lines)
    if separator is None:
        return _without_loose_quotes(lines)
    before = [*lines[: separator.start], *([separator.before] if separator.before else [])]
    written = any(line.strip() for line in before)
    if separator.kind is not Kind.WROTE:
        return before if written else lines
    after = lines[separator.end :]
    block = _quoted_block(after)
    rest = after[block:]
    if not block:
        return before if written else lines
    if any(is_quoted(line) for line in rest) and _has_text(rest) and not _again(rest):
        return _until_last_text(lines)
    return _joined(before, _without_history(rest)) if _has_text(rest) else before


def _joined(before: list[str], rest: list[str]) -> list[str]:
    above, below = _trimmed(before), _trimmed(rest)
    return [*above, "", *below] if above and below else above or below


def _again(rest: list[str]) -> bool:
    """The quotes below follow an attribution of their own."""
    separator = separators.first(rest)
    return separator is not None and not any(is_quoted(line) for line in rest[: separator.start])


def _has_text(lines: list[str]) -> bool:
    return any(line.strip() and not is_quoted(line) for line in lines)


def _quoted_block(lines: list[str]) -> int:
    """How many lines from the top are quoted, blank ones and wrapped ends of quoted lines included."""
    end = 0
    for number, line in enumerate(lines):
        if is_quoted(line):
            end = number + 1
        elif line.strip() and not _is_wrapped(lines, number):
            break
    return end


def _is_wrapped(lines: list[str], number: int) -> bool:
    """A relay broke a long quoted line, or a link: the rest of it stands alone between two quoted ones."""
    if number == 0 or not is_quoted(lines[number - 1]):
        return False
    following = next((line for line in lines[number + 1 : number + 3] if line.strip()), "")
    if not is_quoted(following):
        return False
    return len(lines[number - 1]) >= 65 or bool(_LINK.match(lines[number].strip()))


def _without_loose_quotes(lines: list[str]) -> list[str]:
    """No line says who is quoted: a block at the end or at the beginning is history, one in the middle is not."""
    quoted = [number for number, line in enumerate(lines) if is_quoted(line)]
    if len(quoted) < 2 or not _has_text(lines):
        return lines
    last_text = max(number for number, line in enumerate(lines) if line.strip() and not is_quoted(line))
    if sum(number > last_text for number in quoted) >= 2:
        return lines[: last_text + 1]
    block = _quoted_block(lines)
    if block == 0:
        return _without_named_quote(lines, quoted[0])
    return lines[block:] if len(quoted) >= 3 and not any(is_quoted(line) for line in lines[block:]) else lines


def _without_named_quote(lines: list[str], start: int) -> list[str]:
    """One block in the middle whose first line says, quoted too, who wrote it: Mail.ru answers like that."""
    block = _quoted_block(lines[start:])
    inner = [line.lstrip().lstrip(">").strip() for line in lines[start : start + min(block, 4)]]
    separator = separators.first(inner)
    named = separator is not None and separator.start == 0
    alone = not any(is_quoted(line) for line in lines[start + block :])
    return _joined(lines[:start], lines[start + block :]) if named and alone else lines


def _until_last_text(lines: list[str]) -> list[str]:
    """An answer written between the lines of the quoted letter: only the tail of the quote goes."""
    last = max(number for number, line in enumerate(lines) if line.strip() and not is_quoted(line))
    return lines[: last + 1]


def _trimmed(lines: list[str]) -> list[str]:
    """Without blank lines and rulers at both ends."""
    start, end = 0, len(lines)
    while start < end and not lines[start].strip():
        start += 1
    while end > start and (not lines[end - 1].strip() or _RULER.match(lines[end - 1][:220])):
        end -= 1
    return [line.rstrip() for line in lines[start:end]]
