"""Typography of running text: what must not part at the end of a line, and paragraphs of what people typed."""

import re

from markupsafe import Markup, escape

UNITS = "мин|ч|с|МБ|КБ|ГБ|Б|раб|день|дня|дней|МСК|файл|файла|файлов|шт|h|min|s|MB|KB|GB|MSK|day|days|file|files"
AFTER_NUMBER = re.compile(rf"(\d) (?=(?:{UNITS})\b)")
SHORT_WORD = re.compile(r"(?<!\w)([вскиоуя]|на|до|по|из|не|за|от|со|для|без|под|№) (?=\S)", re.IGNORECASE)
INITIAL = re.compile(r"\b([А-ЯA-Z]\.) (?=[А-ЯA-Z])")
BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def tie(text: str) -> str:
    """Join a number to its unit, a short Russian word to the next one and a dash to the word before it."""
    for pattern in (AFTER_NUMBER, SHORT_WORD, SHORT_WORD, INITIAL):
        text = pattern.sub("\\1\u00a0", text)
    return text.replace(" — ", "\u00a0— ")


def paragraphs(text: str) -> Markup:
    """What somebody typed, as paragraphs with their line breaks; everything escaped."""
    blocks = BLANK_LINES.split(text.replace("\r\n", "\n").strip())
    lines = (escape(block).replace("\n", Markup("<br>")) for block in blocks if block)
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)
