"""What time demands, in the order in which it is done: jobs, letters, cases that close by themselves, tidying up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog

from reglament.cases.course import closing, dropping, entries, transferring
from reglament.cases.models import Case
from reglament.cases.status import Status
from reglament.clauses import Refused
from reglament.clerk import large_scans
from reglament.files import discarding, scanning
from reglament.intake import drafts
from reglament.jobs import asking, running
from reglament.notifications import rounds as letters

logger = structlog.get_logger("reglament.clerk")

IsStopping = Callable[[], bool]
MOST = 200
"""Cases closed in one round."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to look after every so many seconds; `do` returns how much was done."""

    name: str
    every: float
    do: Callable[[datetime, IsStopping], int]


def do_jobs(at: datetime, is_stopping: IsStopping) -> int:
    """What was left for later: letters that have come in are judged, and so on."""
    return running.run_due(clock=lambda: datetime.now(UTC), is_stopping=is_stopping)


def ask_recurring(at: datetime, is_stopping: IsStopping) -> int:
    return asking.ask_recurring(at=at)


def scan_files(at: datetime, is_stopping: IsStopping) -> int:
    """R-60  What came is shown to the scanner, and what is infected noted: before the first letter of a case leaves."""
    large_scans.go_on(at, is_stopping)
    return scanning.scan_due(at=at, is_stopping=is_stopping) + dropping.drop_infected(at=at)


def send_letters(at: datetime, is_stopping: IsStopping) -> int:
    return letters.run(at, is_stopping=is_stopping)


def close_solved(at: datetime, is_stopping: IsStopping) -> int:
    """R-03  Closes what nobody objected to in time; a case that somebody took up in between is left alone."""
    due = Case.objects.open().filter(status=Status.RESOLVED, closes_at__lte=at).order_by("closes_at", "id")
    closed = 0
    for case in due[:MOST]:
        if is_stopping():
            break
        try:
            closing.close_by_itself(case, at=at)
            closed += 1
        except Refused as refused:
            logger.info("a case does not close", case=case.number, because=str(refused))
    return closed


def forget_drafts(at: datetime, is_stopping: IsStopping) -> int:
    """R-01  What was begun and never sent leaves after its term."""
    return drafts.forget_old(at=at) + entries.forget_old_drafts(at=at)


def discard_files(at: datetime, is_stopping: IsStopping) -> int:
    """Files that nobody refers to leave the register, and a day later the disk."""
    return discarding.discard_unwanted(at=at) + discarding.remove_discarded(at=at)


def settle_transfers(at: datetime, is_stopping: IsStopping) -> int:
    """R-64  Whole files that a killed server left are put into their cases; transfers whose time is over end."""
    return transferring.settle(at=at, is_stopping=is_stopping) + transferring.forget_strays(at=at)


DUTIES = (
    Duty("jobs", 1, do_jobs),
    Duty("recurring jobs", 30, ask_recurring),
    Duty("scans", 1, scan_files),
    Duty("letters", 1, send_letters),
    Duty("closings", 15, close_solved),
    Duty("transfers", 30, settle_transfers),
    Duty("drafts", 3600, forget_drafts),
    Duty("files", 6 * 3600, discard_files),
)
