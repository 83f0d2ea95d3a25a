"""What our own border server found out about the sender: Authentication-Results of the configured authserv-id only."""

import re

from reglament.intake.mail import addresses
from reglament.intake.mail.letter import ParsedLetter

_COMMENT = re.compile(r"\([^()]{0,500}\)")
_DMARC = re.compile(r"\bdmarc\s{0,3}=\s{0,3}([a-z]{1,20})", re.IGNORECASE)
_HEADER_FROM = re.compile(r"\bheader\.from\s{0,3}=\s{0,3}\"?([^\s;\"]{1,255})", re.IGNORECASE)


def dmarc(letter: ParsedLetter, authserv_id: str) -> str:
    """R-10  "pass", "fail", another result in lower case, or "" if no result is ours to trust.

    Only the topmost header with our id counts, and a pass only if it speaks of the one address in From.
    """
    ours = authserv_id.strip().lower()
    if not ours:
        return ""
    for value in letter.all("authentication-results"):
        plain = _COMMENT.sub(" ", value)
        words = plain.partition(";")[0].split()
        if words and words[0].lower() == ours:
            return _result(letter, plain)
    return ""


def _result(letter: ParsedLetter, plain: str) -> str:
    for method in plain.split(";")[1:]:
        if match := _DMARC.search(method):
            found = match[1].lower()
            named = _HEADER_FROM.search(method)
            aligned = letter.sender.certain and (
                named is None or named[1].rpartition("@")[2].lower() == addresses.domain(letter.sender.address)
            )
            return found if found != "pass" or aligned else "none"
    return ""
