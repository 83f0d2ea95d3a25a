"""R-69  The headers of a letter (domain §5.6): who, when, which thread, and what robots must know of it."""

import re
from collections.abc import Iterable
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.utils import format_datetime

from reglament.notifications import addresses, names
from reglament.notifications.contractor import contractor

Headers = dict[str, str]
CRLF = "\r\n"
LONGEST_LOCAL_PART = 64
"""Characters before the @ that every mail server must take (RFC 5321, 4.5.3.1.1)."""
AS_THEY_ARE = ("Message-ID", "In-Reply-To", "References")
"""Identifiers: longer than a line may be, and neither folded nor encoded all the same."""
WITH_ADDRESS = ("From", "To")
_BREAK = re.compile(r"[\r\n\0\x0b\x0c\x85\u2028\u2029]")
_IDENTIFIER = re.compile(r"<[!-;=?-~]{3,250}>")


def headers(
    *, message_id: str, to: str, name: str, at: datetime, thread: Iterable[str] = (), answers_letter: bool = False
) -> Headers:
    """Every header but the subject; `thread` lists the letters before it, the root first, `at` dates it (UTC)."""
    house = contractor()
    before = [one for one in dict.fromkeys(map(identifier, thread)) if one]
    found = {
        "From": mailbox(house.name, house.support_address),
        "To": mailbox(name, to),
        "Reply-To": house.support_address,
        "Date": format_datetime(at),
        "Message-ID": message_id,
        "Auto-Submitted": "auto-replied" if answers_letter else "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "X-Loop": house.support_address,
    }
    if before:
        found |= {"In-Reply-To": before[0], "References": " ".join(before)}
    return found


def mailbox(name: str, address: str) -> str:
    """'Name <address>', the name quoted where it has to be; what is no address breaks no header."""
    local, _at, domain = (addresses.sendable(address) or names.one_line(address)).rpartition("@")
    return str(Address(display_name=names.one_line(name), username=local, domain=domain))


def tagged(address: str, tag: str) -> str:
    """R-53  The address that only this reader is given; as it was where the tag would make it too long to be one."""
    local, at, domain = address.rpartition("@")
    written = f"{local}+{tag}"
    return f"{written}{at}{domain}" if len(written) <= LONGEST_LOCAL_PART else address


def line(name: str, value: str) -> str:
    """The header as it travels, CRLF at its end; of an address only the name before it is encoded. ValueError for two.

    Python's own folding of messages drops the blank between two encoded words (3.11, 3.12): in one of five long Russian
    subjects two words would grow together.
    """
    if _BREAK.search(value):
        raise ValueError(f"{name} holds a line break: {value!r}")
    if name in AS_THEY_ARE or value.isascii():
        return f"{name}: {value}{CRLF}"
    # A subject may end in a bracket of its own: «Не отвечает <сервер>».
    words, bracket, address = value.rpartition(" <") if name in WITH_ADDRESS else (value, "", "")
    spoken = words[1:-1].replace('\\"', '"').replace("\\\\", "\\") if words.startswith('"') else words
    return f"{name}: {Header(spoken, 'utf-8', header_name=name).encode(linesep=CRLF)}{bracket}{address}{CRLF}"


def identifier(text: str) -> str:
    """A Message-ID in its brackets; '' for what is none and could break a header."""
    written = f"<{text.strip().strip('<>')}>"
    return written if _IDENTIFIER.fullmatch(written) else ""
