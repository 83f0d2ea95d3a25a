"""Words like "On … wrote:" above a quotation, in many languages, on one line or broken over several."""

import re
from collections.abc import Sequence

from reglament.intake.mail import quote_words as words

WIDTH = 400
"""Characters of a line that are looked at."""
_MOST_LINES = 5
_MOST = 500

_WROTE = words.whole(words.WROTE)
_OPENER = re.compile(rf"[\s*_-]{{0,8}}(?:(?:{words.OPENERS})\b|\d)", re.IGNORECASE)
_ENDS = re.compile(r"(?:[:：]|wrote)[\s*_-]{0,20}\Z|>\Z")
_ADDRESS = re.compile(r"[\w.+%-]{1,64}(?:@|\sat\s)[\w-]{1,64}\.[\w.-]{2,64}")
_DATED = re.compile(
    r"[\s*_-]{0,8}(?:\d{1,2}:\d{2},\s)?(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}\s[^\W\d]{3,10}\.?,?\s\d{4}|\d{4}年"
    r"|[^\W\d_]{2,12}\.?,?\s{1,2}\d{1,2}[\s.])"
)
_ISO_DATED = re.compile(r"\s{0,4}\d{4}[/-]\d{1,2}[/-]\d{1,2}\s.{1,200}<[^<>\s]{3,200}>\Z")
# Said of a letter only where its lines follow: a customer may write "the log said:" too.
_SAID = re.compile(rf"(?<!\w)(?:{words.WROTE}|{words.SAID})(?!\w)|\bposted by\b", re.IGNORECASE)
_TIMED = re.compile(r"\d[\s.,:年月/-]\s?.{0,60}\d{1,2}:\d{2}")
_CITED = re.compile(rf"[\s*_-]{{0,8}}(?:{words.CITED})\s.{{0,150}}[:：]\s{{0,3}}\Z", re.IGNORECASE)
_WROTE_AT = re.compile(
    rf"\s(?:{words.WROTE})\s(?:[^\W\d_]{{1,3}}\s)?(?:\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}})[\sT,]{{1,3}}\d{{1,2}}:\d{{2}}[\d:\s]{{0,8}}[:：]\s{{0,3}}\Z",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"(?P<before>.{1,300}?)(?:\s|-{2,10}\s?)"
    r"(?P<line>On\s(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d).{5,250}wrote:)\Z"
)
_NAMES = re.compile(r"\s{0,4}[A-ZА-ЯЁ][\w.-]{1,30}(?:\s[A-ZА-ЯЁ][\w.-]{0,30}){1,3}\s")
# Lotus Notes puts the name, the date and the beginning of the letter on one line.
_NOTES = re.compile(
    r"\s{0,10}\S.{0,80}?\s?-{2,3}\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\s\d{1,2}:\d{2}(?::\d{2})?(?:\s[AP]M)?-{2,3}"
)


def shared(line: str) -> str | None:
    """The writer's words on the line that ends with an attribution; None if it does not."""
    match = _SHARED.match(line.rstrip())
    return match["before"].rstrip(" -") if match else None


def begin(lines: Sequence[str], place: int, floor: int, *, quoted_below: int) -> int | None:
    """The first line of the attribution that ends on line `place`, not above `floor`; None if none ends there.

    `quoted_below` counts the quoted lines that follow: one speaks for words like "said", two for a mere date.
    """
    stripped = lines[place][:WIDTH].rstrip()
    if _NOTES.match(stripped):
        return place
    if not _ENDS.search(stripped[-30:]):
        return place if _stands_alone(lines, place) and _names_a_quote(stripped, quoted_below) else None
    best: int | None = None
    joined = ""
    for start in range(place, max(floor, place - _MOST_LINES + 1) - 1, -1):
        part = lines[start][:WIDTH].strip()
        if not part or part.startswith(">"):
            break
        joined = f"{part} {joined}".strip()
        if len(joined) > _MOST:
            break
        opens = bool(_OPENER.match(part))
        if (best is None or opens) and _is_attribution(joined, opens):
            best = start
    return place if best is None and _names_a_quote(stripped, quoted_below) else best


def _names_a_quote(line: str, quoted_below: int) -> bool:
    return bool((quoted_below and _SAID.search(line)) or (quoted_below > 1 and _TIMED.search(line)))


def _stands_alone(lines: Sequence[str], place: int) -> bool:
    return place == 0 or not lines[place - 1].strip()


def _is_attribution(joined: str, opens: bool) -> bool:
    if _ISO_DATED.match(joined):
        return True
    tail = joined.rstrip("-* _")
    if not tail.endswith((":", "：")) and not joined.endswith("wrote-----"):
        return False
    addressed = bool(_ADDRESS.search(joined)) or "@" in joined
    if _WROTE.search(joined):
        dated = opens and any(letter.isdigit() for letter in joined)
        named = addressed and ("<" in joined or len(joined.split()) <= 6)
        return dated or named or bool(_WROTE_AT.search(joined)) or bool(_NAMES.match(joined) and len(joined) < 80)
    if not addressed:
        return False
    return bool(_CITED.match(joined)) or (bool(_DATED.match(joined)) and tail.endswith((">:", "):", "]:")))
