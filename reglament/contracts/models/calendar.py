from django.db import models
from django.utils.translation import pgettext_lazy


class WorkCalendar(models.Model):
    """Weekly service hours in a zone. `week` is {"mon": ["09:00-18:00"], …}; a missing weekday is closed."""

    code = models.CharField(max_length=40, unique=True)
    name_ru = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    zone = models.CharField(max_length=40, default="Europe/Moscow")
    week = models.JSONField(default=dict)
    production = models.BooleanField(default=False, help_text="obeys the production calendar of the country")
    short_day_minus_min = models.PositiveSmallIntegerField(
        default=0, help_text="minutes a short day closes earlier, as chosen at signing"
    )
    revision = models.PositiveIntegerField(default=1, help_text="grows with every correction")

    def __str__(self) -> str:
        return self.code


class CalendarException(models.Model):
    """A date of one calendar with its own hours (none: closed); replaces whatever the week or the country says."""

    calendar = models.ForeignKey(WorkCalendar, models.CASCADE, related_name="exceptions")
    date = models.DateField()
    hours = models.JSONField(default=list, help_text='["10:00-14:00"]')
    title_ru = models.CharField(max_length=120, blank=True)
    title_en = models.CharField(max_length=120, blank=True)
    grounds_ru = models.CharField(max_length=120, blank=True)
    grounds_en = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("date",)
        constraints = (models.UniqueConstraint(fields=("calendar", "date"), name="one_exception_per_date"),)

    def __str__(self) -> str:
        return f"{self.calendar} {self.date}"


class ProductionDay(models.Model):
    """A date on which the country works otherwise than the week says."""

    class Kind(models.TextChoices):
        OFF = "off", pgettext_lazy("day", "Day off")
        WORK = "work", pgettext_lazy("day", "Working day")
        SHORT = "short", pgettext_lazy("day", "Short day")

    date = models.DateField()
    kind = models.CharField(max_length=5, choices=Kind.choices)
    # 1 Nov 2025 was both a working Saturday and a short day: one row each.
    title_ru = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    grounds_ru = models.CharField(max_length=120, blank=True)
    grounds_en = models.CharField(max_length=120, blank=True)
    confirmed = models.BooleanField(default=True, help_text="transfers of this year are decreed, not guessed")

    class Meta:
        ordering = ("date", "kind")
        constraints = (models.UniqueConstraint(fields=("date", "kind"), name="one_kind_per_production_day"),)

    def __str__(self) -> str:
        return f"{self.date} {self.kind}"
