from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from reglament.cases.spelling import NUMBER_ROOM, SUBJECT_ROOM
from reglament.cases.status import STATES, State, Status
from reglament.contracts.models import Category, Contract, ContractContact, ContractVersion
from reglament.contracts.models.policy import PolicyVersion
from reglament.equipment.models import Item, Site
from reglament.history.models import Event
from reglament.people.models import Account, Company, Team
from reglament.people.roles import READ_EVERY_CASE, Role


class Channel(models.TextChoices):
    WEB = "web", pgettext_lazy("channel", "portal")
    EMAIL = "email", pgettext_lazy("channel", "e-mail")
    PHONE = "phone", pgettext_lazy("channel", "telephone")
    FAX = "fax", pgettext_lazy("channel", "fax")
    STAFF = "staff", pgettext_lazy("channel", "support")
    API = "api", pgettext_lazy("channel", "API")


class PrioritySource(models.TextChoices):
    CUSTOMER = "customer", pgettext_lazy("priority source", "set by the customer")
    RESPONSIBLE = "responsible", pgettext_lazy("priority source", "set by the responsible contact")
    DEFAULT = "default", pgettext_lazy("priority source", "set by default, none was given")
    CONTRACTOR = "contractor", pgettext_lazy("priority source", "changed by support, not agreed")
    AGREED = "agreed", pgettext_lazy("priority source", "agreed by both sides")


class Entitlement(models.TextChoices):
    """The word for a customer; the exact finding stands in `Case.verdict`."""

    VERIFIED = "verified", pgettext_lazy("entitlement", "verified")
    PARTIAL = "partial", pgettext_lazy("entitlement", "partly verified")
    UNCONFIRMED = "unconfirmed", pgettext_lazy("entitlement", "not confirmed")
    PENDING = "pending", pgettext_lazy("entitlement", "pending")


# Sorts behind every real deadline: nothing is promised now.
NO_DEADLINE = datetime.fromisoformat("9999-01-01T00:00:00+00:00")


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> "CaseQuerySet":
        return self.filter(is_open=True)

    def owing_a_call(self) -> "CaseQuerySet":
        """R-26  Those that `Case.owes_call`: written below as the database reads it."""
        return self.open().filter(_owing_a_call())

    def visible_to(self, account: Account, contacts: list[ContractContact]) -> "CaseQuerySet":
        """What this person may know of: by role, by contract, by taking part. Everything else does not exist.

        `contacts` are the person's rows in contracts today (`contracts.access.contacts_of`); staff have none.
        """
        if not account.roles.isdisjoint(READ_EVERY_CASE):
            return self
        taking_part = Q(participants__account=account)
        if account.is_staff_member:
            return self.filter(self._of_manager(account) | taking_part).distinct()
        return self.filter(_of_customer(account, contacts) | Q(id__in=_joined(account)))

    @property
    def is_everything(self) -> bool:
        """Nothing narrows it: who may see this may see every case."""
        return not self.query.where

    def _of_manager(self, account: Account) -> Q:
        mine = Q(pk=None)
        if account.holds(Role.MANAGER):
            companies = Contract.objects.filter(service_manager=account).values("company")
            mine |= Q(contract__service_manager=account) | Q(contract=None, company__in=companies)
        if account.holds(Role.ACCOUNT_MANAGER):
            companies = Contract.objects.filter(account_manager=account).values("company")
            mine |= Q(contract__account_manager=account) | Q(contract=None, company__in=companies)
        return mine


def _of_customer(account: Account, contacts: list[ContractContact]) -> Q:
    scope = ContractContact.Scope
    seen = Q(opener=account)
    if any(row.scope == scope.COMPANY for row in contacts):
        seen |= Q(company_id=account.company_id)
    contracts = [row.contract_id for row in contacts if row.scope == scope.CONTRACT]
    if contracts:
        seen |= Q(contract_id__in=contracts)
    return seen & Q(company_id=account.company_id)


def _joined(account: Account) -> models.QuerySet["Case", Any]:
    return Case.objects.filter(participants__account=account, company_id=account.company_id).values("id")


def _owing_a_call() -> Q:
    asked = Q(contract_version=None) | Q(contract_version__phone_confirmation=True)
    return Q(asked, ~Q(status=Status.RESOLVED), priority__lte=2, phone_confirmed_at=None)


def _owes_a_call(case: "Case") -> bool:
    asked = case.contract_version is None or case.contract_version.phone_confirmation
    return asked and case.status != Status.RESOLVED and case.priority <= 2 and case.phone_confirmed_at is None


