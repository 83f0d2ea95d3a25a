"""How the clocks and their thresholds are called."""

from django.utils.translation import pgettext, pgettext_lazy

from reglament.clock.threshold import Threshold, Unit
from reglament.ui import words

NAMES = {
    "REG": pgettext_lazy("clock", "Registration"),
    "REACT": pgettext_lazy("clock", "Reaction"),
    "DIAG": pgettext_lazy("clock", "Diagnosis"),
    "WA": pgettext_lazy("clock", "Workaround"),
    "SOL": pgettext_lazy("clock", "Resolution"),
    "HWR": pgettext_lazy("clock", "Hardware replacement"),
    "UPD": pgettext_lazy("clock", "Next update"),
}


def label(clock: str) -> str:
    """The clock in the reader's language: `SOL` is «Решение», `Resolution`. An unknown code is shown as it is."""
    return str(NAMES.get(clock, clock))


def norm(threshold: Threshold | None) -> str:
    """What is allowed, as the table of thresholds says it: «8 ч», «3 раб. дня», «до конца 2-го раб. дня»."""
    if threshold is None:
        return pgettext("threshold", "no norm")
    if threshold.unit is Unit.WORKING_DAYS:
        return words.working_days(threshold.amount)
    if threshold.unit is Unit.END_OF_DAY:
        return _end_of_day(threshold.amount)
    return words.duration(threshold.amount)


def _end_of_day(amount: int) -> str:
    if amount == 0:
        return pgettext("threshold", "by the end of the same working day")
    if amount == 1:
        return pgettext("threshold", "by the end of the next working day")
    return pgettext("threshold", "by the end of working day %(number)s") % {"number": amount}
