from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy


class Job(models.Model):
    """Something to be done later, asked for in the transaction that made it necessary. A job that is done is gone.

    `lease` counts how often it was taken: a worker that lost it to another one cannot commit (a fencing number).
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("job", "Waiting")
        DEAD = "dead", pgettext_lazy("job", "Given up")

    name = models.CharField(max_length=60, help_text="jobs.declare.KINDS")
    arguments = models.JSONField(default=dict, help_text="ids, codes and numbers only")
    unique_key = models.CharField(max_length=120, blank=True, help_text="one waiting job of this name and key")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField()
    run_at = models.DateTimeField(help_text="not before")
    leased_until = models.DateTimeField(null=True, help_text="a worker has it until then")
    lease = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("run_at", "id"), condition=Q(state="waiting"), name="jobs_to_do"),)
        constraints = (
            models.UniqueConstraint(
                fields=("name", "unique_key"),
                condition=Q(state="waiting") & ~Q(unique_key=""),
                name="one_waiting_job_per_key",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.unique_key or self.pk}"


class Recurrence(models.Model):
    """When a recurring job is asked for next."""

    name = models.CharField(max_length=60, unique=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.next_at:%Y-%m-%d %H:%M}"
