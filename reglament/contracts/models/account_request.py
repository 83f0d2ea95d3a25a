from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from reglament.contracts.models.contact import ContractContact
from reglament.contracts.models.contract import Contract
from reglament.history.models import Event
from reglament.people.accounts import FIELDS, Person
from reglament.people.models import Account
from reglament.people.roles import Role


class AccountRequestQuerySet(models.QuerySet["AccountRequest"]):
    def waiting(self) -> "AccountRequestQuerySet":
        return self.filter(state=AccountRequest.State.WAITING)

    def visible_to(self, account: Account, day: date) -> "AccountRequestQuerySet":
        """A manager sees those of own contracts and of none, a contact the own ones, the responsible one all."""
        if account.holds(Role.ADMINISTRATOR):
            return self
        if account.holds(Role.MANAGER):
            return self.filter(Q(contract=None) | Q(contract__service_manager=account))
        if account.is_staff_member:
            return self.none()
        named = ContractContact.objects.filter(account=account, valid_from__lte=day)
        named = named.filter(Q(valid_until=None) | Q(valid_until__gt=day))
        responsible = named.filter(role=ContractContact.Role.RESPONSIBLE)
        own = Q(asked_by=account, contract__in=named.values("contract"))
        return self.filter(own | Q(contract__in=responsible.values("contract")))


class AccountRequest(models.Model):
    """R-23, R-24  A customer asks to add an employee, to change an account or to take one away.

    `account` is whom it is about, of an addition the account it came to. The fields of R-24 are as asked; what was
    made of them stands in the account. `contract` is None for a letter that names none and whose sender has none.
    """

    class Kind(models.TextChoices):
        ADD = "add", pgettext_lazy("account request", "Add an employee")
        CHANGE = "change", pgettext_lazy("account request", "Change an account")
        REMOVE = "remove", pgettext_lazy("account request", "Take an account away")

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("account request", "Waits for the service manager")
        APPROVED = "approved", pgettext_lazy("account request", "Done")
        DECLINED = "declined", pgettext_lazy("account request", "Declined")

    kind = models.CharField(max_length=6, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="account_requests")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    full_name = models.CharField(max_length=150, blank=True)
    position = models.CharField(max_length=150, blank=True)
    phone_work = models.CharField(max_length=40, blank=True)
    phone_mobile = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    fax = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=12, choices=ContractContact.Role.choices, blank=True)
    text = models.TextField(blank=True, help_text="in the own words of whoever asks")
    asked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="account_requests")
    asked_at = models.DateTimeField()
    sender_address = models.CharField(max_length=254, blank=True, help_text="of a letter; '' when the portal was used")
    sender_confirmed = models.BooleanField(default=True, help_text="nothing speaks against asked_by having written it")
    confirmed_by = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+", help_text="the responsible contact, where another asked"
    )
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True, help_text="what the service manager wrote with the decision")

    EVENTS: "type[AccountRequestEvent]"
    objects = AccountRequestQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("contract", "id"), condition=Q(state="waiting"), name="account_requests_waiting"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def name(self) -> str:
        """Whom it is about, as far as it is said."""
        return self.full_name or (self.account.full_name if self.account else "")

    @property
    def person(self) -> Person:
        return Person(**{name: getattr(self, name) for name in FIELDS})


class AccountRequestEvent(Event):
    subject = models.ForeignKey(AccountRequest, models.PROTECT, related_name="events")


AccountRequest.EVENTS = AccountRequestEvent
