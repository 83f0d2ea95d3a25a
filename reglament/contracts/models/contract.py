from datetime import date, timedelta

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from reglament.contracts.models.catalogue import Service
from reglament.contracts.models.policy import PolicyVersion
from reglament.equipment.models import Item
from reglament.history.models import Event
from reglament.people.models import Account, Company
from reglament.people.roles import READ_EVERY_CONTRACT, Role


class ContractQuerySet(models.QuerySet["Contract"]):
    def in_force(self, day: date) -> "ContractQuerySet":
        """R-27  Signed, not suspended, and valid on this day."""
        return self.filter(state=Contract.State.ACTIVE, starts_on__lte=day, ends_on__gt=day)

    def naming(self, account: Account, day: date) -> "ContractQuerySet":
        """Contracts that name this person as a contact on this day."""
        return self.filter(
            Q(contacts__valid_until=None) | Q(contacts__valid_until__gt=day),
            contacts__account=account,
            contacts__valid_from__lte=day,
        )

    def visible_to(self, account: Account, day: date) -> "ContractQuerySet":
        """Staff by role; a customer's person by being named, the whole company's with scope 'company'."""
        if not account.roles.isdisjoint(READ_EVERY_CONTRACT):
            return self
        if account.holds(Role.MANAGER, Role.ACCOUNT_MANAGER):
            return self.filter(Q(service_manager=account) | Q(account_manager=account))
        named = Contract.objects.naming(account, day)
        everywhere = named.filter(contacts__scope="company", company_id=account.company_id)
        return self.filter(Q(id__in=named.values("id")) | Q(company_id__in=everywhere.values("company_id")))


class Contract(models.Model):
    """R-06, R-16, R-27  An agreement with a customer; its number is the CustomerID of every channel.

    Valid in [starts_on, ends_on), shown until `last_day`. What it promises stands in its versions.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("contract", "Draft")
        ACTIVE = "active", pgettext_lazy("contract", "In force")
        SUSPENDED = "suspended", pgettext_lazy("contract", "Suspended")
        TERMINATED = "terminated", pgettext_lazy("contract", "Terminated")

    number = models.CharField(max_length=40, unique=True)
    number_folded = models.CharField(max_length=40, unique=True, help_text="contracts.numbers.normalise(number)")
    digit_code = models.CharField(
        max_length=10, unique=True, validators=[RegexValidator(r"^\d{4,10}$")], help_text="for the telephone keypad"
    )
    company = models.ForeignKey(Company, models.PROTECT, related_name="contracts")
    subject_ru = models.CharField(max_length=200)
    subject_en = models.CharField(max_length=200)
    signed_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="the first day it is no longer valid")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    service_manager = models.ForeignKey(Account, models.PROTECT, null=True, related_name="managed_contracts")
    account_manager = models.ForeignKey(Account, models.PROTECT, null=True, related_name="account_contracts")
    terms = models.JSONField(default=dict, blank=True)

    EVENTS: "type[ContractEvent]"
    objects = ContractQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__gt=models.F("starts_on")), name="contract_ends_after_start"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def last_day(self) -> date:
        """R-06  What people read: the last day it is valid. `ends_on` is for reckoning alone."""
        return self.ends_on - timedelta(days=1)

    def in_force(self, day: date) -> bool:
        return self.state == self.State.ACTIVE and self.starts_on <= day < self.ends_on


class ContractVersion(models.Model):
    """What the contract says from a date on: an addendum is a new version, the old one is never edited.

    Valid in [valid_from, valid_until); the last version has no end.
    """

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title_ru = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, null=True, related_name="contract_versions")
    services = models.ManyToManyField(Service, related_name="+")
    phone_confirmation = models.BooleanField(default=True, help_text="R-26: priorities 1 and 2 are confirmed by phone")
    pauses_for_parts = models.BooleanField(default=False, help_text="SOL pauses while hardware is replaced")
    pauses_for_vendor = models.BooleanField(default=False, help_text="DIAG, WA, SOL pause while the vendor is awaited")

    class Meta:
        ordering = ("contract", "-number")
        constraints = (
            models.UniqueConstraint(fields=("contract", "number"), name="one_contract_version_per_number"),
            models.UniqueConstraint(
                fields=("contract",), condition=Q(valid_until=None), name="one_open_version_per_contract"
            ),
        )

    def __str__(self) -> str:
        return f"{self.contract} / {self.number}"

    @property
    def last_day(self) -> date | None:
        """The last day it is valid; None while it has no end."""
        return self.valid_until - timedelta(days=1) if self.valid_until else None


class CoveredItem(models.Model):
    """An item is under the contract in [cover_from, cover_until)."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="covered")
    item = models.ForeignKey(Item, models.PROTECT, related_name="covers")
    cover_from = models.DateField()
    cover_until = models.DateField()

    class Meta:
        indexes = (models.Index(fields=("contract", "item")),)
        constraints = (models.UniqueConstraint(fields=("contract", "item", "cover_from"), name="one_cover_per_start"),)

    def __str__(self) -> str:
        return f"{self.contract}: {self.item}"

    @property
    def last_day(self) -> date:
        """The last day of the cover."""
        return self.cover_until - timedelta(days=1)


class ContractEvent(Event):
    subject = models.ForeignKey(Contract, models.PROTECT, related_name="events")


Contract.EVENTS = ContractEvent
