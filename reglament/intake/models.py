from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from reglament.cases.models import Case, Entry
from reglament.contracts.models import AccountRequest, Contract
from reglament.files.models import StoredFile
from reglament.history.models import Event
from reglament.people.models import Account


class Profile(models.Model):
    """R-09, R-25  What a letter to an address must say, and how its key fields may be called.

    `keys` maps a field to the words that name it; `template` are the fields of the template a rejected sender gets.
    """

    class SenderMatch(models.TextChoices):
        FLAG = "flag", pgettext_lazy("intake", "Register and mark the sender as unconfirmed")
        DOMAIN = "domain", pgettext_lazy("intake", "Set aside unless it comes from the login's domain")
        EXACT = "exact", pgettext_lazy("intake", "Set aside unless it comes from the login's own address")

    class OverLimit(models.TextChoices):
        PARTIAL = "partial", pgettext_lazy("intake", "Take the files in order while both limits hold")
        NONE = "none", pgettext_lazy("intake", "Take no file of a letter over the limit")

    code = models.CharField(max_length=40, unique=True)
    name_ru = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    identity = models.CharField(max_length=10, help_text="the field that names the customer: login or contract")
    keys = models.JSONField(default=dict)
    template = models.JSONField(default=list)
    required = models.JSONField(default=list)
    greeting_lines = models.PositiveSmallIntegerField(default=3, help_text="free lines above the first key line")
    window_lines = models.PositiveSmallIntegerField(default=15, help_text="lines that are the beginning of a letter")
    default_priority = models.PositiveSmallIntegerField(default=4)
    sender_match = models.CharField(max_length=6, choices=SenderMatch.choices, default=SenderMatch.FLAG)
    over_limit = models.CharField(max_length=7, choices=OverLimit.choices, default=OverLimit.PARTIAL)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.code


class Mailbox(models.Model):
    """R-09, R-12  An address of ours: what it is for, by which profile its letters are read, where they are fetched.

    Without a host its letters are brought to us by SMTP, LMTP or the command. The password lies in a file of its own,
    never in the database. `checked_at` … `trouble` is what its last fetching came to.
    """

    class Kind(models.TextChoices):
        SUPPORT = "support", pgettext_lazy("mailbox", "Requests under a contract")
        NO_CONTRACT = "no_contract", pgettext_lazy("mailbox", "Requests without a contract, accounts")

    class Security(models.TextChoices):
        TLS = "tls", pgettext_lazy("mailbox", "TLS from the start (port 993)")
        STARTTLS = "starttls", pgettext_lazy("mailbox", "STARTTLS (port 143)")
        NONE = "none", pgettext_lazy("mailbox", "None, on this machine only")

    address = models.EmailField(unique=True, help_text="lower case")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.SUPPORT)
    profile = models.ForeignKey(Profile, models.PROTECT, related_name="mailboxes")
    is_active = models.BooleanField(default=True)
    host = models.CharField(max_length=200, blank=True)
    port = models.PositiveIntegerField(default=993)
    security = models.CharField(max_length=8, choices=Security.choices, default=Security.TLS)
    login = models.CharField(max_length=200, blank=True)
    folder = models.CharField(max_length=100, default="INBOX")
    kept_folder = models.CharField(max_length=100, default="Reglament", help_text="where letters go once they are kept")
    checked_at = models.DateTimeField(null=True)
    letter_at = models.DateTimeField(null=True, help_text="the last letter fetched")
    trouble = models.CharField(max_length=500, blank=True)
    trouble_since = models.DateTimeField(null=True)

    class Meta:
        ordering = ("address",)

    def __str__(self) -> str:
        return self.address


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
    head_alone = models.BooleanField(default=False, help_text="too large to be fetched: the rest is in its mailbox")
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
    settled_reason = models.CharField(max_length=30, blank=True, help_text="code of intake/tables/no_contract.toml")
    settled_text = models.CharField(max_length=500, blank=True)
    answered = models.BooleanField(default=False, help_text="a robot's answer was written")
    account_request = models.ForeignKey(AccountRequest, models.PROTECT, null=True, related_name="receipts")

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


class LetterAnswer(models.Model):
    """R-12  What a person wrote back to a letter that is no case."""

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="answers")
    text = models.TextField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.receipt} ← {self.by}"


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
