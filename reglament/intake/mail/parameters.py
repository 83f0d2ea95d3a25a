"""Content-Type and Content-Disposition: the value and its parameters, RFC 2231 pieces and careless names included."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import unquote_to_bytes

from reglament.intake.mail import charsets, headers

_NAME = re.compile(r"[\s\"]*([\w!#$%&'*+.^`|~-]{1,60})\s*=\s*", re.ASCII)
_LOOSE = re.compile(r"\b(charset|boundary|name|filename|format)\s{0,3}=\s{0,3}", re.ASCII | re.IGNORECASE)


@lru_cache(maxsize=256)
def read(value: str) -> tuple[str, Mapping[str, str]]:
    """The lower-case value ("text/plain", "attachment") and its parameters by lower-case name, still undecoded."""
    line = headers.unfold(value)
    main, *rest = _split(line)
    kind, _, tail = main.strip().partition(" ")
    found: dict[str, str] = {}
    for piece in [*rest, *([tail] if _LOOSE.match(tail.strip()) else [])]:
        if match := _NAME.match(piece):
            found.setdefault(match[1].lower(), _unquote(piece[match.end() :].strip()))
    return kind.strip(" \"'").lower(), MappingProxyType(found)


def text(found: Mapping[str, str], name: str, charset: str = "") -> str:
    """One decoded parameter, an empty string if it is missing: plain, RFC 2231 whole or in pieces, encoded words."""
    if f"{name}*" in found:
        return headers.clean(_extended(found[f"{name}*"]))
    pieces = list(_pieces(found, name))
    if pieces:
        return headers.clean(_continued(pieces))
    value = found.get(name, "")
    return headers.decode(value, charset) if "=?" in value or not value.isascii() else headers.clean(value)


def _pieces(found: Mapping[str, str], name: str) -> Iterator[tuple[str, bool]]:
    for number in range(100):
        if f"{name}*{number}*" in found:
            yield found[f"{name}*{number}*"], True
        elif f"{name}*{number}" in found:
            yield found[f"{name}*{number}"], False
        elif number:  # some writers count from one
            return


def _continued(pieces: list[tuple[str, bool]]) -> str:
    first, extended = pieces[0]
    charset = ""
    if extended and first.count("'") >= 2:
        charset, _, first = first.split("'", 2)
    data = b"".join(
        unquote_to_bytes(value) if percent else value.encode("utf-8", "surrogateescape")
        for value, percent in [(first, extended), *pieces[1:]]
    )
    decoded = charsets.decode(data, charset)
    return headers.decode(decoded) if "=?" in decoded else decoded


def _extended(value: str) -> str:
    if value.count("'") >= 2:
        charset, _, value = value.split("'", 2)
        return charsets.decode(unquote_to_bytes(value.encode("utf-8", "surrogateescape")), charset)
    return headers.decode(value) if "=?" in value else charsets.decode(unquote_to_bytes(value))


def _split(line: str) -> list[str]:
    """At semicolons outside quotes, in one pass."""
    pieces: list[str] = []
    start = 0
    quoted = False
    for place, letter in enumerate(line):
        if letter == '"' and not (place and line[place - 1] == "\\"):
            quoted = not quoted
        elif letter == ";" and not quoted:
            pieces.append(line[start:place])
            start = place + 1
    pieces.append(line[start:])
    return pieces if not quoted or len(pieces) > 1 else line.split(";")


def _unquote(value: str) -> str:
    if not value.startswith('"'):
        return value.strip("'") if value[:1] == "'" == value[-1:] else value
    end = value.find('"', 1)
    while end > 0 and value[end - 1] == "\\" and value[end - 2 : end] != "\\\\":
        end = value.find('"', end + 1)
    inner = value[1:end] if end > 0 else value[1:]
    return inner.replace('\\"', '"').replace("\\\\", "\\")
