"""Rows of the queue, from columns to HTML by a plain escaping function: this list is drawn more often than any page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from html import escape
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from reglament.cases.models import Case
from reglament.cases.models.case import NO_DEADLINE
from reglament.cases.showing import chips
from reglament.desk import cells, choices
from reglament.ui import promise, words

COLUMNS = ("id", "number", "subject", "priority", "status", "company__short_name", "assignee__full_name", *chips.FIELDS)
WIDTH = 10
TICK = 15


@dataclass(frozen=True, slots=True)
class Row:
    """One open case as the queue shows it."""

    id: int
    number: str
    subject: str
    priority: int
    status: str
    company: str
    engineer: str | None
    nearest: chips.Nearest

    @property
    def due_at(self) -> datetime:
        return self.nearest.due_at

    @property
    def surname(self) -> str:
        return (self.engineer or "").rsplit(" ", 1)[-1]

    @property
    def priority_name(self) -> str:
        return choices.priority_name(self.priority)

    def due_words(self, at: datetime) -> str:
        """«14:35», «вт 14:35», «03.11 14:35», '' where nothing is due."""
        return cells.due(self.nearest, at)


def read(cases: QuerySet[Case]) -> list[Row]:
    """One statement; names come joined."""
    return made(cases.values_list(*COLUMNS))


def made(found: Iterable[Sequence[Any]]) -> list[Row]:
    """Rows of what the database gave for COLUMNS."""
    return [Row(*(*values[:7], chips.Nearest(*values[7:]))) for values in found]


def grouped(rows: Iterable[Row], *, at: datetime) -> Iterator[tuple[str, list[Row]]]:
    """Consecutive rows under the heading of their time: overdue, this hour, today, later, without a term."""
    edges = _edges(at)
    title, kept = "", list[Row]()
    for row in rows:
        here = next(name for until, name in edges if row.due_at < until)
        if here != title and kept:
            yield title, kept
            kept = []
        title = here
        kept.append(row)
    if kept:
        yield title, kept


def _edges(at: datetime) -> list[tuple[datetime, str]]:
    hour = at + timedelta(hours=1)
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return [
        (at, _("Overdue")),
        (hour, _("By %(time)s") % {"time": words.clock_time(hour)}),
        (max(midnight, hour), _("Today")),
        (NO_DEADLINE, _("Tomorrow and later")),
        (NO_DEADLINE + timedelta(days=1), _("Paused or without a deadline")),
    ]


def body(rows: list[Row], *, at: datetime, whole: bool) -> Markup:
    """The table's rows with their headings; `whole`: nothing follows, so the last heading may say its number."""
    groups = list(grouped(rows, at=at))
    parts = []
    for place, (title, kept) in enumerate(groups, 1):
        count = f" <small>{len(kept)}</small>" if whole or place < len(groups) else ""
        parts.append(f'<tr class="group"><th colspan="{WIDTH}" scope="rowgroup">{escape(title)}{count}</th></tr>')
        parts += map(_pen(at), kept)
    return Markup("".join(parts))  # noqa: S704  every value is escaped below


def plain(rows: list[Row], at: datetime) -> Markup:
    """Rows without headings, for lists of cases on other pages."""
    return Markup("".join(map(_pen(at), rows)))  # noqa: S704  every value is escaped below


def _pen(at: datetime) -> Callable[[Row], str]:
    """Draws rows of this moment, give or take TICK seconds, for the reader's language and zone."""
    tick, language, zone = int(at.timestamp()) // TICK, words.language(), timezone.get_current_timezone_name()
    return lambda row: _drawn(row, tick, language, zone)


@lru_cache(maxsize=4096)
def _drawn(row: Row, tick: int, language: str, _zone: str) -> str:
    """A row is the same for everybody who looks within the tick, and most rows are looked at again and again."""
    at, near = datetime.fromtimestamp(tick * TICK, UTC), row.nearest
    left = near.left(at)
    mood = chips.mood(near, at=at, left=left)
    mini = promise.mini(near.share(at, left), paused=mood == "paused") if near.clock else ""
    return (
        f'<tr data-row id="row-{row.id}" class="{mood}">'
        f'<td class="c-priority">{cells.priority(row.priority)}</td>'
        f'<td class="c-number num" title="{row.number}">{row.number[-6:]}</td>'
        f'<td class="c-subject"><a id="to-{row.id}" href="{cells.address(row.number)}">{escape(row.subject)}</a></td>'
        f'<td class="c-company">{escape(row.company)}</td>'
        f'<td class="c-state">{cells.state(row.status, language)}</td>'
        f'<td class="c-engineer">{escape(row.surname) if row.engineer else cells.nobody(language)}</td>'
        f'<td class="c-term">{cells.clock(near.clock, language)}</td>'
        f'<td class="c-mini">{mini}</td>'
        f'<td class="c-left num right">{escape(cells.left(near, left, mood))}</td>'
        f'<td class="c-due num right">{cells.due(near, at)}</td></tr>'
    )
