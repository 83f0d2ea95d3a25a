"""Lines taken apart into keys and values: bullets, separators, several fields in one line, cells of a table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reglament.intake.mail.profile import INVISIBLE, fold

_SPACES = str.maketrans({"\xa0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u3000": " ", "：": ":", "＝": "="})
_BULLET = re.compile(r"\s{0,40}(?:[•·▪◦●■►▸*–—-]|\d{1,2}[.)](?!\d))\s{0,10}(?=[^\s])")
_SEPARATOR = re.compile(r"[:=\t]|\s[-–—](?:\s|\Z)")
_UNKNOWN = re.compile(r"[^\W\d_][^:=\t;|]{0,40}?\s{0,3}(?:[:=](?=\s)|\t|\s[-–—]\s)\s{0,10}\S")
_MAX_KEY = 60
_MAX_CELLS = 200
"""A line of more cells is no row of fields."""
_MAX_WORDS = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """A known field and what stands after its separator; `separated` is False for a key alone on its line."""

    field: str
    value: str
    separated: bool = True


def tidy(line: str) -> str:
    """The line with plain blanks and colons and without characters of no width; nothing else is changed."""
    return INVISIBLE.sub("", line).translate(_SPACES).rstrip()


def pairs(line: str, keys: Mapping[str, str]) -> list[Pair]:
    """The known fields of a tidied line, in order; an empty list if it is no field line."""
    text = line.strip()
    if not text:
        return []
    cells = text.strip("|").split("|") if text.startswith("|") else line.split("\t")
    if 1 < len(cells) <= _MAX_CELLS and (found := _cells(cells, keys)):
        return found
    return _split(text, keys)


def header_row(line: str, keys: Mapping[str, str]) -> list[str]:
    """The fields of a table's head if every cell of the line is a key, else an empty list."""
    cells = [cell for cell in re.split(r"[\t|]", line, maxsplit=_MAX_CELLS) if cell.strip()]
    fields = [keys.get(fold(_bare(cell)), "") for cell in cells]
    return fields if len(fields) > 1 and all(fields) else []


def is_unknown_field(line: str) -> bool:
    """A line like "key: value" whose key we do not know, as opposed to a sentence with a colon in it."""
    match = _UNKNOWN.match(_unbulleted(line.strip())[:120])
    return match is not None and len(re.split(r"[:=\t]|\s[-–—]\s", match[0])[0].split()) <= _MAX_WORDS


def mentions(line: str, keys: Mapping[str, str]) -> str:
    """The field a line seems to mean though no separator follows the key: "Логин ivanov.sm"."""
    first = _unbulleted(line.strip())[:_MAX_KEY].split(maxsplit=1)
    return keys.get(fold(first[0]), "") if len(first) > 1 else ""


def _cells(cells: list[str], keys: Mapping[str, str]) -> list[Pair]:
    found: list[Pair] = []
    place = 0
    while place < len(cells):
        cell = cells[place].strip()
        field = keys.get(fold(_bare(_unbulleted(cell))), "")
        if field:
            value = cells[place + 1].strip() if place + 1 < len(cells) else ""
            taken = bool(value) and not _one(value, keys)
            found.append(Pair(field, value if taken else ""))
            place += taken
        elif pair := _one(cell, keys):
            found.append(pair)
        elif cell and not found:
            return []
        place += 1
    return found


def _split(text: str, keys: Mapping[str, str]) -> list[Pair]:
    """At ";" and "|", wherever a known key follows; elsewhere they belong to the value."""
    found: list[Pair] = []
    for piece in _pieces(text, keys):
        pair = _one(piece, keys)
        if pair is None:
            return []
        found.append(pair)
    return found


def _pieces(text: str, keys: Mapping[str, str]) -> list[str]:
    pieces: list[str] = []
    for piece in re.split(r"([;|])", text[:4000]):
        begins = bool(pieces) and piece.strip() not in {";", "|"} and (pair := _one(piece, keys)) and pair.separated
        if not pieces or begins:
            pieces.append(piece)
        else:
            pieces[-1] += piece
    pieces[-1] += text[4000:]
    return [piece.strip().rstrip(";|").rstrip() for piece in pieces]


def _one(piece: str, keys: Mapping[str, str]) -> Pair | None:
    text = _unbulleted(piece.strip())
    separator = _SEPARATOR.search(text[: _MAX_KEY + 3])
    if separator is None:
        field = keys.get(fold(text), "") if len(text) <= _MAX_KEY else ""
        return Pair(field, "", separated=False) if field else None
    field = keys.get(fold(text[: separator.start()]), "")
    return Pair(field, text[separator.end() :].strip()) if field else None


def _bare(cell: str) -> str:
    """A key without the separator behind it."""
    return re.sub(r"\s{0,5}[:=–—-]\s{0,5}\Z", "", cell.strip()[: _MAX_KEY + 10])


def _unbulleted(text: str) -> str:
    match = _BULLET.match(text)
    return text[match.end() :] if match else text
