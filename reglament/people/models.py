from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from reglament.history.models import Event
from reglament.people.roles import Role, RolesField
from reglament.people.sessions import SessionStore


class Company(models.Model):
    """The contractor itself or a customer."""

    class Kind(models.TextChoices):
        CONTRACTOR = "contractor", pgettext_lazy("company", "Contractor")
        CUSTOMER = "customer", pgettext_lazy("company", "Customer")

    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.CUSTOMER)
    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=80)
    name_folded = models.CharField(max_length=200, db_index=True, help_text="people.folding.fold(name)")
    tax_number = models.CharField(max_length=12, blank=True)
    zone = models.CharField(max_length=40, default="Europe/Moscow")
    mail_domains = models.JSONField(default=list, help_text="lower-case domains its people write from")
    demo = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "companies"
        constraints = (
            models.UniqueConstraint(fields=("kind",), condition=Q(kind="contractor"), name="one_contractor"),
        )

    def __str__(self) -> str:
        return self.name


class Specialisation(models.Model):
    code = models.CharField(max_length=30, unique=True)
    name_ru = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.code


class AccountQuerySet(models.QuerySet["Account"]):
    def staff(self) -> "AccountQuerySet":
        return self.filter(company__kind=Company.Kind.CONTRACTOR)

    def holding(self, *roles: Role) -> "AccountQuerySet":
        """Accounts with at least one of these roles."""
        wanted = Q()
        for role in roles:
            wanted |= Q(roles__contains=f" {role} ")
        return self.filter(wanted)

    def active(self) -> "AccountQuerySet":
        return self.filter(blocked_at=None)

    def by_login(self, login: str) -> "Account | None":
        return self.filter(login=login.strip().casefold()).first()


class Account(AbstractBaseUser):
    """R-21  One person, one login. `roles` are the contractor's; a customer's rights stand in the contract."""

    login = models.CharField(max_length=64, unique=True, help_text="case-folded")
    full_name = models.CharField(max_length=150)
    name_en = models.CharField(max_length=150, blank=True)
    name_folded = models.CharField(max_length=150, db_index=True)
    company = models.ForeignKey(Company, models.PROTECT, related_name="accounts")
    roles = RolesField()
    position = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True, db_index=True)
    more_emails = models.JSONField(default=list, help_text="other addresses this person writes from, lower case")
    phone_work = models.CharField(max_length=40, blank=True)
    phone_mobile = models.CharField(max_length=40, blank=True)
    fax = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, blank=True, choices=[("ru", "Русский"), ("en", "English")])
    zone = models.CharField(max_length=40, blank=True)
    theme = models.CharField(max_length=5, blank=True, choices=[("light", "light"), ("dark", "dark")])
    blocked_at = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True, help_text="the last invitation; an earlier link is dead")
    mail_bounced_at = models.DateTimeField(null=True, blank=True, help_text="the last letter to it came back")
    specialisations = models.ManyToManyField(Specialisation, blank=True, related_name="accounts")

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    EVENTS: "type[AccountEvent]"

    objects = AccountQuerySet.as_manager()

    def __str__(self) -> str:
        return self.full_name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        return self.blocked_at is None

    @property
    def is_staff_member(self) -> bool:
        return bool(self.roles)

    def holds(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    @property
    def short_name(self) -> str:
        """'Антон Вершинин' of 'Вершинин Антон Петрович' is data: full names are stored first name first."""
        return self.full_name

    @property
    def addresses(self) -> frozenset[str]:
        """Every address this person is known to write from, lower case."""
        return frozenset(address.lower() for address in (self.email, *self.more_emails) if address)

    def zone_name(self) -> str:
        return self.zone or self.company.zone


class Session(AbstractBaseSession):
    """A browser's session that knows its account, so that one statement reads both."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore


class Team(models.Model):
    """A group that cases are handed to; `line` is 1, 2 or 3."""

    code = models.CharField(max_length=30, unique=True)
    name_ru = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    line = models.PositiveSmallIntegerField(default=2)
    lead = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="leads")
    specialisation = models.ForeignKey(Specialisation, models.PROTECT, null=True, blank=True)
    members = models.ManyToManyField(Account, related_name="teams", blank=True)

    def __str__(self) -> str:
        return self.code


class DutyShift(models.Model):
    """Who is on duty in [begins_at, ends_at)."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="shifts")
    begins_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ("begins_at",)

    def __str__(self) -> str:
        return f"{self.account} {self.begins_at:%Y-%m-%d %H:%M}"


class Absence(models.Model):
    """The person is away in [begins_at, ends_at); the deputy stands in."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="absences")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    deputy = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="stands_in")

    def __str__(self) -> str:
        return f"{self.account} {self.begins_at:%Y-%m-%d}"


class SavedFilter(models.Model):
    """A list's filter that one person keeps: `query` is the query string of the list's address."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="saved_filters")
    page = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("account", "page", "name"), name="one_filter_per_name"),)

    def __str__(self) -> str:
        return self.name


class AccountEvent(Event):
    subject = models.ForeignKey(Account, models.PROTECT, related_name="events")


class HouseEvent(Event):
    """What happened to the installation itself: a house value, a table of the regulation."""

    subject = models.ForeignKey(Company, models.PROTECT, related_name="events")


Account.EVENTS = AccountEvent
