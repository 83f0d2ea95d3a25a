"""A question to the clock as it is written on one line of JSON."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from reglament.clock.calendar import Calendar
from reglament.clock.spans import Span

TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:[.,][0-9]+)?"
    r"([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)


class QuestionError(ValueError):
    """The line cannot be answered; the message says why in plain English."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a line asks: the deadline of `threshold` seconds since `start`, and what has elapsed `now`."""

    calendar: Calendar
    start: datetime
    threshold: int | None
    pauses: tuple[Span, ...]
    now: datetime | None


def read_question(line: str) -> Question:
    """The question on a line; QuestionError or CalendarError if there is none. Unknown keys mean nothing."""
    try:
        return _question(_load(line))
    except RecursionError as error:
        raise QuestionError("the line is nested too deeply") from error


def _question(data: object) -> Question:
    if not isinstance(data, dict):
        raise QuestionError("the line must be a JSON object")
    if "calendar" not in data:
        raise QuestionError("there is no calendar")
    return Question(
        calendar=_calendar(json.dumps(data["calendar"])),
        start=_instant(data.get("start"), "start"),
        threshold=_threshold(data.get("threshold")),
        pauses=_pauses(data.get("pauses")),
        now=None if data.get("now") is None else _instant(data["now"], "now"),
    )


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise QuestionError("a key is written twice in one object")
    return data


def _not_json(name: str) -> object:
    raise QuestionError(f"not JSON: {name}")


_decoder = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_not_json)


def _load(line: str) -> object:
    try:
        return _decoder.decode(line)
    except json.JSONDecodeError as error:
        raise QuestionError(f"not JSON: {error.msg} at column {error.colno}") from error
    except QuestionError:
        raise
    except ValueError as error:
        raise QuestionError("not JSON that can be read: a number is too long") from error


# Lines mostly repeat a few calendars, and a calendar remembers the days it was asked about.
@lru_cache(maxsize=512)
def _calendar(text: str) -> Calendar:
    return Calendar.from_json(json.loads(text))


def _instant(value: object, name: str) -> datetime:
    """An aware UTC instant; fractions of a second are cut off."""
    match = TIME.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise QuestionError(f"{name} is not a time like 2026-04-30T13:30:00Z")
    day, clock, offset = match.groups()
    if offset is None:
        raise QuestionError(f"{name} is a time without offset")
    try:
        return datetime.fromisoformat(f"{day}T{clock}{offset.upper()}").astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise QuestionError(f"{name} is not a possible time") from error


def _threshold(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise QuestionError("the threshold must be a number of seconds")
    if value < 0:
        raise QuestionError("the threshold is negative")
    if isinstance(value, float) and not value.is_integer():
        raise QuestionError("the threshold is not a whole number of seconds")
    return int(value)


def _pauses(value: object) -> tuple[Span, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise QuestionError("pauses must be a list of [start, end] pairs")
    return tuple(map(_pause, value))


def _pause(value: object) -> Span:
    if not isinstance(value, list) or len(value) != 2:
        raise QuestionError("a pause must be a pair [start, end]")
    start = _instant(value[0], "the start of a pause")
    end = None if value[1] is None else _instant(value[1], "the end of a pause")
    if end is not None and end < start:
        raise QuestionError("a pause ends before it starts")
    return Span(start, end)
