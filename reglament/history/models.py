from django.conf import settings
from django.db import models

from reglament.history.kinds import KINDS, Kind


class Event(models.Model):
    """One fact that happened to a subject. Rows never change: the journal is the truth.

    `at` is when it happened, `recorded_at` when it was written down (UTC both).
    `facts` holds ids, codes, numbers and ISO instants only; names and texts live in rows that can be pseudonymised.
    """

    kind = models.CharField(max_length=60)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    facts = models.JSONField(default=dict)

    class Meta:
        abstract = True
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M:%S}"

    @property
    def declared(self) -> Kind:
        return KINDS[self.kind]


class Pending(models.Model):
    """A slip: this consumer has not read this event yet. Written with the event, deleted when it was handed over.

    The one allowed generic reference: a failing consumer holds its own slips and nobody else's.
    """

    consumer = models.CharField(max_length=40)
    event_table = models.CharField(max_length=60)
    event_id = models.BigIntegerField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)

    class Meta:
        indexes = (models.Index(fields=("consumer", "due_at", "id")),)
        constraints = (
            models.UniqueConstraint(fields=("consumer", "event_table", "event_id"), name="one_slip_per_event"),
        )

    def __str__(self) -> str:
        return f"{self.consumer} ← {self.event_table} {self.event_id}"
