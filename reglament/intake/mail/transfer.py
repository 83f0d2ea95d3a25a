"""Content-Transfer-Encoding undone: wrong padding, stray characters and misspelt names included."""

import binascii
import re

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_RULE = re.compile(rb"[-_*]{2,}\Z")
_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{0,200})\r?$", re.MULTILINE)


def undo(data: bytes, encoding: str) -> bytes:
    """The bytes behind a Content-Transfer-Encoding as written in the letter; an unknown one changes nothing."""
    name = re.sub(r"[^a-z0-9]", "", encoding.partition(";")[0].lower()[:60])
    if name.startswith("base64"):
        return base64(data)
    if name.startswith("quotedprintable"):
        return binascii.a2b_qp(data)
    if name in {"uuencode", "xuuencode", "uue", "xuue"}:
        return uuencoded(data)[1] if _UU_BEGIN.search(data) else data
    return data


def base64(data: bytes) -> bytes:
    """Decode leniently: several padded pieces one after another are joined, a plain-text footer is left out.

    What is plainly prose was never encoded and stays as it is.
    """
    if _is_prose(data):
        return data
    found: list[bytes] = []
    for piece in _pieces(data):
        clean = _NOT_BASE64.sub(b"", piece.replace(b"-", b"+").replace(b"_", b"/"))
        clean = clean[: len(clean) - (len(clean) % 4 == 1)]
        found.append(binascii.a2b_base64(clean + b"=" * (-len(clean) % 4)))
    return b"".join(found)


def _is_prose(data: bytes) -> bool:
    """Only lines of several short words: nobody breaks base64 like that."""
    words = data[:4000].split()
    lines = [line for line in data[:4000].splitlines() if line.strip()]
    spaced = all(len(line.split()) > 2 for line in lines)
    return bool(lines) and spaced and sum(map(len, words)) < 12 * len(words)


def _pieces(data: bytes) -> list[bytes]:
    block: list[bytes] = []
    for line in data.splitlines():
        words = line.split()
        if len(words) == 1 and not _RULE.match(words[0]):
            block.append(words[0])
        elif block and words:
            break
    return re.split(rb"=+", b"".join(block) or data)


def uuencoded(data: bytes) -> tuple[str, bytes, int, int]:
    """The first uuencoded file: its name, content and the place of the block; an empty content if there is none."""
    begin = _UU_BEGIN.search(data)
    if begin is None:
        return "", b"", 0, 0
    content: list[bytes] = []
    place = begin.end()
    for line in re.finditer(rb"\n([^\r\n]*)\r?(?=\n|\Z)", data[place:]):
        text = line.group(1)
        if text.strip() == b"end":
            name = begin.group(1).decode("utf-8", "replace").strip()
            return name, b"".join(content), begin.start(), place + line.end()
        decoded = _uu_line(text)
        if decoded is None:
            break
        content.append(decoded)
    return "", b"", 0, 0


def _uu_line(text: bytes) -> bytes | None:
    if not text or text in {b"`", b" "}:
        return b""
    try:
        return binascii.a2b_uu(text)
    except binascii.Error:
        wanted = (((text[0] - 32) & 63) * 4 + 5) // 3
        try:
            return binascii.a2b_uu(text[:wanted])
        except binascii.Error:
            return None
