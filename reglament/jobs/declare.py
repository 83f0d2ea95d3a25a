"""The register of what can be left for later. A room declares its jobs in its jobs.py."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from reglament.jobs.work import Work

Do = Callable[[Work], None]
LEASE = timedelta(minutes=5)
ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Kind:
    """`lease`: longer than it can take. After so many `attempts` that failed, `give_up` has the last word."""

    name: str
    do: Do
    lease: timedelta
    attempts: int
    give_up: Do | None


@dataclass(frozen=True, slots=True)
class Recurring:
    """A job asked for once in every `period`."""

    name: str
    period: timedelta


KINDS: dict[str, Kind] = {}
RECURRING: dict[str, Recurring] = {}


def job(
    name: str, *, lease: timedelta = LEASE, attempts: int = ATTEMPTS, give_up: Do | None = None
) -> Callable[[Do], Do]:
    """Declares `room.verb`: the function does it, given the Work at hand. A name is declared once."""

    def declare(do: Do) -> Do:
        if name in KINDS:
            raise ValueError(f"job {name!r} is declared twice")
        KINDS[name] = Kind(name, do, lease, attempts, give_up)
        return do

    return declare


def every(name: str, **period: float) -> None:
    """`every("files.sweep", hours=24)`: this job without arguments, again and again."""
    if name not in KINDS or name in RECURRING:
        raise ValueError(f"{name!r} is no job, or recurs already")
    RECURRING[name] = Recurring(name, timedelta(**period))
