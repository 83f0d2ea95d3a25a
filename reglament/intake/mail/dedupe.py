"""One letter is taken in once: the key by which a second delivery is known, and another letter is not taken for it."""

import hashlib
import re

from reglament.intake.mail import head

# Written by relays and mailboxes on the way: they differ between two deliveries of one letter.
_TRACE = re.compile(
    rb"(?:received|return-path|delivered-to|x-original-to|envelope-to|x-envelope-[a-z]{1,20}|x-received|received-spf"
    rb"|authentication-results|arc-[a-z-]{1,40}|dkim-filter|x-spam-[a-z-]{1,40}|x-virus-[a-z-]{1,40}|x-antivirus[a-z-]{0,40}"
    rb"|x-greylist|x-gm-[a-z-]{1,40}|x-google-[a-z-]{1,40}|x-ms-exchange-organization-[a-z-]{1,60}"
    rb"|x-mozilla-[a-z-]{1,40}|x-yandex-[a-z-]{1,40}|x-mras|x-uidl?|status|x-status|content-length|lines"
    rb"|x-evolution[a-z-]{0,40}|delivery-date|delivered-date)\Z",
    re.IGNORECASE,
)
_WRITTEN = re.compile(rb"(?:from|subject|date)\Z", re.IGNORECASE)
_HEADER = re.compile(rb"([!-9;-~]{1,200}):[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|\r|\Z)")
_MAX_HEAD = 1_000_000


def key(raw: bytes, *, mailbox: str, message_id: str) -> str:
    """R-69  64 hexadecimal digits over mailbox, Message-ID and content.

    Without a Message-ID the content is the whole letter but its trace headers, with one it is author, subject, date
    and body: so a relay's added header makes no second case, and a stolen Message-ID swallows no other letter.
    """
    digest = hashlib.sha256()
    for part in (mailbox.lower().encode(), message_id.encode("utf-8", "replace"), *_content(raw, bool(message_id))):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _content(raw: bytes, has_id: bool) -> list[bytes]:
    mended = head.mend(raw)
    headers: list[bytes] = []
    place = 0
    while (match := _HEADER.match(mended, place)) and place < _MAX_HEAD:
        if _WRITTEN.match(match[1]) if has_id else not _TRACE.match(match[1]):
            headers.append(b" ".join(match[0].split()))
        place = match.end()
    body = mended[place:].replace(b"\r\n", b"\n").replace(b"\r", b"\n").strip(b"\n")
    return [*sorted(headers), body]
