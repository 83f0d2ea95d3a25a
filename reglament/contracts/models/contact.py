from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from reglament.contracts.models.contract import Contract
from reglament.people.models import Account


class ContractContact(models.Model):
    """A customer's person in a contract, valid in [valid_from, valid_until)."""

    class Role(models.TextChoices):
        AUTHORISED = "authorised", pgettext_lazy("contact", "Authorised contact")
        RESPONSIBLE = "responsible", pgettext_lazy("contact", "Responsible contact")
        OBSERVER = "observer", pgettext_lazy("contact", "Observer")

    class Scope(models.TextChoices):
        OWN = "own", pgettext_lazy("scope", "own cases")
        CONTRACT = "contract", pgettext_lazy("scope", "cases of the contract")
        COMPANY = "company", pgettext_lazy("scope", "cases of the company")

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="contacts")
    account = models.ForeignKey(Account, models.PROTECT, related_name="contacts")
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.AUTHORISED)
    scope = models.CharField(max_length=10, choices=Scope.choices, default=Scope.CONTRACT)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("contract", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("contract", "account"), condition=Q(valid_until=None), name="one_open_contact_per_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.contract}: {self.account} ({self.role})"

    @property
    def last_day(self) -> date | None:
        """The last day it is valid; None while it has no end."""
        return self.valid_until - timedelta(days=1) if self.valid_until else None
