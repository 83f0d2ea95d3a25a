"""Header values as people wrote them: unfolded, encoded words decoded, never raising, never slow."""

import re
from itertools import groupby

from reglament.intake.mail import charsets, transfer

MAX_VALUE = 16_384
"""Characters of one header value that are looked at; longer ones are cut before anything reads them."""

_WORD = re.compile(r"=\?([^?\s]{1,75})\?([bBqQ])\?([^?]{0,2000}|.{0,2000}?)\?=", re.DOTALL)
_FOLD = re.compile(r"\r?\n(?=[ \t])|[\r\n]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029]")


def unfold(value: str) -> str:
    """One line; `value` is raw and may carry bytes as surrogates."""
    return _FOLD.sub("", value[:MAX_VALUE]).strip()


def decode(value: str, charset: str = "") -> str:
    """The text of a raw header value; `charset` is the letter's own, for values with unencoded 8-bit bytes."""
    line = _readable(_FOLD.sub("", value[:MAX_VALUE]), charset)
    parts: list[str] = []
    end = 0
    words: list[tuple[str, str, str]] = []
    for match in _WORD.finditer(line):
        between = line[end : match.start()]
        if between.strip() or not words:
            parts += [_join(words), between]
            words = []
        words.append((match[1].partition("*")[0].lower(), match[2].lower(), match[3]))
        end = match.end()
    parts += [_join(words), line[end:]]
    return clean("".join(parts))


def clean(text: str) -> str:
    """One trimmed line without control characters: nothing in it can start a new header or break a page."""
    text = text if _plain(text) else text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return _CONTROL.sub("", text.replace("\r", " ").replace("\n", " ").replace("\t", " ")).strip()


def _readable(value: str, charset: str) -> str:
    if value.isascii():
        return value
    return charsets.decode(value.encode("utf-8", "surrogateescape"), charset)


def _plain(value: str) -> bool:
    return not any("\udc80" <= letter <= "\udcff" for letter in value)


def _join(words: list[tuple[str, str, str]]) -> str:
    """Neighbours of one charset are decoded together: writers split them inside a character."""
    return "".join(
        charsets.decode(_bytes(encoding, [text for _, _, text in group]), charset)
        for (charset, encoding), group in groupby(words, key=lambda word: word[:2])
    )


def _bytes(encoding: str, texts: list[str]) -> bytes:
    if encoding == "q":
        return transfer.undo("".join(texts).replace("_", " ").encode("utf-8", "replace"), "quoted-printable")
    whole: list[str] = []
    for text in texts:
        if whole and len(whole[-1]) % 4 and not whole[-1].endswith("="):
            whole[-1] += text
        else:
            whole.append(text)
    return b"".join(transfer.base64(text.encode("ascii", "ignore")) for text in whole)
