"""The course of a case: its states, which clocks run in them, and which verb may move it where."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reglament.clauses import Refused


class Status(StrEnum):
    NEW = "new"
    CHECK = "check"
    REGISTERED = "registered"
    IN_PROGRESS = "in_progress"
    WAIT_CUSTOMER = "wait_customer"
    WAIT_VENDOR = "wait_vendor"
    WAIT_PARTS = "wait_parts"
    POSTPONED = "postponed"
    WORKAROUND = "workaround"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class State:
    """`clocks` run in this state, `mood` colours its badge, `turn` says whose step is next: us, you or nobody."""

    name: Promise
    clocks: frozenset[str]
    mood: str
    icon: str
    turn: str


def _state(name: Promise, clocks: str, mood: str, icon: str, turn: str) -> State:
    return State(name, frozenset(clocks.split()), mood, icon, turn)


# fmt: off
STATES: dict[Status, State] = {
    Status.NEW: _state(pgettext_lazy("status", "New"), "REG", "we", "new", "us"),
    Status.CHECK: _state(pgettext_lazy("status", "Contract check"), "REG", "we", "doc", "us"),
    Status.REGISTERED: _state(pgettext_lazy("status", "Registered"), "REACT DIAG WA SOL", "go", "ring", "us"),
    Status.IN_PROGRESS: _state(pgettext_lazy("status", "In progress"), "REACT DIAG WA SOL", "go", "work", "us"),
    Status.WAIT_CUSTOMER: _state(pgettext_lazy("status", "Awaiting customer"), "REACT", "wait", "pause", "you"),
    Status.WAIT_VENDOR: _state(
        pgettext_lazy("status", "Awaiting vendor"), "REACT DIAG WA SOL", "wait", "out", "us"),
    Status.WAIT_PARTS: _state(
        pgettext_lazy("status", "Hardware replacement"), "REACT DIAG WA SOL HWR", "go", "swap", "us"),
    Status.POSTPONED: _state(pgettext_lazy("status", "Postponed by agreement"), "", "wait", "plan", "us"),
    Status.WORKAROUND: _state(pgettext_lazy("status", "Workaround provided"), "REACT SOL", "ok", "patch", "us"),
    Status.RESOLVED: _state(pgettext_lazy("status", "Resolved"), "", "ok", "check", "you"),
    Status.REOPENED: _state(pgettext_lazy("status", "Reopened"), "REACT SOL", "no", "return", "us"),
    Status.CLOSED: _state(pgettext_lazy("status", "Closed"), "", "end", "check", "nobody"),
    Status.CANCELLED: _state(pgettext_lazy("status", "Cancelled by the customer"), "", "end", "x", "nobody"),
    Status.REJECTED: _state(pgettext_lazy("status", "Rejected"), "", "end", "slash", "nobody"),
}
# fmt: on

ENDED = frozenset({Status.CLOSED, Status.CANCELLED, Status.REJECTED})
OPEN = frozenset(Status) - ENDED
UNREGISTERED = frozenset({Status.NEW, Status.CHECK})
WORKED_ON = frozenset({Status.IN_PROGRESS, Status.REOPENED, Status.WORKAROUND})
WAITING = frozenset({Status.WAIT_CUSTOMER, Status.WAIT_VENDOR, Status.WAIT_PARTS, Status.POSTPONED})
PAUSABLE = frozenset({Status.REGISTERED, Status.IN_PROGRESS, Status.WORKAROUND, Status.REOPENED})

# verb: from where, to where. The verbs in cases.course are the only ones that make these moves; states whose
# linked record has no room yet (hardware replacement) stand in the table and are offered by nobody.
MOVES: dict[str, tuple[frozenset[Status], frozenset[Status]]] = {
    "register": (UNREGISTERED, frozenset({Status.REGISTERED})),
    "check": (frozenset({Status.NEW, Status.REGISTERED}), frozenset({Status.CHECK})),
    "refuse": (OPEN - {Status.RESOLVED}, frozenset({Status.REJECTED})),
    "take": (frozenset({Status.REGISTERED, Status.REOPENED}), frozenset({Status.IN_PROGRESS})),
    "return": (frozenset({Status.IN_PROGRESS, Status.REOPENED}), frozenset({Status.REGISTERED})),
    "ask": (PAUSABLE, frozenset({Status.WAIT_CUSTOMER})),
    "await_vendor": (PAUSABLE - {Status.REGISTERED}, frozenset({Status.WAIT_VENDOR})),
    "await_parts": (frozenset({Status.IN_PROGRESS}), frozenset({Status.WAIT_PARTS})),
    "postpone": (PAUSABLE - {Status.REGISTERED}, frozenset({Status.POSTPONED})),
    "resume": (WAITING, frozenset({Status.REGISTERED, Status.IN_PROGRESS, Status.WORKAROUND})),
    "give_workaround": (frozenset({Status.IN_PROGRESS, Status.REOPENED}), frozenset({Status.WORKAROUND})),
    "go_on": (frozenset({Status.WORKAROUND}), frozenset({Status.IN_PROGRESS})),
    "resolve": (WORKED_ON | {Status.WAIT_CUSTOMER}, frozenset({Status.RESOLVED})),
    "close": (frozenset({Status.RESOLVED}), frozenset({Status.CLOSED})),
    "reopen": (frozenset({Status.RESOLVED}), frozenset({Status.REOPENED})),
    "undo_reopen": (frozenset({Status.REOPENED}), frozenset({Status.RESOLVED})),
    "cancel": (OPEN, frozenset({Status.CANCELLED})),
    "merge": (OPEN, frozenset({Status.CLOSED})),
    "unmerge": (frozenset({Status.CLOSED}), OPEN | ENDED),
}


def may_move(verb: str, status: str) -> bool:
    """Is the verb offered in this state at all?"""
    return Status(status) in MOVES[verb][0]


def require_move(verb: str, status: str, target: Status | None = None) -> None:
    """Raises Refused when the state table does not know this step."""
    sources, targets = MOVES[verb]
    if Status(status) not in sources or (target is not None and target not in targets):
        sentence = _("This step is not possible in the state “%(state)s”. Reload the page to see what has changed.")
        raise Refused("R-04", sentence % {"state": STATES[Status(status)].name})
