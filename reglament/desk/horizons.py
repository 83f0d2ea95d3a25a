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

HOURS = 6
HEIGHT = 52
# Percent of the width: what is late, the hours, tomorrow, later; and the room that one mark takes.
LATE, DAY, LATER = 10.0, 74.0, 87.0
MARK = 2.0
EDGE = 0.6
BESIDE_NOW = timedelta(minutes=25)


def strip(rows: Iterable[Row], *, at: datetime, more: bool) -> Markup:
    """`more`: the queue goes on past these rows, so what lies behind the last of them is not all."""
    local = timezone.localtime(at)
    due = [row for row in rows if row.due_at < NO_DEADLINE]
    if not due:
        return Markup("")
    label = escape(_("Deadlines of the coming hours"))
    parts = [f'<svg class="horizon" role="group" aria-label="{label}" width="100%" height="{HEIGHT}">', _ground()]
    last = due[-1].due_at
    for start, end, left, right, name in _cells(local):
        cut = more and end > last
        parts.append(_cell([row for row in due if start <= row.due_at < end], start, end, left, right, name, cut=cut))
    parts.append(_now(local))
    return Markup("".join((*parts, "</svg>")))  # noqa: S704  every value is escaped


def _cells(now: datetime) -> Iterator[tuple[datetime, datetime, float, float, str]]:
    """(from, until, left %, right %, name) of each cell; the first hour begins now."""
    yield now - timedelta(days=3650), now, 0.0, LATE, _("overdue")
    width = (DAY - LATE) / HOURS
    end = now + timedelta(hours=HOURS)
    for number in range(HOURS):
        start = now + timedelta(hours=number)
        yield start, start + timedelta(hours=1), LATE + number * width, LATE + (number + 1) * width, ""
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    is_today = end < midnight
    until = midnight if is_today else midnight + timedelta(days=1)
    yield end, until, DAY, LATER, _("later today") if is_today else _("tomorrow")
    yield until, NO_DEADLINE, LATER, 100.0, _("later")


def _ground() -> str:
    return (
        f'<rect class="horizon-late" width="{LATE}%" height="100%"/>'
        f'<rect class="horizon-later" x="{DAY}%" width="{100 - DAY}%" height="100%"/>'
    )


def _cell(
    rows: list[Row], start: datetime, end: datetime, left: float, right: float, name: str, *, cut: bool
) -> str:
    parts = [f'<line class="horizon-edge" x1="{left:.2f}%" x2="{left:.2f}%" y2="100%"/>'] if left else []
    parts.append(_name(name, left) if name else _hour(start, end, left, right))
    room = int((right - left - EDGE) / MARK)
    shown = rows if len(rows) <= room and not cut else rows[: room - 1]
    place = left + EDGE
    for row, rest in zip(shown, range(len(shown), 0, -1), strict=True):
        exact = left + EDGE + (right - left) * ((row.due_at - start) / (end - start)) if not name else place
        place = min(max(place, exact), right - rest * MARK - (MARK if len(shown) < len(rows) else 0))
        parts.append(_mark(row, place))
        place += MARK
    hidden = len(rows) - len(shown)
    if hidden or (cut and rows):
        count = f"+{hidden}" if hidden and not cut else "…"
        parts.append(f'<text class="horizon-more" x="{place + 0.2:.2f}%" y="38">{count}</text>')
    return "".join(parts)


def _name(name: str, left: float) -> str:
    return f'<text class="horizon-name" x="{left + EDGE:.2f}%" y="15">{escape(name)}</text>'


def _hour(start: datetime, end: datetime, left: float, right: float) -> str:
    """The full hour inside the cell, as a fine line with its name; none where the present time stands."""
    hour = end.replace(minute=0, second=0, microsecond=0)
    x = left + (right - left) * ((hour - start) / (end - start))
    if left == LATE and hour - start < BESIDE_NOW:
        return ""
    return f'<line class="horizon-hour" x1="{x:.2f}%" x2="{x:.2f}%" y1="2" y2="18"/>{_name(f"{hour:%H:%M}", x)}'


def _mark(row: Row, x: float) -> str:
    moment = words.clock_time(row.due_at)
    spoken = escape(f"{_('Priority')} {row.priority}, {row.number[-6:]}, {row.subject}, {moment}", quote=True)
    href = escape(reverse("desk:case", args=(row.number,)))
    return (
        f'<a href="{href}" class="horizon-mark priority--{row.priority}" aria-label="{spoken}"><title>{spoken}</title>'
        f'<rect x="{x:.2f}%" y="24" width="18" height="18"/><text x="{x:.2f}%" dx="9" y="37">{row.priority}</text></a>'
    )


def _now(now: datetime) -> str:
    return (
        f'<line class="horizon-now" x1="{LATE}%" x2="{LATE}%" y2="100%"/>'
        f'<text class="horizon-time" x="{LATE + EDGE}%" y="15">{now:%H:%M}</text>'
    )
