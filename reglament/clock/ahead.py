"""What is left of a promise, laid over the days to come: where it will count, and which days it will skip and why."""

from reglament.clock.explain import Kind, Row, course
from reglament.clock.instants import instant_of, seconds_of
from reglament.clock.run import Run


def ahead(run: Run, left: Row) -> tuple[Row, ...]:
    """The LEFT row of an explanation in stretches: LEFT where the calendar is open, CLOSED between, with its reason.

    A row that a pause holds has no length and stays as it is; so does one whose end was granted and not counted.
    """
    rows: list[Row] = []
    total = left.total - left.seconds
    for kind, (start, end), reason in course(run.calendar, (seconds_of(left.start), seconds_of(left.end))):
        seconds = end - start if kind is Kind.COUNTED else 0
        total += seconds
        told = Kind.LEFT if kind is Kind.COUNTED else Kind.CLOSED
        rows.append(Row(told, instant_of(start), instant_of(end), seconds, total, reason))
    return tuple(rows) if rows and total == left.total else (left,)
