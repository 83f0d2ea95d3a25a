from django.db import models


class StoredFile(models.Model):
    """Bytes kept once under the hash of their content; names belong to whoever attaches them."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(help_text="bytes")
    content_type = models.CharField(max_length=100, default="application/octet-stream")
    stored_at = models.DateTimeField(help_text="when these bytes came last")

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
