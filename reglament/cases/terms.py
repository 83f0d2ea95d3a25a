from django.utils.translation import gettext_lazy as _

from reglament.cases.spelling import SUBJECT_ROOM
from reglament.terms.declare import term

NUMBER_PREFIX = term("case.prefix", "R-69", default="SD", label=_("Prefix of case numbers"))
DEFAULT_PRIORITY = term("priority.default", "R-31", default=4, label=_("Priority when none was given"))
SET_BACK_MINUTES = term(
    "opening.set_back",
    "R-08",
    default=60,
    label=_("How long ago a call or a fax may have come when it is written down"),
    unit="minutes",
)
REACT_START = term(
    "react.start", "R-40", default="registered", label=_("What the reaction is counted from: registered or received")
)
CONDITIONAL = term(
    "p12.conditional", "R-39", default=True, label=_("Priorities 1 and 2 are registered before the contract check ends")
)
CHECK_HOURS = term(
    "check.target", "R-39", default=4, label=_("Our own target for a contract check, told to staff alone"), unit="hours"
)
CHECK_CALENDAR = term("check.calendar", "R-39", default="9x5-msk", label=_("Calendar of contract checks"))
ON_RAISE = term(
    "priority.on_raise", "R-33", default="restart", label=_("What a raised priority does to clocks: restart or retro")
)
REOPEN_DAYS = term(
    "reopen.window", "R-03", default=5, label=_("Working days in which a solved case can be reopened"), unit="days"
)
DUPLICATE_HOURS = term(
    "duplicate.hours", "R-18", default=24, label=_("How long a case on the same item counts as similar"), unit="hours"
)
POSTPONE_DAYS = term("postpone.days", "R-68", default=90, label=_("Longest postponement"), unit="days")
SUBJECT_LENGTH = term(
    "subject.length", "R-52", default=200, label=_("Longest subject"), unit="characters", most=SUBJECT_ROOM
)
KEEP_DRAFTS_DAYS = term(
    "drafts.keep_days", "R-01", default=30, label=_("How long a draft that was not sent is kept"), unit="days"
)
WHO_CAN_OPEN = term(
    "contract.who_can_open",
    "R-01",
    default="any",
    label=_("Who opens cases: any authorised contact, or responsible alone"),
)
