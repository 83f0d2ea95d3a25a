"""One job in a worker's hands: it ends together with its effect, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from reglament.jobs.models import Job


class LeaseLost(Exception):
    """Another worker has taken the job over: whatever was done here must not be kept."""


@dataclass(slots=True)
class Work:
    """`at` (UTC) is when the job was taken; `arguments` are those it was asked with."""

    job: Job
    at: datetime
    is_ended: bool = field(default=False)

    @property
    def arguments(self) -> dict[str, Any]:
        return dict(self.job.arguments)

    @contextmanager
    def ending(self) -> Iterator[None]:
        """A transaction that keeps what is done in it together with the job's end, once: else LeaseLost."""
        with transaction.atomic():
            if not self.row.delete()[0]:
                raise LeaseLost(str(self.job))
            yield
        self.is_ended = True

    @property
    def row(self) -> QuerySet[Job]:
        """The job's row for as long as it is ours; empty once another worker has it."""
        return Job.objects.filter(pk=self.job.pk, lease=self.job.lease, state=Job.State.WAITING)
