from datetime import datetime
from uuid import uuid4

from django.db import models
from django.db.models import Q

from reglament.cases.models.case import Case
from reglament.cases.models.entry import Entry
from reglament.files.models import StoredFile
from reglament.people.models import Account


class Transfer(models.Model):
    """R-64  Large files by arrangement: until `expires_at`, through a link whose token is kept as its hash alone."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="transfers")
    key = models.UUIDField(unique=True, default=uuid4, help_text="what the token of the link is made of")
    token_hash = models.CharField(max_length=64, unique=True)
    uploader = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+", help_text="empty: whoever of the customer may answer"
    )
    most_bytes = models.PositiveBigIntegerField()
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("case",), condition=Q(closed_at=None), name="one_open_transfer"),
        )

    def __str__(self) -> str:
        return f"{self.case} {self.opened_at:%Y-%m-%d}"

    def is_open(self, at: datetime) -> bool:
        return self.closed_at is None and at < self.expires_at


class TransferredFile(models.Model):
    """One file of a transfer: announced with its `size` in bytes, whole once it is in a message of the case."""

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="files")
    key = models.UUIDField(unique=True, default=uuid4)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(finished_at=None, file=None, entry=None)
                | Q(finished_at__isnull=False, file__isnull=False, entry__isnull=False),
                name="finished_is_kept",
            ),
        )

    def __str__(self) -> str:
        return self.name
