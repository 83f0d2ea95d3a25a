from django.db import models


class StoredFile(models.Model):
    """Bytes kept once under the hash of their content; names belong to whoever attaches them."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(help_text="bytes")
    content_type = models.CharField(max_length=100, default="application/octet-stream")
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.size})"

    @property
    def path(self) -> str:
        """Relative to FILES_ROOT."""
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"
