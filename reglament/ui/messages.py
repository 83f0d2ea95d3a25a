"""`python -m reglament.ui.messages` compiles the catalogue of every room, without gettext.

Exit 1 when a catalogue holds a fuzzy or an empty translation, or when two rooms translate the same words differently.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from polib import POFile, pofile

ROOMS = Path(__file__).resolve().parents[1]


def catalogues(rooms: Path = ROOMS) -> list[Path]:
    return sorted(rooms.glob("*/locale/*/LC_MESSAGES/*.po"))


def compile_all(rooms: Path = ROOMS) -> list[str]:
    """Write every .mo beside its .po; the complaints, none if all is well."""
    complaints: list[str] = []
    said: dict[tuple[str, str, str], tuple[str, str]] = {}
    for path in catalogues(rooms):
        name, language = str(path.relative_to(rooms)), path.parents[1].name
        catalogue = pofile(str(path))
        found = (*_unfinished(catalogue), *_quarrels(catalogue, language, name, said))
        complaints += [f"{name}: {complaint}" for complaint in found]
        catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    return complaints


def _unfinished(catalogue: POFile) -> Iterator[str]:
    for entry in catalogue:
        if entry.obsolete:
            continue
        if entry.fuzzy:
            yield f"fuzzy: {entry.msgid!r}"
        elif not entry.translated():
            yield f"not translated: {entry.msgid!r}"


def _quarrels(
    catalogue: POFile, language: str, name: str, said: dict[tuple[str, str, str], tuple[str, str]]
) -> Iterator[str]:
    """Django merges all rooms into one catalogue, so the same words must mean the same everywhere."""
    for entry in catalogue:
        words = entry.msgstr or " | ".join(entry.msgstr_plural.values())
        key = (language, entry.msgctxt or "", entry.msgid)
        former, where = said.setdefault(key, (words, name))
        if former != words:
            yield f"{entry.msgid!r} is {words!r} here and {former!r} in {where}"


def main() -> int:
    complaints = compile_all()
    for complaint in complaints:
        sys.stderr.write(f"{complaint}\n")
    return 1 if complaints else 0


if __name__ == "__main__":
    raise SystemExit(main())
