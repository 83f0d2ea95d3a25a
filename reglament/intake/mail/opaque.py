"""S/MIME that hides nothing: the letter inside a signature that encloses it (CMS SignedData, RFC 5652)."""

from dataclasses import dataclass

_SIGNED = bytes.fromhex("2a864886f70d010702")
_DATA = bytes.fromhex("2a864886f70d010701")
_MAX_DEPTH = 12
_OID, _OCTETS, _SEQUENCE, _CONTEXT_0, _OCTETS_IN_PIECES = 0x06, 0x04, 0x30, 0xA0, 0x24


class NotSigned(ValueError):
    """The bytes are no signature that encloses a text: encrypted, damaged, or something else."""


@dataclass(frozen=True, slots=True)
class _Value:
    tag: int
    start: int
    end: int
    after: int


def content(data: bytes) -> bytes:
    """The bytes that were signed; raises NotSigned. The signature is not checked: nothing is trusted for it."""
    try:
        whole = _read(data, 0, len(data), 0)
        kind, wrapper = _inside(data, whole, 2)
        signed = _inside(data, wrapper, 1)[0]
        enclosed = _inside(data, signed, 3)[2]
        inner_kind, inner = _inside(data, enclosed, 2)
        octets = _inside(data, inner, 1)[0]
    except IndexError as broken:
        raise NotSigned from broken
    named = data[kind.start : kind.end] == _SIGNED and data[inner_kind.start : inner_kind.end] == _DATA
    if not named or wrapper.tag != _CONTEXT_0 or inner.tag != _CONTEXT_0:
        raise NotSigned
    return _octets(data, octets)


def _octets(data: bytes, value: _Value) -> bytes:
    if value.tag == _OCTETS:
        return data[value.start : value.end]
    if value.tag != _OCTETS_IN_PIECES:
        raise NotSigned
    pieces: list[bytes] = []
    place = value.start
    while place < value.end:
        piece = _read(data, place, value.end, _MAX_DEPTH - 1)
        pieces.append(_octets(data, piece) if piece.tag == _OCTETS else b"")
        place = piece.after
    return b"".join(pieces)


def _inside(data: bytes, value: _Value, most: int) -> list[_Value]:
    """The first values inside a constructed one; fewer than `most` raise IndexError where they are missed."""
    found: list[_Value] = []
    place = value.start
    while place < value.end and len(found) < most:
        found.append(_read(data, place, value.end, 1))
        place = found[-1].after
    if len(found) < most:
        raise IndexError
    return found


def _read(data: bytes, place: int, end: int, depth: int) -> _Value:
    """The value at `place`, of definite or indefinite length (X.690)."""
    if depth > _MAX_DEPTH:
        raise NotSigned
    tag, size = data[place], data[place + 1]
    start = place + 2
    if size == 0x80:
        inner = start
        while data[inner : inner + 2] != b"\0\0":
            inner = _read(data, inner, end, depth + 1).after
        return _Value(tag, start, inner, inner + 2)
    if size > 0x80:
        count = size & 0x7F
        size = int.from_bytes(data[start : start + count], "big")
        start += count
    if start + size > end:
        raise NotSigned
    return _Value(tag, start, start + size, start + size)
