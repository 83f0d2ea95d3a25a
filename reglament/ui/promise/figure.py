"""The figure of a promise: how much is left, or by how much it was missed, and the moment."""

from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reglament.clock.reading import Reading, State
from reglament.clock.run import Run
from reglament.clock.spans import held_from
from reglament.ui import words

SOON = 3600
"""Seconds of working time from which on a promise is «soon»."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Three lines beside the bar, and `text`: the same in one line for a list or a letter.

    `tone`: run, soon, late, paused, kept, missed, none.
    """

    caption: str
    value: str
    sub: str
    tone: str
    icon: str
    text: str = ""


def figure(reading: Reading, run: Run, at: datetime, zone: tzinfo, reason: str = "") -> Figure:
    """`reason`: why there is no term, or what the pause waits for, in the reader's words."""
    shown = _MAKERS[reading.state](reading, run.known_at(at), at, zone, reason)
    return replace(shown, text=_line(shown))


def _line(shown: Figure) -> str:
    """«осталось 2 ч 15 мин — до 14:35 МСК, сегодня»; «приостановлено, остаток 3 ч»."""
    if shown.tone in ("run", "soon"):
        left = _("%(time)s left") % {"time": shown.value}
        return f"{left} — {shown.sub}" if shown.sub else left
    if shown.tone == "paused":
        return f"{shown.caption}, {shown.value}"
    said = shown.caption if shown.tone == "none" else f"{shown.caption} {shown.value}"
    return f"{said}, {shown.sub}" if shown.sub else said


def _running(reading: Reading, run: Run, at: datetime, zone: tzinfo, reason: str) -> Figure:
    left = reading.remaining or 0
    due = _until(reading.due_at, at, zone)
    return Figure(_("left"), words.duration(left), due, "soon" if left <= SOON else "run", "clock")


def _paused(reading: Reading, run: Run, at: datetime, zone: tzinfo, reason: str) -> Figure:
    left = reading.remaining or 0
    value = _("%(time)s remain") if left >= 0 else _("overdue by %(time)s")
    since = held_from(run.pauses)
    sub = reason or (_("since %(moment)s") % {"moment": words.near_moment(since, at, zone)} if since else "")
    return Figure(_("suspended"), value % {"time": words.duration(left)}, sub, "paused", "pause")


def _late(reading: Reading, run: Run, at: datetime, zone: tzinfo, reason: str) -> Figure:
    was = _("it was due %(moment)s") % {"moment": words.near_moment(reading.due_at, at, zone)} if reading.due_at else ""
    return Figure(_("overdue by"), words.duration(reading.remaining or 0), was, "late", "late")


def _met(reading: Reading, run: Run, at: datetime, zone: tzinfo, reason: str) -> Figure:
    if not reading.elapsed:
        return Figure(pgettext("promise", "done"), _("at once"), _stopped(run, at, zone), "kept", "check")
    return Figure(_("done in"), words.duration(reading.elapsed), _stopped(run, at, zone), "kept", "check")


def _breached(reading: Reading, run: Run, at: datetime, zone: tzinfo, reason: str) -> Figure:
    over = words.duration(reading.remaining or 0)
    return Figure(_("done, overdue by"), over, _stopped(run, at, zone), "missed", "late")


def _unregulated(reading: Reading, run: Run, at: datetime, zone: tzinfo, reason: str) -> Figure:
    return Figure(_("not regulated"), _("no deadline applies"), reason, "none", "none")


def _free(reading: Reading, run: Run, at: datetime, zone: tzinfo, reason: str) -> Figure:
    spent = _("%(time)s passed") % {"time": words.duration(reading.elapsed)}
    why = reason or _("the table of thresholds sets none")
    return Figure(pgettext("threshold", "no norm"), spent, why, "none", "none")


def _until(due: datetime | None, at: datetime, zone: tzinfo) -> str:
    return _("until %(moment)s") % {"moment": words.near_moment(due, at, zone)} if due else ""


def _stopped(run: Run, at: datetime, zone: tzinfo) -> str:
    return words.near_moment(run.stop, at, zone) if run.stop else ""


_MAKERS = {
    State.RUNNING: _running,
    State.PAUSED: _paused,
    State.LATE: _late,
    State.MET: _met,
    State.BREACHED: _breached,
    State.UNREGULATED: _unregulated,
    State.FREE: _free,
}
