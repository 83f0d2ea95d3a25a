from django.db import models
from django.utils.translation import pgettext_lazy

from reglament.cases.models.case import Case
from reglament.contracts.models.policy import Clock


class Deadline(models.Model):
    """The standing of one clock in one cycle of a case: a cache of what the events say, never the truth.

    `allowance`, `elapsed` are seconds of service time; `due_at` is null while paused or without a threshold.
    """

    class Outcome(models.TextChoices):
        RUNNING = "running", pgettext_lazy("deadline", "running")
        PAUSED = "paused", pgettext_lazy("deadline", "paused")
        MET = "met", pgettext_lazy("deadline", "met")
        BREACHED = "breached", pgettext_lazy("deadline", "breached")
        FREE = "free", pgettext_lazy("deadline", "without a threshold")
        UNREGULATED = "unregulated", pgettext_lazy("deadline", "not regulated")
        DROPPED = "dropped", pgettext_lazy("deadline", "no longer counted")

    case = models.ForeignKey(Case, models.CASCADE, related_name="deadlines")
    clock = models.CharField(max_length=5, choices=Clock.choices)
    cycle = models.PositiveSmallIntegerField(default=1)
    priority = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    allowance = models.PositiveIntegerField(null=True)
    elapsed = models.PositiveIntegerField(null=True, help_text="when stopped or paused")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)

    class Meta:
        ordering = ("case", "id")
        constraints = (
            models.UniqueConstraint(fields=("case", "clock", "cycle", "priority", "started_at"), name="one_deadline"),
        )
        indexes = (models.Index(fields=("due_at",), condition=models.Q(outcome="running"), name="due_next"),)

    def __str__(self) -> str:
        return f"{self.case} {self.clock} {self.outcome}"
