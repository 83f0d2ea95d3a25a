from django.db import models


class HouseValue(models.Model):
    """What this installation decided for one term, instead of the shipped default."""

    key = models.CharField(max_length=60, unique=True)
    value = models.JSONField()

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"
