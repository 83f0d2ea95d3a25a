"""What a returned letter tells: whom it did not reach, and which of our letters it was."""

import re
from collections.abc import Iterator

from reglament.intake.mail import addresses
from reglament.intake.mail.letter import Attachment, ParsedLetter

_FINAL = re.compile(rb"^(?:Final|Original)-Recipient:[ \t]{0,5}(?:rfc822;)?[ \t]{0,5}([^\r\n]{3,320})", re.I | re.M)
_FAILED = re.compile(rb"^Action:[ \t]{0,5}failed", re.I | re.M)
_ID = re.compile(rb"^Message-ID:[ \t]{0,5}(?:\r?\n[ \t]{1,5})?<([^<>\s]{1,400})>", re.I | re.M)
_HEAD = 65_536


def original_message_ids(letter: ParsedLetter) -> tuple[str, ...]:
    """Message-IDs of letters this one returns; empty unless it brings a letter or its headers along."""
    parts = _parts(letter, "message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global")
    return tuple(match[1].decode("utf-8", "replace") for part in parts if (match := _ID.search(part.content[:_HEAD])))


def failed_recipients(letter: ParsedLetter) -> tuple[str, ...]:
    """Addresses a delivery report names as finally not reached; delays are not failures."""
    found = [addresses.bare(one) for one in letter.first("x-failed-recipients").split(",")]
    for part in _parts(letter, "message/delivery-status", "message/global-delivery-status"):
        content = part.content[:_HEAD]
        if _FAILED.search(content):
            found += [addresses.bare(match[1].decode("utf-8", "replace")) for match in _FINAL.finditer(content)]
    return tuple(dict.fromkeys(one for one in found if one))


def _parts(letter: ParsedLetter, *kinds: str) -> Iterator[Attachment]:
    return (one for one in letter.attachments if one.content_type in kinds)
