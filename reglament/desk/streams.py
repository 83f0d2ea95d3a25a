"""The stream of a case as the templates take it: every line with its look and the addresses of its files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from reglament.cases.models import Entry
from reglament.cases.showing.timeline import Item
from reglament.files import quarantining

LOOKS = {"note": "note", "auto": "auto"}


@dataclass(frozen=True, slots=True)
class FileLink:
    url: str
    name: str
    size: int
    locked: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """`look` is the message's class: us, ask, note, auto or empty; `is_new`: later than what the reader had seen."""

    item: Item
    look: str
    files: list[FileLink]
    is_new: bool


def lines(stream: Iterable[Item], number: str, *, seen: datetime | None = None) -> list[Line]:
    return [Line(item, _look(item), _files(item, number), seen is not None and item.at > seen) for item in stream]


def newer(stream: Iterable[Item], seen: datetime | None) -> list[Item]:
    """What happened while somebody was writing."""
    return [item for item in stream if seen is not None and item.at > seen and item.kind != "day"]


def _look(item: Item) -> str:
    if item.kind == "message" and item.by_staff:
        return "ask" if item.is_question else "us"
    return LOOKS.get(item.kind, "")


def _files(item: Item, number: str) -> list[FileLink]:
    return [FileLink(reverse("desk:file", args=(number, row.id)), row.name, row.size, row.locked) for row in item.files]


def links_of(entry: Entry | None, number: str) -> list[FileLink]:
    """The files of one entry."""
    if entry is None:
        return []
    rows = entry.attachments.all()
    return [
        FileLink(
            reverse("desk:file", args=(number, row.pk)), row.name or "—", row.file.size, quarantining.reason(row.file)
        )
        for row in rows
    ]
