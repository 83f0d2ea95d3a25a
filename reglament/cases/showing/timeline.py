"""The one stream of a case: messages, events, pauses and days, as this reader may see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reglament.cases import events as kinds
from reglament.cases.models import Attachment, Case, CaseEvent, Entry
from reglament.cases.showing import sentences
from reglament.cases.status import Status
from reglament.history.kinds import SeenBy
from reglament.memory.statements import Question
from reglament.people.models import Account

# The message itself tells these; a line beside it would say the same twice.
TOLD_BY_MESSAGE = frozenset({kinds.REPLIED.code, kinds.NOTED.code, kinds.AUTO_REPLIED.code, kinds.RECEIVED.code})
PAUSES = {
    kinds.WAITS_CUSTOMER.code: kinds.WAITS_CUSTOMER.sentence,
    kinds.POSTPONED.code: gettext_lazy("Deadlines paused: postponed by agreement"),
}


@dataclass(frozen=True, slots=True)
class File:
    id: int
    name: str
    size: int


@dataclass(slots=True)
class Item:
    """One line of the stream. `kind`: message, note, auto, event, pause or day. `until` ends a pause."""

    kind: str
    at: datetime
    sentence: str = ""
    icon: str = ""
    author: str = ""
    role: str = ""
    text: str = ""
    whole_text: str = ""
    tag: str = ""
    by_staff: bool = False
    is_own: bool = False
    is_question: bool = False
    entry_id: int | None = None
    letter_key: str = ""
    until: datetime | None = None
    files: list[File] = field(default_factory=list)


def entries_of(case: Case, reader: Account, *, at: datetime) -> list[Entry]:
    """The messages this reader may see."""
    entries = (_ENTRIES if reader.is_staff_member else _PUBLIC).ask(case.pk)
    return [entry for entry in entries if entry.visible_from is None or entry.visible_from <= at]


def files_of(case: Case, entries: Iterable[Any]) -> dict[int, list[Attachment]]:
    """The files of the case by the entry they came with; nothing is asked where no entry has any."""
    found: dict[int, list[Attachment]] = {}
    if not any(entry.has_files for entry in entries):
        return found
    for attachment in _FILES.ask(case.pk):
        found.setdefault(attachment.entry_id, []).append(attachment)
    return found


def _entries(case: int, **narrowed: str) -> QuerySet[Entry]:
    has_files = Exists(Attachment.objects.filter(entry=OuterRef("pk")))
    return Entry.objects.filter(case=case, **narrowed).select_related("author").annotate(has_files=has_files)


_ENTRIES = Question(_entries, int)
_PUBLIC = Question(lambda case: _entries(case, kind=Entry.Kind.PUBLIC), int)
_FILES = Question(lambda case: Attachment.objects.filter(entry__case=case).select_related("file"), int)


def stream(
    case: Case, events: Iterable[CaseEvent], entries: Iterable[Entry], people: Mapping[int, str], reader: Account
) -> list[Item]:
    """Oldest first, with a `day` item where the reader's date changes."""
    events = list(events)
    entries = list(entries)
    open_question, files = _open_question(case, entries), files_of(case, entries)
    items = [_said(entry, case, reader, open_question, files.get(entry.pk, ())) for entry in entries]
    items += [_happened(event, people) for event in events if _shown(event, reader)]
    items += _pauses(events)
    items.sort(key=lambda item: (item.at, _ORDER[item.kind]))
    return list(_with_days(items, timezone.get_current_timezone()))


_ORDER = {"day": 0, "message": 1, "note": 1, "auto": 1, "event": 2, "pause": 3}


def _shown(event: CaseEvent, reader: Account) -> bool:
    if event.kind in TOLD_BY_MESSAGE or event.kind in PAUSES:
        return event.kind in PAUSES and event.kind == kinds.POSTPONED.code
    return reader.is_staff_member or event.declared.seen_by is SeenBy.EVERYONE


def _open_question(case: Case, entries: list[Entry]) -> Entry | None:
    """The last question, while its answer is awaited."""
    questions = [entry for entry in entries if entry.is_question]
    return questions[-1] if questions and case.status == Status.WAIT_CUSTOMER else None


def _said(entry: Entry, case: Case, reader: Account, open_question: Entry | None, files: Iterable[Attachment]) -> Item:
    kind = {Entry.Kind.INTERNAL: "note", Entry.Kind.AUTOMATIC: "auto"}.get(Entry.Kind(entry.kind), "message")
    return Item(
        kind=kind,
        at=entry.at,
        author=str(entry.author) if entry.author else str(case.company),
        role=_role(entry, reader),
        text=entry.text,
        whole_text=entry.whole_text,
        tag=_tag(entry, open_question),
        by_staff=entry.by_staff,
        is_own=entry.author_id == reader.pk,
        is_question=entry.is_question,
        entry_id=entry.pk,
        letter_key=entry.letter_key,
        files=[File(row.pk, row.name or _("unnamed file"), row.file.size) for row in files],
    )


def _role(entry: Entry, reader: Account) -> str:
    by = _("You") if entry.author_id == reader.pk else (entry.author.position if entry.author else "")
    return ", ".join(part for part in (by, _channel(entry)) if part)


def _channel(entry: Entry) -> str:
    if entry.by_staff:
        return ""
    return {
        "web": _("through the portal"),
        "email": _("by e-mail"),
        "phone": _("by phone"),
        "fax": _("by fax"),
        "staff": _("written down by support"),
    }.get(entry.channel, "")


def _tag(entry: Entry, open_question: Entry | None) -> str:
    if entry.is_question:
        return _("question, answer awaited") if entry is open_question else _("question, answered")
    return _("solution") if entry.is_solution else ""


def _happened(event: CaseEvent, people: Mapping[int, str]) -> Item:
    actor = str(event.actor) if event.actor else ""
    return Item("event", event.at, sentence=sentences.sentence(event, people), icon=event.declared.icon, author=actor)


def _pauses(events: list[CaseEvent]) -> list[Item]:
    """From the step that paused the deadlines to the next step that let them go on."""
    found = []
    for index, event in enumerate(events):
        if event.kind not in PAUSES:
            continue
        until = next((later.at for later in events[index + 1 :] if later.facts.get("to")), None)
        found.append(Item("pause", event.at, sentence=str(PAUSES[event.kind]), icon="pause", until=until))
    return found


def _with_days(items: Iterable[Item], zone: tzinfo) -> Iterable[Item]:
    current = None
    for item in items:
        day = item.at.astimezone(zone).date()
        if day != current:
            current = day
            yield Item("day", item.at)
        yield item
