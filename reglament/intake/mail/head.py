"""The header block made fit for the parser: stray lines, blanks before colons, byte order marks, doubled returns."""

import codecs
import re

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_HEADER = re.compile(rb"[!-9;-~]{1,200}:")
_SPACED = re.compile(rb"([!-9;-~]{1,200})[ \t]{1,20}:")
_KNOWN = re.compile(
    rb"(?:content-[a-z-]{1,40}|mime-version|received|return-path|from|to|cc|subject|date|message-id|reply-to|sender"
    rb"|in-reply-to|references|delivered-to|x-[a-z0-9-]{1,60}|dkim-signature|list-[a-z-]{1,40})[ \t]{0,20}:",
    re.IGNORECASE,
)
_MAX_LINES = 5000


def mend(raw: bytes) -> bytes:
    """The same letter with a header block as the standard has it; the rest is not touched."""
    raw = _unmarked(raw)
    lines, rest = _block(raw)
    if all(_HEADER.match(line) or line[:1] in b" \t" for line in lines):
        return b"".join(lines) + rest if lines else rest
    mended, over = _mended(lines)
    return b"".join(mended) + (b"\n" if over else b"") + b"".join(over) + rest


def _unmarked(raw: bytes) -> bytes:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raw = raw.decode("utf-16", "replace").encode()
    raw = raw.removeprefix(codecs.BOM_UTF8)
    if b"\r\r\n" in raw[:4096]:
        raw = raw.replace(b"\r\r\n", b"\r\n")
    begun = raw.lstrip(b"\r\n\t \x00")
    return begun if begun is not raw and _starts_well(begun) else raw


def _starts_well(raw: bytes) -> bool:
    return bool(_KNOWN.match(raw) or raw.startswith(b"From "))


def _block(raw: bytes) -> tuple[list[bytes], bytes]:
    """The lines up to the first empty one, and everything from there."""
    lines: list[bytes] = []
    place = 0
    while place < len(raw) and len(lines) < _MAX_LINES:
        match = _LINE.match(raw, place)
        if match is None or not match[0].strip(b"\r\n"):
            break
        lines.append(match[0])
        place = match.end()
    return lines, raw[place:]


def _mended(lines: list[bytes]) -> tuple[list[bytes], list[bytes]]:
    """Header lines put right, and the lines that already belong to the body."""
    mended: list[bytes] = []
    known = [number for number, line in enumerate(lines) if _KNOWN.match(line)]
    last = known[-1] if known else -1
    for number, line in enumerate(lines):
        if number <= 1 and line.startswith((b"From ", b">From ")) and not _SPACED.match(line):
            continue
        if _HEADER.match(line) or (line[:1] in b" \t" and mended):
            mended.append(line)
        elif _SPACED.match(line) and (mended or _KNOWN.match(line)):
            mended.append(_SPACED.sub(rb"\1:", line, count=1))
        elif number < last and mended:
            mended.append(b" " + line)  # a continuation that lost its indent
        else:
            return mended, lines[number:]
    return mended, []
