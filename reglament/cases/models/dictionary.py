from django.db import models
from django.utils.translation import pgettext_lazy

from reglament.people.models import Team


class DictionaryWord(models.Model):
    """A choice that staff must make in words everybody shares: closure codes, causes, grounds, reasons."""

    class Book(models.TextChoices):
        CLOSURE = "closure", pgettext_lazy("dictionary", "Closure codes")
        CAUSE = "cause", pgettext_lazy("dictionary", "Causes")
        PAUSE = "pause", pgettext_lazy("dictionary", "Reasons for a pause")
        PRIORITY = "priority", pgettext_lazy("dictionary", "Grounds for another priority")
        REFUSAL = "refusal", pgettext_lazy("dictionary", "Reasons for a refusal")
        RETURN = "return", pgettext_lazy("dictionary", "Reasons for a return")

    book = models.CharField(max_length=10, choices=Book.choices)
    code = models.CharField(max_length=30)
    name_ru = models.CharField(max_length=150)
    name_en = models.CharField(max_length=150)
    position = models.PositiveSmallIntegerField(default=0)
    offered = models.BooleanField(default=True)

    class Meta:
        ordering = ("book", "position")
        constraints = (models.UniqueConstraint(fields=("book", "code"), name="one_word_per_code"),)

    def __str__(self) -> str:
        return f"{self.book}: {self.code}"


class CannedReply(models.Model):
    """A reply written once, in both languages; placeholders come from one fixed dictionary."""

    code = models.CharField(max_length=40, unique=True)
    title_ru = models.CharField(max_length=100)
    title_en = models.CharField(max_length=100)
    text_ru = models.TextField()
    text_en = models.TextField()
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position",)
        verbose_name_plural = "canned replies"

    def __str__(self) -> str:
        return self.code
