"""Which case a letter may belong to: signed addresses, Message-IDs, the number in the subject; all unverified."""

import re
from collections.abc import Iterable, Iterator

from reglament.intake.mail import bounces
from reglament.intake.mail.letter import ParsedLetter

_DASHES = str.maketrans("‐‑‒–—−", "------")
_AUDIENCES = {
    "#внутр": "internal",
    "#внутреннее": "internal",
    "#internal": "internal",
    "#note": "internal",
    "#ответ": "public",
    "#reply": "public",
    "#public": "public",
}


def tags(addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(address without the tag, tag) for each address like support+TAG@…, tags as written."""
    for address in addresses:
        local, at, domain = address.rpartition("@")
        base, plus, tag = local.partition("+")
        if at and plus and base and tag:
            yield f"{base}@{domain}", tag


def message_ids(letter: ParsedLetter) -> tuple[str, ...]:
    """Message-IDs the letter answers, the nearest first, and those of letters it returns."""
    found = (*letter.in_reply_to, *reversed(letter.references), *bounces.original_message_ids(letter))
    return tuple(dict.fromkeys(found))


def numbers(subject: str, prefix: str = "SD") -> tuple[str, ...]:
    """Case numbers in a subject: in brackets, bare, after №, after any number of Re:, Fwd:, Ответ:, HA:."""
    text = subject[:1000].translate(_DASHES)
    pattern = rf"(?<![\w-]){re.escape(prefix)}\s?-\s?(\d{{4}})\s?-\s?(\d{{6,9}})(?!\w)"
    return tuple(
        dict.fromkeys(f"{prefix}-{match[1]}-{match[2]}" for match in re.finditer(pattern, text, re.IGNORECASE))
    )


def audience(reply: str) -> tuple[str, str]:
    """For staff: "internal" or "public" if the first line says so, and the reply without that line."""
    first, _, rest = reply.lstrip().partition("\n")
    said = _AUDIENCES.get(first.strip().lower(), "")
    return said, rest.lstrip("\n") if said else reply
