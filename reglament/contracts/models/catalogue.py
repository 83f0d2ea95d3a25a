from django.db import models
from django.utils.translation import pgettext_lazy


class Priority(models.Model):
    """R-65…R-68  What each priority means, in the contractor's own full text."""

    number = models.PositiveSmallIntegerField(unique=True)
    name_ru = models.CharField(max_length=40)
    name_en = models.CharField(max_length=40)
    significance_ru = models.CharField(max_length=40)
    significance_en = models.CharField(max_length=40)
    definition_ru = models.TextField()
    definition_en = models.TextField()
    example_ru = models.TextField()
    example_en = models.TextField()

    class Meta:
        ordering = ("number",)
        verbose_name_plural = "priorities"

    def __str__(self) -> str:
        return str(self.number)


class Category(models.Model):
    """R-45 … R-50, R-56  What kind of service is asked for, and the prompts that help to describe it.

    `clocks` are the promises that run, e.g. ["REG", "REACT"].
    """

    code = models.CharField(max_length=30, unique=True)
    name_ru = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    description_ru = models.CharField(max_length=200)
    description_en = models.CharField(max_length=200)
    requires_item = models.BooleanField(default=True)
    clocks = models.JSONField(default=list)
    default_for = models.JSONField(default=list, help_text="priorities that get this category when none is given")
    template_ru = models.TextField(blank=True, help_text="prompts for the description")
    template_en = models.TextField(blank=True)
    otherwise = models.CharField(
        max_length=30, blank=True, help_text="code taken instead when a letter asks for it and the contract has it not"
    )
    position = models.PositiveSmallIntegerField(default=0)
    terms = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("position",)
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.code


class Service(models.Model):
    """What a contract sells; it allows the categories its customers may ask for."""

    code = models.CharField(max_length=30, unique=True)
    name_ru = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    categories = models.ManyToManyField(Category, related_name="services")

    def __str__(self) -> str:
        return self.code


class SupportChannel(models.Model):
    """R-08, R-12, R-17  One way to reach support, as printed on the public page and in letters."""

    class Kind(models.TextChoices):
        PHONE = "phone", pgettext_lazy("channel", "Telephone")
        EMAIL = "email", pgettext_lazy("channel", "E-mail")
        FAX = "fax", pgettext_lazy("channel", "Fax")
        WEB = "web", pgettext_lazy("channel", "Portal")

    kind = models.CharField(max_length=5, choices=Kind.choices)
    role = models.CharField(max_length=20, help_text="ivr, direct, multiline, support, no_contract, fax, portal …")
    value = models.CharField(max_length=120, blank=True)
    label_ru = models.CharField(max_length=120)
    label_en = models.CharField(max_length=120)
    note_ru = models.CharField(max_length=300, blank=True)
    note_en = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.value or self.role
