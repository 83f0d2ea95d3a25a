"""One promise measured once."""

from dataclasses import dataclass, replace
from datetime import datetime

from reglament.clock.calendar import Calendar
from reglament.clock.spans import Span
from reglament.clock.threshold import Threshold


@dataclass(frozen=True)
class Run:
    """A clock in one cycle under one priority; all instants are aware UTC.

    Without threshold nothing is promised; not `regulated` means measured, but never judged. `granted_until` is the
    former deadline after the priority was lowered: it stands when it is later than the recounted one.
    """

    clock: str
    start: datetime
    calendar: Calendar
    threshold: Threshold | None
    stop: datetime | None = None
    pauses: tuple[Span, ...] = ()
    regulated: bool = True
    granted_until: datetime | None = None

    def known_at(self, at: datetime) -> "Run":
        """The same run with nothing in it that happened after an instant."""
        stop = self.stop if self.stop is not None and self.stop <= at else None
        pauses = (pause.known_at(at) for pause in self.pauses)
        return replace(self, stop=stop, pauses=tuple(pause for pause in pauses if pause is not None))
