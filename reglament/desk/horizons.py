"""The strip above the queue: the coming hours laid out, every case in the hour of its nearest deadline."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from html import escape

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from reglament.cases.models.case import NO_DEADLINE
from reglament.desk.rows import Row
from reglament.ui import words

HOURS = timedelta(hours=6)
HEIGHT = 52
# Percent of the width: where the hours begin and end, where «later» begins; and the room that one mark takes.
NOW, DAY, LATER, END = 10.0, 74.0, 87.0, 100.0
MARK = 2.0
EDGE = 0.6
# No hour is named nearer than this to the name before or behind it.
BESIDE = timedelta(minutes=30)


def strip(rows: Iterable[Row], *, at: datetime, more: bool) -> Markup:
    """`more`: the queue goes on past these rows, so what lies behind the last of them is not all."""
    now = timezone.localtime(at)
    due = [row for row in rows if row.due_at < NO_DEADLINE]
    if not due:
        return Markup("")
    end, night = now + HOURS, _night(now)
    label = _("Deadlines of the coming hours")
    parts = [
        f'<svg class="horizon" role="group" aria-label="{escape(label)}" width="100%" height="{HEIGHT}">',
        f'<rect class="horizon-late" width="{NOW}%" height="100%"/>',
        f'<rect class="horizon-later" x="{DAY}%" width="{END - DAY}%" height="100%"/>',
        *_cell([row for row in due if row.due_at < now], 0, NOW, _("overdue")),
        *_hours(now),
        *_marks([row for row in due if now <= row.due_at < end], now),
        *_cell([row for row in due if end <= row.due_at < night], DAY, LATER, _rest(now), more=more),
        *_cell([row for row in due if row.due_at >= max(end, night)], LATER, END, _("later"), more=more),
        _line("horizon-now", NOW),
        _name(f"{now:%H:%M}", NOW, "horizon-time"),
        "</svg>",
    ]
    return Markup("".join(parts))  # noqa: S704  every value is escaped


def _night(now: datetime) -> datetime:
    """The midnight up to which the cell after the hours reaches: this one, or the next when the hours pass it."""
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight if now + HOURS < midnight else midnight + timedelta(days=1)


def _rest(now: datetime) -> str:
    return _("later today") if (_night(now) - now) <= timedelta(days=1) else _("tomorrow")


def _hours(now: datetime) -> Iterator[str]:
    """A line with its name at every full hour; no name where the present time or the next cell's name stands."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    while (hour := hour + timedelta(hours=1)) < now + HOURS:
        x = _place(hour, now)
        yield _line("horizon-hour", x)
        if BESIDE <= hour - now <= HOURS - BESIDE:
            yield _name(f"{hour:%H:%M}", x)
    yield _line("horizon-hour", DAY)


def _place(moment: datetime, now: datetime) -> float:
    return NOW + (DAY - NOW) * ((moment - now) / HOURS)


def _marks(rows: list[Row], now: datetime) -> Iterator[str]:
    """Each at its minute, or right behind the one before."""
    place = NOW
    for shown, row in enumerate(rows):
        place = max(place, _place(row.due_at, now)) if shown else max(NOW + EDGE, _place(row.due_at, now))
        if place > DAY - 2 * MARK and shown < len(rows) - 1:
            yield _more(len(rows) - shown, DAY - 2 * MARK)
            return
        yield _mark(row, min(place, DAY - MARK))
        place += MARK


def _cell(rows: list[Row], left: float, right: float, name: str, *, more: bool = False) -> Iterator[str]:
    """A cell without a scale: the first few, and how many there are besides."""
    if left:
        yield _line("horizon-hour", left)
    yield _name(name, left)
    room = int((right - left - EDGE) / MARK)
    shown = rows if len(rows) <= room and not more else rows[: room - 1]
    for number, row in enumerate(shown):
        yield _mark(row, left + EDGE + number * MARK)
    if len(shown) < len(rows) or (more and rows):
        yield _more(0 if more else len(rows) - len(shown), left + EDGE + len(shown) * MARK)


def _more(count: int, x: float) -> str:
    return f'<text class="horizon-more" x="{x:.2f}%" y="38">{f"+{count}" if count else "…"}</text>'


def _line(look: str, x: float) -> str:
    return f'<line class="{look}" x1="{x:.2f}%" x2="{x:.2f}%" y2="100%"/>'


def _name(name: str, left: float, look: str = "horizon-name") -> str:
    return f'<text class="{look}" x="{left + EDGE:.2f}%" y="15">{escape(name)}</text>'


def _mark(row: Row, x: float) -> str:
    spoken = _("Priority %(priority)s, %(number)s, %(subject)s, %(time)s") % {
        "priority": row.priority,
        "number": row.number[-6:],
        "subject": row.subject,
        "time": words.clock_time(row.due_at),
    }
    spoken = escape(spoken, quote=True)
    href = escape(reverse("desk:case", args=(row.number,)))
    return (
        f'<a href="{href}" class="horizon-mark priority--{row.priority}" aria-label="{spoken}"><title>{spoken}</title>'
        f'<rect x="{x:.2f}%" y="24" width="18" height="18"/><text x="{x:.2f}%" dx="9" y="37">{row.priority}</text></a>'
    )
