from django.db import models
from django.utils.translation import pgettext_lazy

from reglament.cases.models.case import Case, Channel
from reglament.files.models import StoredFile
from reglament.people.models import Account


class Entry(models.Model):
    """R-02, R-03  One message in a case: append-only, public for the customer or internal for staff."""

    class Kind(models.TextChoices):
        PUBLIC = "public", pgettext_lazy("entry", "Reply")
        INTERNAL = "internal", pgettext_lazy("entry", "Internal note")
        AUTOMATIC = "automatic", pgettext_lazy("entry", "Auto-reply")

    case = models.ForeignKey(Case, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    author = models.ForeignKey(Account, models.PROTECT, null=True, related_name="entries")
    by_staff = models.BooleanField(default=False)
    text = models.TextField()
    whole_text = models.TextField(blank=True, help_text="with the quoted history, when it differs")
    channel = models.CharField(max_length=5, choices=Channel.choices, default=Channel.WEB)
    at = models.DateTimeField()
    visible_from = models.DateTimeField(null=True, help_text="an answer that can still be taken back until then")
    is_question = models.BooleanField(default=False, help_text="the customer's answer is awaited")
    is_opening = models.BooleanField(default=False)
    is_solution = models.BooleanField(default=False)
    letter_key = models.CharField(max_length=80, blank=True, help_text="intake receipt it came by")
    submission_key = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ("at", "id")
        indexes = (models.Index(fields=("case", "at", "id")),)

    def __str__(self) -> str:
        return f"{self.case} {self.kind} {self.at:%Y-%m-%d %H:%M}"


class Attachment(models.Model):
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=255, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    dropped_at = models.DateTimeField(null=True, help_text="a virus was found in it, and the history says so")

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.name or "—"


class ReplyDraft(models.Model):
    """What somebody was writing: one a person, case and kind; the original text survives a conflict.

    Besides the kinds of entries there are the customer's steps with words of their own, by their names in the state
    table.
    """

    STEPS = ("reopen", "cancel", "go_on")

    case = models.ForeignKey(Case, models.CASCADE, related_name="drafts")
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=9, choices=[*Entry.Kind.choices, *((step, step) for step in STEPS)])
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "account", "kind"), name="one_reply_draft"),)

    def __str__(self) -> str:
        return f"{self.case} {self.account}"


class ReplyDraftFile(models.Model):
    """R-03  A file that waits with the words of a draft; the draft's end does not touch its bytes."""

    draft = models.ForeignKey(ReplyDraft, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name