class Case(models.Model):
    """R-69  A request of a customer and its course. Changed only by the verbs of `cases.course`.

    Instants are UTC. What happened stands in the events; `status`, `next_due_at` and the instants are their sum.
    """

    number = models.CharField(max_length=16, unique=True, help_text="SD-2026-000123")
    company = models.ForeignKey(Company, models.PROTECT, related_name="cases")
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="cases")
    contract_version = models.ForeignKey(ContractVersion, models.PROTECT, null=True, related_name="cases")
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, null=True, related_name="cases")
    category = models.ForeignKey(Category, models.PROTECT, related_name="cases")
    subject = models.CharField(max_length=SUBJECT_ROOM)
    subject_folded = models.CharField(max_length=SUBJECT_ROOM)
    channel = models.CharField(max_length=5, choices=Channel.choices)
    opener = models.ForeignKey(Account, models.PROTECT, null=True, related_name="opened_cases")
    typed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", help_text="staff on behalf")
    sender_confirmed = models.BooleanField(default=True)
    incomplete = models.BooleanField(default=False, help_text="subject or description was missing")

    status = models.CharField(max_length=14, choices=[(status, status) for status in Status], default=Status.NEW)
    is_open = models.BooleanField(default=True)
    priority = models.PositiveSmallIntegerField()
    original_priority = models.PositiveSmallIntegerField()
    priority_source = models.CharField(max_length=12, choices=PrioritySource.choices)

    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="cases")
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="cases")
    pn = models.CharField(max_length=NUMBER_ROOM, blank=True, help_text="as given")
    pn_folded = models.CharField(max_length=NUMBER_ROOM, blank=True, db_index=True)
    sn = models.CharField(max_length=NUMBER_ROOM, blank=True, help_text="as given")
    sn_folded = models.CharField(max_length=NUMBER_ROOM, blank=True, db_index=True)
    place = models.CharField(max_length=200, blank=True, help_text="the site as written by hand")
    phone = models.CharField(max_length=40, blank=True, help_text="whom to call about this case")
    wants_version = models.BooleanField(default=False, help_text="a new version of software is asked for")
    current_version = models.CharField(max_length=60, blank=True)
    wanted_version = models.CharField(max_length=60, blank=True)
    entitlement = models.CharField(max_length=12, choices=Entitlement.choices, default=Entitlement.PENDING)
    verdict = models.CharField(max_length=24, blank=True, help_text="contracts.coverage.Finding")
    conditional = models.BooleanField(default=False, help_text="registered before the contract check ended")
    possible_duplicate = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")

    received_at = models.DateTimeField()
    registration_regulated = models.BooleanField(default=True)
    registered_at = models.DateTimeField(null=True)
    reacted_at = models.DateTimeField(null=True, help_text="first human answer of the current cycle")
    diagnosed_at = models.DateTimeField(null=True)
    workaround_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True, help_text="closed by itself then unless the customer objects")
    phone_confirmed_at = models.DateTimeField(null=True)
    phone_confirmed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    next_update_at = models.DateTimeField(null=True)
    postponed_until = models.DateField(null=True)
    vendor = models.CharField(max_length=80, blank=True)
    vendor_number = models.CharField(max_length=60, blank=True)

    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="cases")
    assignee = models.ForeignKey(Account, models.PROTECT, null=True, related_name="assigned_cases")
    cause_code = models.CharField(max_length=30, blank=True)
    closure_code = models.CharField(max_length=30, blank=True)
    compatibility = models.TextField(blank=True, help_text="R-59: compatibility and specifics of the transition")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="duplicates")
    status_before_merge = models.CharField(max_length=14, blank=True)
    reopened_count = models.PositiveSmallIntegerField(default=0)
    external_number = models.CharField(max_length=40, blank=True, db_index=True, help_text="in an earlier system")
    is_test = models.BooleanField(default=False)
    has_more = models.BooleanField(default=False, help_text="linked records exist: the page asks for them")

    next_clock = models.CharField(max_length=5, blank=True, help_text="whose deadline comes first")
    next_priority = models.PositiveSmallIntegerField(default=4, help_text="whose hours that clock keeps")
    next_due_at = models.DateTimeField(default=NO_DEADLINE)
    next_from_at = models.DateTimeField(null=True, help_text="start of that clock")
    clock_state = models.CharField(max_length=12, blank=True, help_text="clock.State of that clock")
    time_left = models.IntegerField(null=True, help_text="seconds left of a paused clock")
    spent = models.FloatField(default=0, help_text="share of the threshold used when next_due_at was computed")
    version = models.PositiveIntegerField(default=1, help_text="grows with every change: two people cannot both win")
    submission_key = models.UUIDField(null=True, unique=True, help_text="the same form sent twice makes one case")
    created_at = models.DateTimeField(auto_now_add=True)

    EVENTS: "type[CaseEvent]"
    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("next_due_at", "id"), condition=Q(is_open=True), name="open_by_deadline"),
            models.Index(fields=("assignee", "next_due_at", "id"), condition=Q(is_open=True), name="open_of_engineer"),
            models.Index(
                fields=("next_due_at", "id"),
                condition=Q(is_open=True, status__in=("new", "check", "registered")),
                name="open_to_sort",
            ),
            models.Index(fields=("company", "-id"), name="company_newest"),
            models.Index(fields=("contract", "-id"), name="contract_newest"),
            models.Index(fields=("opener", "-id"), name="opener_newest"),
            models.Index(fields=("item", "-id"), name="item_newest"),
            models.Index(fields=("subject_folded",), opclasses=("varchar_pattern_ops",), name="subject_prefix"),
        )
        constraints = (models.CheckConstraint(condition=Q(priority__range=(1, 4)), name="priority_is_1_to_4"),)

    def __str__(self) -> str:
        return self.number

    @property
    def state(self) -> State:
        return STATES[Status(self.status)]

    @property
    def is_registered(self) -> bool:
        return self.registered_at is not None

    @property
    def owes_call(self) -> bool:
        """R-26  Is the customer's call still needed? Where the contract asks or is not known yet, till it is solved."""
        return self.is_open and _owes_a_call(self)

    @property
    def awaits_customer(self) -> bool:
        return self.status in (Status.WAIT_CUSTOMER, Status.RESOLVED)


class CaseEvent(Event):
    subject = models.ForeignKey(Case, models.PROTECT, related_name="events")


class NumberCounter(models.Model):
    """The last number given out in a year; one row a prefix and year, locked while a number is taken."""

    prefix = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("prefix", "year"), name="one_counter_per_year"),)

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}-{self.last:06d}"


Case.EVENTS = CaseEvent
