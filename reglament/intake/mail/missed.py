"""Parts the standard parser does not find: boundaries wrong, missing or encoded, a letter inside a signature."""

import re
from typing import Protocol

from reglament.intake.mail import opaque

PKCS7 = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime"))
_BOUNDARY = re.compile(r"^--([^\s-][^\r\n]{0,70}?|-{2,}[^\r\n]{1,70}?)[ \t]*\r?\n[Cc]ontent-", re.MULTILINE)


class Part(Protocol):
    """What is asked of a part; `stored` is a list of parts or the text with bytes as surrogates."""

    depth: int
    epilogue: str | None

    @property
    def kind(self) -> str: ...
    @property
    def stored(self) -> object: ...
    @property
    def raw(self) -> bytes: ...
    @property
    def content(self) -> bytes: ...
    def value(self, name: str) -> str: ...
    def get_boundary(self) -> str | None: ...


def enclosed(part: Part) -> bytes | None:
    """The letter inside an enclosing signature; None if there is none, or it is encrypted."""
    if part.kind not in PKCS7:
        return None
    try:
        return opaque.content(part.content)
    except opaque.NotSigned:
        return None


def parts(part: Part) -> bytes | None:
    """The source of a multipart that holds the parts missed in this one; None if there are none."""
    if isinstance(part.stored, list):
        return _after_the_end(part)
    if part.kind.startswith("multipart/"):
        return _without_boundary(part)
    return _undeclared(part) if part.depth == 0 and part.kind not in PKCS7 else None


def _after_the_end(part: Part) -> bytes | None:
    """Parts below the closing boundary: an inner multipart used the boundary of the outer one."""
    boundary, epilogue = part.get_boundary(), part.epilogue
    if not boundary or not epilogue or f"--{boundary}" not in epilogue:
        return None
    return _again(boundary, epilogue.encode("utf-8", "surrogateescape"))


def _without_boundary(part: Part) -> bytes | None:
    """A multipart whose boundary is missing or wrong: take the line that plainly is one."""
    match = _BOUNDARY.search(part.stored) if isinstance(part.stored, str) else None
    if match is not None:
        return _again(match[1], part.raw)
    # Some programs encode the whole of it, parts and boundaries, which the standard forbids.
    boundary, content = part.get_boundary(), part.content
    encoded = boundary and content != part.raw and f"--{boundary}".encode("utf-8", "surrogateescape") in content
    return _again(boundary, content) if boundary and encoded else None


def _undeclared(part: Part) -> bytes | None:
    """A letter whose header lost its type, or names a boundary beside a wrong type: the body shows its parts."""
    begun = part.stored.lstrip() if isinstance(part.stored, str) else ""
    match = _BOUNDARY.match(begun[:4000]) if begun.startswith("--") else None
    if match is None or (part.value("content-type") and match[1] != part.get_boundary()):
        return None
    return _again(match[1], part.raw)


def _again(boundary: str, data: bytes) -> bytes:
    return f'Content-Type: multipart/mixed; boundary="{boundary}"\n\n'.encode("utf-8", "surrogateescape") + data
