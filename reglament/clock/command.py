"""`reglament clock`: questions to the clock, one JSON object a line, answered line by line."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import TextIO

from reglament.clock.calendar import CalendarError
from reglament.clock.question import Question, QuestionError, read_question
from reglament.clock.worktime import elapsed, reach


def main(stdin: Iterable[bytes], stdout: TextIO) -> int:
    """Answers every line that is not blank and flushes each answer; 1 if any line was bad, else 0."""
    is_bad = False
    for line in stdin:
        if not line.strip():
            continue
        try:
            found = answer(read_question(_text(line)))
        except (QuestionError, CalendarError) as error:
            is_bad = True
            found = {"error": str(error)}
        stdout.write(json.dumps(found, separators=(",", ":")) + "\n")
        stdout.flush()
    return int(is_bad)


def answer(question: Question) -> dict[str, object]:
    """The deadline as a UTC time or None, and the seconds elapsed or None."""
    calendar, start, pauses = question.calendar, question.start, question.pauses
    deadline = None if question.threshold is None else reach(calendar, start, question.threshold, pauses)
    spent = None if question.now is None else elapsed(calendar, start, question.now, pauses)
    return {"deadline": None if deadline is None else _written(deadline), "elapsed": spent}


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QuestionError("the line is not UTF-8") from error


def _written(instant: datetime) -> str:
    return f"{instant.replace(tzinfo=None).isoformat()}Z"
