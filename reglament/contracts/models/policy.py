from django.db import models
from django.utils.translation import pgettext_lazy

from reglament.contracts.models.calendar import WorkCalendar


class Clock(models.TextChoices):
    """The promises a contract can make; each has a name of its own and no other."""

    REG = "REG", pgettext_lazy("clock", "Registration")
    REACT = "REACT", pgettext_lazy("clock", "Reaction")
    DIAG = "DIAG", pgettext_lazy("clock", "Diagnosis")
    WA = "WA", pgettext_lazy("clock", "Workaround")
    SOL = "SOL", pgettext_lazy("clock", "Resolution")
    HWR = "HWR", pgettext_lazy("clock", "Hardware replacement")


class Policy(models.Model):
    """R-16  A threshold table by name; its versions are what contracts are bound to."""

    code = models.CharField(max_length=40, unique=True)
    name_ru = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    description_ru = models.CharField(max_length=300, blank=True)
    description_en = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.code


class PolicyVersion(models.Model):
    """One edition of a threshold table; never edited, a case is judged by it to the end."""

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    registration_calendar = models.ForeignKey(WorkCalendar, models.PROTECT, related_name="+")
    replacement_calendar = models.ForeignKey(WorkCalendar, models.PROTECT, null=True, related_name="+")
    replacement_amount = models.PositiveIntegerField(null=True, help_text="HWR, the same for every priority")
    replacement_unit = models.CharField(max_length=12, blank=True)
    replacement_cutoff = models.PositiveSmallIntegerField(null=True, help_text="minutes from local midnight")

    class Meta:
        ordering = ("policy", "-number")
        constraints = (models.UniqueConstraint(fields=("policy", "number"), name="one_policy_version_per_number"),)

    def __str__(self) -> str:
        return f"{self.policy} {self.number}"


class PriorityCalendar(models.Model):
    """Whose hours a priority is measured in."""

    version = models.ForeignKey(PolicyVersion, models.CASCADE, related_name="calendars")
    priority = models.PositiveSmallIntegerField()
    calendar = models.ForeignKey(WorkCalendar, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "priority"), name="one_calendar_per_priority"),)

    def __str__(self) -> str:
        return f"{self.version} P{self.priority}"


class Threshold(models.Model):
    """One cell of the table: priority × clock. `amount` counts `unit`; `cutoff` is minutes from local midnight."""

    class Unit(models.TextChoices):
        SECONDS = "seconds", pgettext_lazy("unit", "seconds of service time")
        WORKING_DAYS = "working_days", pgettext_lazy("unit", "working days, counted in hours")
        END_OF_DAY = "end_of_day", pgettext_lazy("unit", "end of the n-th working day")

    version = models.ForeignKey(PolicyVersion, models.CASCADE, related_name="thresholds")
    priority = models.PositiveSmallIntegerField()
    clock = models.CharField(max_length=5, choices=Clock.choices)
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=12, choices=Unit.choices, default=Unit.SECONDS)
    cutoff = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("priority", "id")
        constraints = (models.UniqueConstraint(fields=("version", "priority", "clock"), name="one_threshold_per_cell"),)

    def __str__(self) -> str:
        return f"{self.version} P{self.priority} {self.clock}"


class UpdateCadence(models.Model):
    """How often the customer hears from us at this priority, in seconds."""

    version = models.ForeignKey(PolicyVersion, models.CASCADE, related_name="cadences")
    priority = models.PositiveSmallIntegerField()
    seconds = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("version", "priority"), name="one_cadence_per_priority"),)

    def __str__(self) -> str:
        return f"{self.version} P{self.priority}"
