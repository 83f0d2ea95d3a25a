"""Promises to draw: 9×5 in Moscow, with the short 3 November and the holiday after it."""

from datetime import UTC, date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from reglament.clock.calendar import Calendar, Day
from reglament.clock.explain import explain
from reglament.clock.reading import factor_at, read
from reglament.clock.run import Run
from reglament.clock.spans import Span
from reglament.clock.threshold import Threshold
from reglament.ui import promise

MOSCOW = ZoneInfo("Europe/Moscow")
HOUR = 3600
WEEK = (((540, 1080),),) * 5 + ((), ())
OFFICE = Calendar(
    "Europe/Moscow",
    WEEK,
    {
        date(2026, 11, 3): Day(((540, 1020),), "Сокращённый день, ст. 95 ТК РФ"),
        date(2026, 11, 4): Day((), "День народного единства, ст. 112 ТК РФ"),
    },
)
ALWAYS = Calendar("Europe/Moscow", (((0, 1440),),) * 7, {})
POSTS = {
    Fraction(1, 2): ("Начальник СТП",),
    Fraction(1): ("Начальник СТП",),
    Fraction(2): ("Начальник СТП", "менеджер по клиенту"),
    Fraction(3): ("Менеджер по клиенту", "генеральный директор"),
}


def moscow(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=MOSCOW).astimezone(UTC)


NOW = moscow(11, 5, 12, 20)
OPENED = moscow(11, 3, 13, 58)
PAUSE = Span(moscow(11, 3, 15, 10), moscow(11, 3, 15, 47), "ждали Вашего ответа", "Антон Вершинин")


def run(clock: str = "DIAG", start: datetime = OPENED, threshold: Threshold | None = None, **more: object) -> Run:
    calendar = more.pop("calendar", OFFICE)
    return Run(clock, start, calendar, threshold or Threshold(8 * HOUR), **more)  # type: ignore[arg-type]


def drawn(subject: Run, *factors: Fraction, at: datetime = NOW, reason: str = "", key: str = "") -> promise.Bar:
    reading = read(subject, at)
    rungs = [
        promise.Rung(
            factor, POSTS[factor], factor_at(subject, factor), hit=reading.elapsed > factor * (reading.allowance or 0)
        )
        for factor in factors
    ]
    return promise.draw(subject, reading, explain(subject, at), rungs, at, MOSCOW, reason=reason, key=key)


def explained(subject: Run, at: datetime = NOW) -> promise.Ledger:
    return promise.why(explain(subject, at), subject, read(subject, at), at, MOSCOW)
