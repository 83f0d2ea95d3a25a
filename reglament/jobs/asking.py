"""Leaves something for later, in the caller's transaction: it is asked for if, and only if, the change is made."""

from datetime import datetime

from reglament.jobs.declare import KINDS, RECURRING
from reglament.jobs.models import Job, Recurrence


def ask(name: str, *, at: datetime, run_at: datetime | None = None, key: str = "", **arguments: int | str) -> None:
    """Asks for job `name` at `run_at` (at once without it); while one of the same `key` waits, nothing is added.

    Raises KeyError for a name nobody declared.
    """
    KINDS[name]
    row = Job(name=name, arguments=arguments, unique_key=key, asked_at=at, run_at=run_at or at)
    Job.objects.bulk_create([row], ignore_conflicts=bool(key))


def ask_recurring(*, at: datetime) -> int:
    """Asks for every recurring job whose time has come, whatever workers look beside us; returns how many."""
    asked = 0
    for recurring in RECURRING.values():
        row, _created = Recurrence.objects.get_or_create(name=recurring.name, defaults={"next_at": at})
        mine = Recurrence.objects.filter(pk=row.pk, next_at=row.next_at, next_at__lte=at)
        if mine.update(next_at=at + recurring.period):
            ask(recurring.name, at=at, key=recurring.name)
            asked += 1
    return asked


def again(job: Job, *, at: datetime) -> bool:
    """A person gives a job that was given up another chance; False when it is none any more, or one like it waits."""
    if (
        job.unique_key
        and Job.objects.filter(name=job.name, unique_key=job.unique_key, state=Job.State.WAITING).exists()
    ):
        return False
    dead = Job.objects.filter(pk=job.pk, state=Job.State.DEAD)
    return bool(dead.update(state=Job.State.WAITING, attempts=0, run_at=at, leased_until=None, given_up_at=None))
