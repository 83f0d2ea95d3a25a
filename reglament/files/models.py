from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy


class StoredFile(models.Model):
    """Bytes kept once under the hash of their content; names belong to whoever attaches them.

    `verdict` is the scanner's (files.scanning): with one, only what is clean is given out (files.quarantining).
    """

    class Verdict(models.TextChoices):
        UNKNOWN = "", pgettext_lazy("file", "not scanned yet")
        CLEAN = "clean", pgettext_lazy("file", "clean")
        INFECTED = "infected", pgettext_lazy("file", "infected")

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(help_text="bytes")
    content_type = models.CharField(max_length=100, default="application/octet-stream")
    stored_at = models.DateTimeField(help_text="when these bytes came last")
    verdict = models.CharField(max_length=8, choices=Verdict.choices, default=Verdict.UNKNOWN, blank=True)
    threat = models.CharField(max_length=120, blank=True, help_text="as the scanner calls what it found")
    scan_at = models.DateTimeField(null=True, help_text="not before; empty: at once")
    scan_failures = models.PositiveSmallIntegerField(default=0, help_text="how often the scanner said nothing")
    scanned_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("id",), condition=Q(verdict=""), name="files_to_scan"),
            models.Index(fields=("id",), condition=Q(verdict="infected"), name="infected_files"),
        )

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.size})"

    @property
    def path(self) -> str:
        """Relative to FILES_ROOT."""
        return path_of(self.sha256)


class DiscardedFile(models.Model):
    """Bytes that nobody refers to: still on the disk, and gone from it a day later (files.discarding)."""

    sha256 = models.CharField(max_length=64, unique=True)
    discarded_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.sha256[:12]


def path_of(sha256: str) -> str:
    """Where bytes of this hash are kept, relative to FILES_ROOT."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
