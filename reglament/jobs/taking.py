"""A worker takes a job for a while, gives it back when it failed, or buries it when there is no hope."""

import random
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q

from reglament.jobs.declare import KINDS, LEASE
from reglament.jobs.models import Job
from reglament.jobs.work import Work

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)


def take(*, at: datetime, only: int | None = None) -> Work | None:
    """Takes the next job that is due at `at` for this worker alone; committed before anything is done."""
    due = Job.objects.filter(Q(leased_until=None) | Q(leased_until__lte=at), state=Job.State.WAITING, run_at__lte=at)
    if only:
        due = due.filter(pk=only)
    due = due.order_by("run_at", "id")
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        job = due.first()
        if job is None:
            return None
        kind = KINDS.get(job.name)
        job.leased_until = at + (kind.lease if kind else LEASE)
        job.lease += 1
        job.attempts += 1
        job.save(update_fields=("leased_until", "lease", "attempts"))
    return Work(job, at)


def give_back(work: Work, error: str) -> None:
    """It failed: again after 5, 10, 20 … seconds up to an hour, a little more or less so that they do not crowd."""
    pause = min(FIRST_PAUSE * 2 ** (work.job.attempts - 1), LONGEST_PAUSE) * random.uniform(0.8, 1.2)  # noqa: S311
    work.row.update(run_at=work.at + pause, leased_until=None, last_error=error[:4000])


def bury(work: Work, error: str) -> None:
    """There is no hope: it is kept for a person to see."""
    work.row.update(
        state=Job.State.DEAD, leased_until=None, given_up_at=work.at, last_error=error[:4000] or work.job.last_error
    )
