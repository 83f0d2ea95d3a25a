"""Bare addresses out of address headers in one pass: comments, groups and tricks included."""

import re
from dataclasses import dataclass

from reglament.intake.mail import headers

MOST = 1000
"""Addresses of one header that are kept."""

_ADDRESS = re.compile(r"[^\s<>@,;:\"()\[\]\\]{1,64}@[^\s<>@,;:\"()\\]{1,255}")
_QUOTED = re.compile(r"\"[^\"\r\n]{1,64}\"@[^\s<>@,;:\"()\\]{1,255}")
_SPACED_AT = re.compile(r"\s{1,5}@\s{0,5}|@\s{1,5}")
_IDS = re.compile(r"<([^<>\s]{1,400})>")


@dataclass(frozen=True, slots=True)
class Mailbox:
    address: str
    name: str = ""


def parse(value: str, charset: str = "") -> list[Mailbox]:
    """The mailboxes of a raw From, To, Cc … value in their order; entries without an address are left out."""
    line = headers.unfold(value)
    found: list[Mailbox] = []
    for entry in _entries(line):
        mailbox = _mailbox(entry, charset)
        if mailbox is None and "=?" in entry:  # the whole entry is one encoded word
            mailbox = _mailbox(headers.decode(entry, charset), charset)
        if mailbox is not None and mailbox not in found[-20:]:
            found.append(mailbox)
        if len(found) >= MOST:
            break
    return found


def bare(value: str) -> str:
    """The one address of an envelope value such as Return-Path; an empty string if there is none."""
    found = parse(value)
    return found[0].address if found else ""


def identifiers(value: str) -> tuple[str, ...]:
    """Message-IDs of a References or In-Reply-To value without their brackets, the last fifty."""
    line = headers.unfold(value)
    found = _IDS.findall(line) or [word for word in line.split() if "@" in word and len(word) < 400]
    return tuple(dict.fromkeys(headers.clean(text) for text in found))[-50:]


def domain(address: str) -> str:
    """The part after the last @, in lower case."""
    return address.rpartition("@")[2].lower()


def local(address: str) -> str:
    """The part before the last @, in lower case."""
    return address.rpartition("@")[0].lower()


def same(one: str, other: str) -> bool:
    """Whether two bare addresses are one mailbox; an empty address is nobody's."""
    return bool(one) and one.lower() == other.lower()


def _entries(line: str) -> list[str]:
    """Pieces between commas, semicolons and the colon of a group, outside quotes, comments and angle brackets."""
    pieces: list[str] = []
    start = depth = 0
    quoted = angle = escaped = False
    for place, letter in enumerate(line):
        if escaped:
            escaped = False
        elif letter == "\\":
            escaped = quoted or depth > 0
        elif letter == '"' and not depth:
            quoted = not quoted
        elif quoted:
            continue
        elif letter == "(" and not angle:
            depth += 1
        elif letter == ")" and depth:
            depth -= 1
        elif depth:
            continue
        elif letter == "<":
            angle = True
        elif letter == ">":
            angle = False
        elif letter in ",;" and not (angle and letter == ","):
            pieces.append(line[start:place])
            start, angle = place + 1, False
        elif letter == ":" and not angle and "@" not in line[max(start, place - 70) : place]:
            start = place + 1
    pieces.append(line[start:])
    # Quotes or brackets left open: every comma counts then.
    return pieces if not (quoted or depth) else line[:4096].split(",")


def _mailbox(entry: str, charset: str) -> Mailbox | None:
    opening = entry.rfind("<")
    if opening >= 0:
        closing = entry.find(">", opening)
        inside = entry[opening + 1 : closing if closing > 0 else None]
        address = _address("".join(inside.split()) if '"' not in inside else inside)
        if address:
            return Mailbox(address, _name(entry[:opening], charset))
    without, comment = _comments(entry)
    address = _address(without)
    if not address:
        return None
    name = comment or without.replace(address, "", 1).strip(" <>\"'")
    return Mailbox(address, _name(name, charset))


def _address(text: str) -> str:
    near = text[:2000]
    match = _QUOTED.search(near) or _ADDRESS.search(near) or _ADDRESS.search(_SPACED_AT.sub("@", near))
    if match is None:
        return ""
    found = headers.clean(match[0]).strip("'.").removeprefix("mailto:")
    return found if "[" in found else found.rstrip("]")


def _comments(entry: str) -> tuple[str, str]:
    outside: list[str] = []
    inside: list[str] = []
    depth = 0
    for letter in entry[:4096]:
        if letter == ")" and depth:
            depth -= 1
        elif letter == "(":
            depth += 1
        else:
            (inside if depth else outside).append(letter)
    return "".join(outside).strip(), "".join(inside).strip()


def _name(text: str, charset: str) -> str:
    stripped = text.strip()
    if len(stripped) > 1 and stripped[0] == stripped[-1] == '"':
        stripped = stripped[1:-1].replace('\\"', '"')
    return headers.decode(stripped, charset).strip("\"' ")[:200]
