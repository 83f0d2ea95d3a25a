from django.db import models


class SigningKey(models.Model):
    """The key our references in letters are signed with; old keys keep verifying what they signed."""

    secret = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"key {self.pk}"
