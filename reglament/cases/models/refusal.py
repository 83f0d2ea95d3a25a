from django.db import models
from django.db.models import Q

from reglament.cases.models.case import Case
from reglament.people.models import Account


class RefusalProposal(models.Model):
    """R-39, R-44  The duty engineer proposes to refuse service; a service manager or the head decides."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="refusals")
    reason_code = models.CharField(max_length=30)
    text = models.TextField(help_text="for the customer")
    proposed_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    approved = models.BooleanField(null=True)
    decision_text = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case",), condition=Q(decided_at=None), name="one_open_refusal"),
        )

    def __str__(self) -> str:
        return f"{self.case}: {self.reason_code}"
