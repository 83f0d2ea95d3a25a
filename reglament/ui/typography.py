"""Typography of running text: what must not part at the end of a line, and paragraphs of what people typed."""

import re

from markupsafe import Markup, escape

UNITS = "мин|ч|с|МБ|КБ|ГБ|Б|раб|день|дня|дней|МСК|файл|файла|файлов|шт|h|min|s|MB|KB|GB|MSK|day|days|file|files"
AFTER_NUMBER = re.compile(rf"(\d) (?=(?:{UNITS})\b)")
SHORT_WORD = re.compile(r"(?<![\w])([ВвСсКкИиОоУуЯяАа]|на|На|до|До|по|По|из|Из|не|Не|за|За|от|От|со|для|без|под|№) (?=\S)")
INITIAL = re.compile(r"\b([А-ЯA-Z]\.) (?=[А-ЯA-Z])")
BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def tie(text: str) -> str:
    """Join a number to its unit, a short Russian word to the next one, a dash to the word before it, by no-break spaces."""
    for pattern in (AFTER_NUMBER, SHORT_WORD, SHORT_WORD, INITIAL):
        text = pattern.sub("\\1\u00a0", text)
    return text.replace(" — ", "\u00a0— ")


def paragraphs(text: str) -> Markup:
    """What somebody typed, as paragraphs with their line breaks; everything escaped."""
    blocks = BLANK_LINES.split(text.replace("\r\n", "\n").strip())
    return Markup("").join(Markup("<p>%s</p>") % escape(block).replace("\n", Markup("<br>")) for block in blocks if block)
