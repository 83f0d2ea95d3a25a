"""Pauses: stretches of time in which a clock does not run."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from reglament.clock.instants import END_OF_TIME, instant_of, seconds_of


@dataclass(frozen=True, slots=True)
class Span:
    """A pause with its reason and author; without an end it still runs. ValueError if it ends before it starts."""

    start: datetime
    end: datetime | None = None
    reason: str = ""
    by: str = ""

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError("a pause ends before it starts")

    def known_at(self, at: datetime) -> "Span | None":
        """The pause as it was known at an instant: not yet begun, still running or ended."""
        if self.start > at:
            return None
        return self if self.end is None or self.end <= at else Span(self.start, None, self.reason, self.by)


def unite(spans: Iterable[Span], start: datetime, until: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """The pauses between two instants, in order; those that overlap or touch are one, running ones last to the end."""
    united = _united(spans, seconds_of(start), seconds_of(until))
    return tuple((instant_of(begin), instant_of(end)) for begin, end in united)


def between(spans: Iterable[Span], start: int, until: int) -> Iterator[tuple[int, int]]:
    """What the pauses leave between two instants, all in whole seconds since the epoch."""
    for begin, end in _united(spans, start, until):
        if start < begin:
            yield start, begin
        start = end
    if start < until:
        yield start, until


def held_from(spans: Iterable[Span]) -> datetime | None:
    """The start of the first pause that is still running."""
    return min((span.start for span in spans if span.end is None), default=None)


def _united(spans: Iterable[Span], start: int, until: int) -> list[tuple[int, int]]:
    united: list[tuple[int, int]] = []
    for begin, end in sorted(map(_seconds, spans)):
        begin, end = max(begin, start), min(end, until)
        if united and begin <= united[-1][1]:
            united[-1] = united[-1][0], max(united[-1][1], end)
        elif begin < end:
            united.append((begin, end))
    return united


def _seconds(span: Span) -> tuple[int, int]:
    return seconds_of(span.start), END_OF_TIME if span.end is None else seconds_of(span.end)
