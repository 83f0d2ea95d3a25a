"""Where a promise stands at an instant."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from math import ceil

from reglament.clock.instants import seconds_of
from reglament.clock.run import Run
from reglament.clock.spans import held_from
from reglament.clock.threshold import allowance
from reglament.clock.worktime import elapsed, reach


class State(StrEnum):
    """What can be said of a promise."""

    RUNNING = "running"
    PAUSED = "paused"
    """Held by a pause, also when it was late before: then less than nothing remains."""
    LATE = "late"
    """Running and over."""
    MET = "met"
    """Stopped in time."""
    BREACHED = "breached"
    """Stopped late."""
    UNREGULATED = "unregulated"
    """Measured, but never judged."""
    FREE = "free"
    """Nothing was promised."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The state, and seconds of service: run, allowed and left (negative when overdrawn).

    `due_at` is None without a promise, if it is never due, and while a pause holds what is left.
    """

    state: State
    elapsed: int
    allowance: int | None = None
    remaining: int | None = None
    due_at: datetime | None = None


def read(run: Run, at: datetime) -> Reading:
    """The reading at an instant; whatever happened later is left out. A threshold met to the second is met."""
    run = run.known_at(at)
    until = run.stop or at
    spent = elapsed(run.calendar, run.start, until, run.pauses)
    if not run.regulated or run.threshold is None:
        return Reading(State.FREE if run.regulated else State.UNREGULATED, spent)
    allowed = allowance(run.threshold, run.calendar, run.start)
    state = _state(run, is_over=spent > allowed and not _is_granted(run, until))
    left = _remaining(run, allowed - spent, until)
    due = _later(reach(run.calendar, run.start, allowed, run.pauses), run.granted_until)
    # A pause holds a granted deadline too, though by the threshold alone the clock would be over.
    return Reading(state, spent, allowed, left, None if state is State.PAUSED and left > 0 else due)


def factor_at(run: Run, factor: Fraction | float) -> datetime | None:
    """The instant at which elapsed is `factor` times the allowance; from 1 on not before a granted deadline.

    None without a promise, if the run stopped before or never comes so far, and while a pause holds it.
    """
    if not run.regulated or run.threshold is None:
        return None
    # By its decimal digits, since the float 0.9 is a little more than nine tenths.
    exact = Fraction(str(factor))
    seconds = ceil(exact * allowance(run.threshold, run.calendar, run.start))
    found = reach(run.calendar, run.start, seconds, run.pauses)
    if exact >= 1:
        found = _later(found, run.granted_until)
    return None if found is None or (run.stop is not None and run.stop < found) else found


def _state(run: Run, *, is_over: bool) -> State:
    if run.stop is not None:
        return State.BREACHED if is_over else State.MET
    if held_from(run.pauses) is not None:
        return State.PAUSED
    return State.LATE if is_over else State.RUNNING


def _is_granted(run: Run, until: datetime) -> bool:
    return run.granted_until is not None and seconds_of(until) <= seconds_of(run.granted_until)


def _remaining(run: Run, left: int, until: datetime) -> int:
    """What is left by the allowance or by the granted deadline, whichever is more."""
    granted = run.granted_until
    if granted is None:
        return left
    stood = min(until, held_from(run.pauses) or until)
    ended = [pause for pause in run.pauses if pause.end is not None]
    by_grant = elapsed(run.calendar, stood, granted, ended) - elapsed(run.calendar, granted, stood, ended)
    return max(left, by_grant)


def _later(due: datetime | None, granted: datetime | None) -> datetime | None:
    return due if due is None or granted is None else max(due, granted)
