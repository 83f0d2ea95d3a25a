"""«Why this term?»: the ledger of counted and uncounted time, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reglament.clock.ahead import ahead
from reglament.clock.explain import Kind, Row
from reglament.clock.reading import Reading, State
from reglament.clock.run import Run
from reglament.clock.worktime import elapsed
from reglament.ui import words
from reglament.ui.promise.labels import label, norm

DASH = "—"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """`kind` as the clock calls it: counted, pause, closed, left, over."""

    kind: str
    mark: str
    day: str
    hours: str
    what: str
    note: str
    counted: str
    total: str


@dataclass(frozen=True, slots=True)
class Ledger:
    title: str
    zone: str
    rows: tuple[LedgerRow, ...]
    foot: str
    allowance: str
    basis: tuple[tuple[str, str], ...]


def why(
    rows: Iterable[Row],
    run: Run,
    reading: Reading,
    at: datetime,
    zone: tzinfo,
    *,
    basis: Iterable[tuple[str, str]] = (),
) -> Ledger:
    """The ledger as of `at`. `basis`: what it rests on (clause, table, calendar), named by the caller."""
    told = _joined(_telling(_laid_out(rows, run), zone))
    written = tuple(_row(row, run, first=index == 0, zone=zone) for index, row in enumerate(told))
    allowed = "" if reading.allowance is None else words.duration(reading.allowance, full=True)
    foot = _("Allowed: %(norm)s") % {"norm": norm(run.threshold)} if allowed else ""
    grounds = (*_granted(run, reading, at, zone), *basis)
    return Ledger(_title(run, reading, at, zone), words.zone_mark(at, zone), written, foot, allowed, grounds)


def _title(run: Run, reading: Reading, at: datetime, zone: tzinfo) -> str:
    if reading.due_at is None or reading.state not in (State.RUNNING, State.LATE):
        return _("How the time was counted: %(clock)s") % {"clock": label(run.clock)}
    moment, now = words.local(reading.due_at, zone), words.local(at, zone)
    time = words.clock_time(moment, zone)
    when = time if moment.date() == now.date() else f"{time}, {words.short_day(moment, zone)}"
    return _("Why %(clock)s until %(moment)s?") % {"clock": label(run.clock).lower(), "moment": when}


def _granted(run: Run, reading: Reading, at: datetime, zone: tzinfo) -> Iterator[tuple[str, str]]:
    if run.granted_until is not None and reading.due_at == run.granted_until:
        moment = words.near_moment(run.granted_until, at, zone)
        yield (
            _("Former deadline"),
            _("the priority was lowered; the recount gives an earlier moment, so the former one stands: %(moment)s")
            % {"moment": moment},
        )


def _laid_out(rows: Iterable[Row], run: Run) -> Iterator[Row]:
    """What is left day by day, so that a reader can add it up as far as the deadline."""
    for row in rows:
        yield from ahead(run, row) if row.kind is Kind.LEFT else (row,)


def _joined(rows: Iterable[Row]) -> Iterator[Row]:
    """Days to come of which there is nothing to tell are one row."""
    last: Row | None = None
    for row in rows:
        if last and last.kind is row.kind is Kind.LEFT and last.reason == row.reason:
            last = replace(last, end=row.end, seconds=last.seconds + row.seconds, total=row.total)
            continue
        if last:
            yield last
        last = row
    if last:
        yield last


def _telling(rows: Iterable[Row], zone: tzinfo) -> Iterator[Row]:
    """Ordinary nights go without saying; a skipped day, or shortened hours that no counted row tells, are told."""
    told = ""
    for row in rows:
        if row.kind is Kind.CLOSED and not _whole_days(row, zone) and row.reason in ("", told):
            continue
        told = row.reason
        yield row


def _row(row: Row, run: Run, *, first: bool, zone: tzinfo) -> LedgerRow:
    day, hours = _span(row, zone)
    what, note = _WHAT[row.kind](row, run, zone)
    if first and row.kind is Kind.COUNTED:
        note = ". ".join(filter(None, (_start(run, zone), note)))
    uncounted = row.kind in (Kind.PAUSE, Kind.CLOSED)
    counted = DASH if uncounted else words.duration(row.seconds, full=True)
    total = "" if row.kind is Kind.OVER else words.duration(row.total, full=True)
    return LedgerRow(row.kind.value, _MARKS[row.kind](), day, hours, what, note, counted, total)


def _start(run: Run, zone: tzinfo) -> str:
    counted = {
        "REG": _("counted from receipt, %(time)s"),
        "REACT": _("counted from registration, %(time)s"),
    }.get(run.clock, _("counted from %(time)s"))
    return counted % {"time": words.clock_time(run.start, zone)}


def _counted(row: Row, run: Run, zone: tzinfo) -> tuple[str, str]:
    what = {
        "REG": _("The case waits for registration"),
        "REACT": _("The case waits for the engineer's answer"),
    }.get(run.clock, _("The case is being worked on"))
    return what, row.reason


def _pause(row: Row, run: Run, zone: tzinfo) -> tuple[str, str]:
    length = words.duration(elapsed(run.calendar, row.start, row.end))
    what = _("Suspended for %(time)s") % {"time": length}
    by = _("Suspended by: %(name)s") % {"name": row.by} if row.by else ""
    return (f"{what}: {row.reason}" if row.reason else what), by


def _closed(row: Row, run: Run, zone: tzinfo) -> tuple[str, str]:
    if row.reason:
        return row.reason, ""
    if _whole_days(row, zone) > 1:
        return _("Days off by the calendar of the contract"), ""
    return _("Day off by the calendar of the contract"), ""


def _left(row: Row, run: Run, zone: tzinfo) -> tuple[str, str]:
    if row.start == row.end and row.seconds:
        return _("Left; the count goes on after the pause"), ""
    return _("Left, if no new pause comes"), row.reason


def _over(row: Row, run: Run, zone: tzinfo) -> tuple[str, str]:
    return _("Overdue"), _("since %(time)s") % {"time": words.moment(row.start, zone)}


def _span(row: Row, zone: tzinfo) -> tuple[str, str]:
    """The day and the hours; whole days without hours, a stretch over several days with both ends."""
    start, end = words.local(row.start, zone), words.local(row.end, zone)
    if row.kind is Kind.CLOSED and _whole_days(row, zone):
        first, last = _dates(start, end)
        return (words.short_day(first) if first == last else f"{words.short_day(first)} – {words.short_day(last)}"), ""
    if row.kind is Kind.LEFT and start == end:
        return "", ""
    ends = f"{start:%H:%M}–{end:%H:%M}"
    if start.date() == end.date():
        return words.short_day(start, zone), ends
    if end == _midnight(end) and end.date() - start.date() == timedelta(days=1):
        return words.short_day(start, zone), f"{start:%H:%M}–24:00"
    return f"{words.short_day(start, zone)}, {start:%H:%M} – {words.short_day(end, zone)}, {end:%H:%M}", ""


def _whole_days(row: Row, zone: tzinfo) -> int:
    first, last = _dates(words.local(row.start, zone), words.local(row.end, zone))
    return max(0, (last - first).days + 1)


def _dates(start: datetime, end: datetime) -> tuple[date, date]:
    """The first and the last local date that lie wholly between; the last before the first if there is none."""
    first = start.date() if start == _midnight(start) else start.date() + timedelta(days=1)
    return first, end.date() - timedelta(days=1)


def _midnight(when: datetime) -> datetime:
    return when.replace(hour=0, minute=0, second=0, microsecond=0)


_WHAT = {Kind.COUNTED: _counted, Kind.PAUSE: _pause, Kind.CLOSED: _closed, Kind.LEFT: _left, Kind.OVER: _over}
_MARKS = {
    Kind.COUNTED: lambda: pgettext("ledger", "counts"),
    Kind.PAUSE: lambda: pgettext("ledger", "does not count"),
    Kind.CLOSED: lambda: pgettext("ledger", "does not count"),
    Kind.LEFT: lambda: pgettext("ledger", "still to come"),
    Kind.OVER: lambda: pgettext("ledger", "overdrawn"),
}
