"""Does the jobs that are due: each effect once, whoever else works beside us and whenever we are killed."""

from collections.abc import Callable
from datetime import datetime

import structlog
from django.db import DatabaseError, connection

from reglament.jobs.declare import KINDS, Kind
from reglament.jobs.taking import bury, give_back, take
from reglament.jobs.work import LeaseLost, Work

logger = structlog.get_logger("reglament.jobs")
MOST = 50
"""Jobs of one round, so that other duties are not kept waiting."""


def run_due(*, clock: Callable[[], datetime], is_stopping: Callable[[], bool] = lambda: False, most: int = MOST) -> int:
    """Takes and does up to `most` jobs; returns how many were ended."""
    done = 0
    for _number in range(most):
        if is_stopping() or not (work := take(at=clock())):
            break
        done += carry_out(work)
    return done


def run_now(job_id: int, *, at: datetime, do: Callable[[Work], None]) -> bool:
    """Does this one job here and now, in the caller's way, if it is still there to be done."""
    work = take(at=at, only=job_id)
    return bool(work and carry_out(work, do))


def carry_out(work: Work, do: Callable[[Work], None] | None = None) -> bool:
    """Whether the job came to its end; a failure puts it off, the last one buries it."""
    kind = KINDS.get(work.job.name)
    if kind is None:
        bury(work, "nobody declares this job any more")
        return False
    if work.job.attempts > kind.attempts:  # the worker died each time before it could say why
        _give_up(kind, work, "")
        return False
    try:
        (do or kind.do)(work)
        if not work.is_ended:
            with work.ending():
                pass
    except LeaseLost:
        logger.warning("a job was taken over", job=str(work.job))
        return False
    except Exception as failure:
        if isinstance(failure, DatabaseError) and not connection.is_usable():
            raise
        logger.exception("a job failed", job=str(work.job), attempt=work.job.attempts)
        _put_off(kind, work, repr(failure))
        return False
    return True


def _put_off(kind: Kind, work: Work, error: str) -> None:
    if work.job.attempts >= kind.attempts:
        _give_up(kind, work, error)
    else:
        give_back(work, error)


def _give_up(kind: Kind, work: Work, error: str) -> None:
    """`give_up` may still end it, as a letter that nobody can read ends before a person."""
    logger.error("a job is given up", job=str(work.job), error=error)
    if kind.give_up:
        try:
            kind.give_up(work)
        except LeaseLost:
            return
        except Exception as failure:
            logger.exception("the last word on a job failed", job=str(work.job))
            error = error or repr(failure)
    if not work.is_ended:
        bury(work, error or "the worker died with it")
