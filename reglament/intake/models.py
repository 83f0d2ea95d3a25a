from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from reglament.cases.models import Case, Entry
from reglament.contracts.models import Contract
from reglament.files.models import StoredFile
from reglament.history.models import Event
from reglament.people.models import Account


class Receipt(models.Model):
    """One letter as it arrived: kept raw before anything is answered, judged once.

    `fields`, `notes` and `explanation` are what the judge found; they can be pseudonymised without touching a case.
    """

    class Verdict(models.TextChoices):
        CASE = "case", pgettext_lazy("verdict", "Registered")
        REPLY = "reply", pgettext_lazy("verdict", "Reply to a case")
        REJECT = "reject", pgettext_lazy("verdict", "Rejected")
        QUARANTINE = "quarantine", pgettext_lazy("verdict", "In quarantine")
        IGNORE = "ignore", pgettext_lazy("verdict", "Automatic letter")
        DUPLICATE = "duplicate", pgettext_lazy("verdict", "Delivered twice")
        NO_CONTRACT = "no_contract", pgettext_lazy("verdict", "Without a contract")

    class Way(models.TextChoices):
        SMTP = "smtp", "SMTP"
        LMTP = "lmtp", "LMTP"
        IMAP = "imap", "IMAP"
        PIPE = "pipe", pgettext_lazy("letter", "Command")

    dedupe_key = models.CharField(max_length=64, unique=True, help_text="intake.mail.dedupe")
    way = models.CharField(max_length=4, choices=Way.choices, default=Way.PIPE)
    mailbox = models.CharField(max_length=254)
    envelope_to = models.CharField(max_length=254, blank=True, help_text="the recipient the server named, with its tag")
    raw = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    message_id = models.CharField(max_length=250, blank=True, db_index=True)
    from_address = models.CharField(max_length=254, blank=True, db_index=True)
    from_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    automatic = models.BooleanField(default=False)
    verdict = models.CharField(max_length=12, choices=Verdict.choices, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    notes = models.JSONField(default=list)
    fields = models.JSONField(default=dict)
    problems = models.JSONField(default=list, help_text="[code, line, value] of each trouble with the fields")
    declined_files = models.JSONField(default=list, help_text="names of files over the limit")
    answer_to = models.CharField(max_length=254, blank=True, help_text="where a robot's answer may go; empty: nowhere")
    claims_priority = models.PositiveSmallIntegerField(null=True, help_text="1 or 2: on top of triage though rejected")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="receipts")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True, help_text="somebody dealt with what the robot could not")
    settled_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    answered = models.BooleanField(default=False, help_text="a robot's answer was written")

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(
                fields=("received_at",),
                condition=Q(settled_at=None, verdict__in=("reject", "quarantine", "no_contract")),
                name="receipts_to_settle",
            ),
            models.Index(fields=("received_at", "id"), condition=Q(verdict=""), name="receipts_to_judge"),
            models.Index(fields=("from_address", "received_at"), name="receipts_by_sender"),
        )

    EVENTS: "type[ReceiptEvent]"

    def __str__(self) -> str:
        return f"{self.from_address} {self.received_at:%Y-%m-%d %H:%M}"


class ReceiptEvent(Event):
    subject = models.ForeignKey(Receipt, models.PROTECT, related_name="events")


Receipt.EVENTS = ReceiptEvent


class CaseDraft(models.Model):
    """R-01  A new case being written in the portal: survives a lost session, files included."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="case_drafts")
    contract = models.ForeignKey(Contract, models.SET_NULL, null=True, related_name="+")
    key = models.UUIDField(unique=True, help_text="becomes the case's submission_key")
    values = models.JSONField(default=dict, help_text="the form as typed")
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("-saved_at",)

    def __str__(self) -> str:
        return f"{self.account} {self.saved_at:%Y-%m-%d %H:%M}"


class DraftFile(models.Model):
    draft = models.ForeignKey(CaseDraft, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name
