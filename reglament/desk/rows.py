"""Rows of the queue, from columns to HTML by a plain escaping function: this list is drawn more often than any page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from html import escape

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from reglament.cases.models import Case
from reglament.cases.models.case import NO_DEADLINE
from reglament.cases.showing import chips
from reglament.cases.status import STATES, Status
from reglament.desk import choices
from reglament.ui import icons, promise, words

COLUMNS = ("id", "number", "subject", "priority", "status", "company__short_name", "assignee__full_name", *chips.FIELDS)
WIDTH = 10
NOBODY = gettext_lazy("not assigned")


@dataclass(slots=True)
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
        return _due(self.nearest, at)


def read(cases: QuerySet[Case]) -> list[Row]:
    """One statement; names come joined."""
    return [Row(*values[:7], chips.Nearest(*values[7:])) for values in cases.values_list(*COLUMNS)]


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
        parts += [_row(row, at) for row in kept]
    return Markup("".join(parts))  # noqa: S704  every value is escaped below


def plain(rows: list[Row], at: datetime) -> Markup:
    """Rows without headings, for lists of cases on other pages."""
    return Markup("".join(_row(row, at) for row in rows))  # noqa: S704  every value is escaped below


def _row(row: Row, at: datetime) -> str:
    near = row.nearest
    mood, left = chips.mood(near, at=at), near.left(at)
    address = _address().replace("~", row.number)
    engineer = escape(row.surname) if row.engineer else _nobody(words.language())
    return (
        f'<tr data-row class="{mood}">'
        f'<td class="c-priority">{_priority(row.priority, words.language())}</td>'
        f'<td class="c-number num" title="{row.number}">{row.number[-6:]}</td>'
        f'<td class="c-subject"><a href="{address}">{escape(row.subject)}</a></td>'
        f'<td class="c-company">{escape(row.company)}</td>'
        f'<td class="c-state">{_state(row.status, words.language())}</td>'
        f'<td class="c-engineer">{engineer}</td>'
        f'<td class="c-term">{_clock(near.clock, words.language())}</td>'
        f'<td class="c-mini">{promise.mini(near.share(at), paused=mood == "paused") if near.clock else ""}</td>'
        f'<td class="c-left num right">{escape(_left(near, left, mood))}</td>'
        f'<td class="c-due num right">{_due(near, at)}</td></tr>'
    )


def _left(near: chips.Nearest, left: int | None, mood: str) -> str:
    if near.state == "unregulated" or left is None:
        return _("no term")
    sign = words.MINUS if mood == "late" or left < 0 else ""
    return sign + words.duration(left)


def _due(near: chips.Nearest, at: datetime) -> str:
    if not near.is_due:
        return ""
    due, now = timezone.localtime(near.due_at), timezone.localtime(at)
    away = (due.date() - now.date()).days
    if away == 0:
        return f"{due:%H:%M}"
    return f"{words.weekday(due.date()) if abs(away) < 7 else _date(due)} {due:%H:%M}"


def _date(moment: datetime) -> str:
    return words.short_day(moment.date()).split(" ", 1)[1]


@cache
def _address() -> str:
    return reverse("desk:case", args=("~",))


@cache
def _state(status: str, language: str) -> str:
    state = STATES[Status(status)]
    return f'<span class="state state--{state.mood}">{icons.icon(state.icon)}{escape(str(state.name))}</span>'


@cache
def _clock(clock: str, language: str) -> str:
    return escape(promise.label(clock)) if clock else ""


@cache
def _nobody(language: str) -> str:
    return f'<span class="mute">{escape(str(NOBODY))}</span>'


def _priority(number: int, language: str) -> str:
    name = escape(choices.priority_name(number))
    spoken = escape(_("Priority"))
    return f'<span class="priority priority--{number}"><i aria-hidden="true">{number}</i><span class="sr">{spoken} {number}, {name}</span></span>'
