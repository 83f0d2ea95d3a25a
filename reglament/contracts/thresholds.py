"""R-13, R-16  What a policy version promises: priority × clock → threshold and calendar."""

from dataclasses import dataclass

from django.utils import translation

from reglament.clock.calendar import Calendar
from reglament.clock.threshold import Threshold, Unit
from reglament.contracts import calendars
from reglament.contracts import models as tables
from reglament.contracts.models import PolicyVersion
from reglament.memory.values import Kept

MEASURED = ("REG", "REACT", "DIAG", "WA", "SOL")


@dataclass(frozen=True, slots=True)
class Terms:
    """One policy version, read whole: a case asks it many times."""

    thresholds: dict[tuple[int, str], Threshold]
    calendar_of: dict[int, Calendar]
    registration: Calendar

    def threshold(self, priority: int, clock: str) -> Threshold | None:
        """None: no threshold is promised for this cell."""
        return self.thresholds.get((priority, clock))

    def calendar(self, priority: int, clock: str) -> Calendar:
        """Registration has hours of its own; everything else keeps the hours of the priority."""
        return self.registration if clock == "REG" else self.calendar_of[priority]


def read(version_id: int) -> Terms:
    """The version's table for the clock; thresholds of a version never change, its calendars may be corrected."""
    rows, key = _kept.fresh(), (version_id, translation.get_language())
    if key not in rows:
        rows[key] = _read(version_id)
    return rows[key]


# By language, since a calendar gives the reasons of its days in the reader's.
_kept: Kept[tuple[int, str | None], Terms] = Kept()


def _read(version_id: int) -> Terms:
    version = PolicyVersion.objects.select_related("registration_calendar").get(pk=version_id)
    rows = version.calendars.select_related("calendar")
    return Terms(
        {(row.priority, row.clock): _threshold(row) for row in version.thresholds.all()},
        {row.priority: calendars.clock_calendar(row.calendar) for row in rows},
        calendars.clock_calendar(version.registration_calendar),
    )


def _threshold(row: tables.Threshold) -> Threshold:
    return Threshold(row.amount, Unit(row.unit), row.cutoff)
