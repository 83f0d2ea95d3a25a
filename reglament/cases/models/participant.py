from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from reglament.cases.models.case import Case
from reglament.people.models import Account


class CaseParticipant(models.Model):
    """Who else takes part: a person, or everyone of a role; the reason says why."""

    class Reason(models.TextChoices):
        COLLEAGUE = "colleague", pgettext_lazy("participant", "added colleague")
        WATCHER = "watcher", pgettext_lazy("participant", "watches")

    case = models.ForeignKey(Case, models.CASCADE, related_name="participants")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="participations")
    role = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=20)
    added_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "account", "reason"), name="one_participation"),
            models.CheckConstraint(condition=Q(account__isnull=False) | ~Q(role=""), name="person_or_role"),
        )

    def __str__(self) -> str:
        return f"{self.case}: {self.account or self.role}"


class CaseLink(models.Model):
    """`case` followed from `earlier`: a new request after it was closed, or a split."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="links")
    earlier = models.ForeignKey(Case, models.CASCADE, related_name="followers")
    added_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "earlier"), name="one_link"),)

    def __str__(self) -> str:
        return f"{self.earlier} → {self.case}"
