from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils.translation import pgettext_lazy

from reglament.cases.models import Case, CaseEvent
from reglament.contracts.models import Contract
from reglament.people.models import Account


class LetterQuerySet(models.QuerySet["Letter"]):
    def with_key(self, *keys: str) -> "LetterQuerySet":
        """Letters written for these events and recipients.

        The empty key stands as a literal: only so do both databases see that the index of the others is enough.
        """
        return self.filter(event_key__in=keys).exclude(event_key=RawSQL("''", ()))


class Letter(models.Model):
    """One outgoing letter: the outbox and its journal. Written in the transaction that hands the event over.

    `headers` are complete, so that sending again repeats the same letter. A letter with a secret link (`secret`)
    is made at sending: its link stands nowhere else.
    """

    class State(models.TextChoices):
        QUEUED = "queued", pgettext_lazy("letter", "Queued")
        SENT = "sent", pgettext_lazy("letter", "Sent")
        JOURNAL = "journal", pgettext_lazy("letter", "In the journal only")
        WITHHELD = "withheld", pgettext_lazy("letter", "Withheld")
        FAILED = "failed", pgettext_lazy("letter", "Not delivered")

    kind = models.CharField(max_length=40)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="letters")
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="+")
    recipient = models.ForeignKey(Account, models.PROTECT, null=True, related_name="letters")
    to_address = models.CharField(max_length=254)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=500)
    text = models.TextField()
    headers = models.JSONField(default=dict)
    message_id = models.CharField(max_length=250, blank=True, db_index=True)
    null_return_path = models.BooleanField(default=False)
    secret = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    not_before = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    given_again_at = models.DateTimeField(null=True, help_text="a person gave it another chance; hope begins anew")
    last_error = models.TextField(blank=True)
    event_key = models.CharField(max_length=120, blank=True, help_text="event table, id and recipient: written once")

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("next_attempt_at", "id"), condition=Q(state="queued"), name="letters_to_send"),
            models.Index(fields=("written_at",), condition=Q(null_return_path=True), name="robot_letters"),
        )
        constraints = (
            models.UniqueConstraint(fields=("event_key",), condition=~Q(event_key=""), name="one_letter_per_event"),
        )

    def __str__(self) -> str:
        return f"{self.kind} → {self.to_address}"


class Wording(models.Model):
    """R-69  The words of one kind of letter in one language, as they were from one edit to the next.

    Rows never change but for `is_current`: number 1 is what was shipped first; a later shipped text that finds an
    edited one stays beside it until a person takes it over. `made_by` None: it came with the product.
    """

    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=200, blank=True, help_text="empty in letters about a case")
    body = models.TextField()
    is_shipped = models.BooleanField(default=False, help_text="these are the words of the product itself")
    is_current = models.BooleanField(default=True, help_text="letters are written with it")
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("kind", "language", "-number")
        constraints = (
            models.UniqueConstraint(fields=("kind", "language", "number"), name="one_wording_per_number"),
            models.UniqueConstraint(
                fields=("kind", "language"), condition=Q(is_current=True), name="one_current_wording"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}.{self.language} {self.number}"


class LetterChoice(models.Model):
    """How a person gets one kind of letter, where it is not at once: that has no row."""

    class Way(models.TextChoices):
        AT_ONCE = "at_once", pgettext_lazy("letters", "At once")
        DIGEST = "digest", pgettext_lazy("letters", "In the digest")
        OFF = "off", pgettext_lazy("letters", "Not at all")

    account = models.ForeignKey(Account, models.CASCADE, related_name="letter_choices")
    kind = models.CharField(max_length=40)
    way = models.CharField(max_length=8, choices=Way.choices)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("account", "kind"), name="one_choice_per_letter"),)

    def __str__(self) -> str:
        return f"{self.account_id} {self.kind} {self.way}"


class DigestPlan(models.Model):
    """At which hour of their own zone a person gets the digest, and the last day (there) that had its turn."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="digest_plan")
    hour = models.PositiveSmallIntegerField(null=True, help_text="0 to 23; empty: the hour of the house")
    last_on = models.DateField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(hour=None) | Q(hour__lt=24), name="an_hour_of_a_day"),)

    def __str__(self) -> str:
        return f"{self.account_id} {self.hour}"


class DigestLine(models.Model):
    """One change that waits for a person's next digest; it is gone when the digest is written."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    event = models.ForeignKey(CaseEvent, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, help_text="of the letter it stands for")
    due_at = models.DateTimeField(help_text="not before: an answer may still be taken back until then")

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("account", "event"), name="one_line_per_event"),)

    def __str__(self) -> str:
        return f"{self.account_id} {self.event_id}"
