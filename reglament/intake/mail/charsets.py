"""Bytes to text whatever the letter says about its charset: charsets that lie, are unknown or are missing."""

import codecs
import re
from functools import lru_cache

CYRILLIC = ("windows-1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
"""Single-byte alphabets a Russian letter may really be written in, the likeliest first."""

_ALIASES = {
    "win1251": "windows-1251",
    "win-1251": "windows-1251",
    "ansi": "windows-1252",
    "dos": "cp866",
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "x-mac-cyrillic": "mac-cyrillic",
    "unicode-1-1-utf-7": "utf-7",
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "us-ascii": "ascii",
    "utf8mb4": "utf-8",
    "utf-8": "utf-8-sig",
    "utf8": "utf-8-sig",
}
# Codecs that are slow on purpose, change meaning, or are no charsets.
_REFUSED = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "oem", "mbcs"}
_WESTERN = re.compile(r"ascii|cp125[0247]|iso8859-(?:1|2|15)|latin", re.ASCII)
_COMMON = frozenset("оеаинтсрвлкмдпуяыьгзбчй")
_SAMPLE = 20_000
"""Bytes looked at when guessing; a longer text is of the same alphabet."""


def decode(data: bytes, declared: str = "") -> str:
    """The text of `data`, never raising and without lone surrogates."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and len(data) % 2 == 0:
        return _clean(data.decode("utf-16", "replace"))
    named = codec(declared)
    if data.isascii() and not _escapes(named):
        return data.decode("ascii")
    if not _escapes(named) and (text := _strictly(data, "utf-8-sig")) is not None:
        return text
    return _clean(
        _torn(data, named)
        or _honest(data, named)
        or _japanese(data, named)
        or _guess(data)
        or data.decode(named or "windows-1252", "replace")
    )


def _torn(data: bytes, named: str) -> str:
    """UTF-8 in which hardly any character is broken: cut in the middle, or a byte of something else among it."""
    if _escapes(named) or len(data) < 20:
        return ""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(letter > "\x7f" for letter in text[:_SAMPLE]) - broken
    return text if whole > 20 * broken else ""


@lru_cache(maxsize=256)
def codec(declared: str) -> str:
    """Python's name for a charset as letters spell it, or an empty string if it is none we trust."""
    name = declared.strip().strip("\"'<>").lower()[:40]
    name = name.removeprefix("charset=").replace(" ", "-").replace("cp-", "cp")
    name = _ALIASES.get(name, name)
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return "" if found in _REFUSED or not _decodes(found) else found


def _decodes(name: str) -> bool:
    """It is a charset, and no other kind of coding."""
    try:
        b"a".decode(name)
    except UnicodeError:
        return True
    except (LookupError, ValueError):
        return False
    return True


def _escapes(name: str) -> bool:
    """Seven-bit bytes may still mean something else than ASCII."""
    return name.startswith(("utf-16", "utf-32", "utf-7", "iso2022", "hz", "cp037", "cp500", "cp1140"))


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except ValueError:
        return None


def _japanese(data: bytes, named: str) -> str:
    """ISO-2022-JP with the signs its makers added later: circled digits, № and the like."""
    if not named.startswith("iso2022_jp"):
        return ""
    wide = re.sub(rb"\x1b\$[@B]([^\x1b]*)", lambda match: bytes(code | 0x80 for code in match[1]), data)
    return re.sub(rb"\x1b\([BJ]", b"", wide).decode("euc_jis_2004", "replace")


def _honest(data: bytes, named: str) -> str:
    """The declared charset, unless the bytes speak clearly for another Cyrillic alphabet."""
    text = _strictly(data, named) if named else None
    if text is None:
        return ""
    sample = data[:_SAMPLE]
    if named in {codec(name) for name in CYRILLIC}:
        best = max(CYRILLIC, key=lambda name: _likeness(sample, name))
        clear = _likeness(sample, best) > 1.5 * _likeness(sample, named) + 2
        return data.decode(best, "replace") if clear else text
    if _WESTERN.match(named) and _looks_cyrillic(sample):
        return _cyrillic(data) or text
    return text


def _looks_cyrillic(sample: bytes) -> bool:
    """High bytes outnumber ASCII letters and stand in runs, as in no western language."""
    high = sum(byte >= 0x80 for byte in sample)
    ascii_letters = sum(65 <= byte <= 90 or 97 <= byte <= 122 for byte in sample)
    runs = len(re.findall(rb"[\x80-\xff]{3,}", sample))
    return high >= 3 and 2 * high > ascii_letters and runs * 12 >= high


def _guess(data: bytes) -> str:
    sample = data[:_SAMPLE]
    if _looks_cyrillic(sample) and (text := _cyrillic(data)):
        return text
    if not _is_foreign(sample) and (western := _strictly(data, "windows-1252")):
        return western
    from charset_normalizer import from_bytes  # noqa: PLC0415  three megabytes, and hardly any letter needs it

    match = from_bytes(sample).best()
    return data.decode(match.encoding, "replace") if match else ""


def _is_foreign(sample: bytes) -> bool:
    """More high bytes than accents need: no western alphabet."""
    return 3 * sum(byte >= 0x80 for byte in sample) > len(sample)


def _cyrillic(data: bytes) -> str:
    """The text in the likeliest Cyrillic alphabet, empty if most of it would be no Russian."""
    sample = data[:_SAMPLE]
    best = max(CYRILLIC, key=lambda name: _likeness(sample, name))
    likely = _likeness(sample, best) > 0.4 * sum(byte >= 0x80 for byte in sample)
    return data.decode(best, "replace") if likely else ""


def _likeness(sample: bytes, name: str) -> float:
    """How much the bytes read as Russian in this alphabet: common small letters, and no capital inside a word."""
    text = sample.decode(name, "replace")
    common = sum(letter in _COMMON for letter in text)
    strange = len(
        re.findall(
            r"[а-яё][А-ЯЁ]|[^\W\d_][─-▟]|[а-яё][ЂЃѓєѕіјљњћќџ]|[ЂЃЉЊЋЌЏ][а-яё]|(?<!\w)„[а-яё]+(?![^“”]{0,200}[“”])", text
        )
    )
    return common - 3.0 * strange


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8") if any("\ud800" <= c <= "\udfff" for c in text) else text
