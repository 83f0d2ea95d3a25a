"""What was said, kept with its files; the verb that calls records the event."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from reglament.cases import terms
from reglament.cases.models import Attachment, Case, Entry, ReplyDraft, ReplyDraftFile
from reglament.cases.models.case import Channel
from reglament.files.fitting import Fitted, Kept, Upload, fit
from reglament.files.models import StoredFile
from reglament.people.models import Account
from reglament.terms.resolve import resolve

Files = Sequence[tuple[StoredFile, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What somebody says; `files` are stored ones with the names they came by (limits were checked at the door).

    `keeps_draft`: it was not written in the form, and what stands there goes on waiting.
    """

    text: str
    files: Files = field(default=())
    channel: str = Channel.WEB
    whole_text: str = ""
    letter_key: str = ""
    submission_key: UUID | None = None
    keeps_draft: bool = False


def keep_opening(case: Case, message: Message, *, at: datetime) -> Entry:
    """R-25, R-57  The original words of the request, kept unchanged as evidence."""
    entry = Entry.objects.create(
        case=case,
        kind=Entry.Kind.PUBLIC,
        author=case.opener,
        text=message.text,
        whole_text=message.whole_text,
        letter_key=message.letter_key,
        channel=case.channel,
        at=at,
        is_opening=True,
    )
    attach(entry, message.files)
    return entry


def keep(
    case: Case,
    message: Message,
    kind: Entry.Kind,
    *,
    by: Account | None,
    at: datetime,
    is_question: bool = False,
    is_solution: bool = False,
) -> Entry:
    """Stores what was said with its files; the caller records the event."""
    entry = Entry.objects.create(
        case=case,
        kind=kind,
        author=by,
        by_staff=bool(by and by.is_staff_member),
        text=message.text.strip(),
        whole_text=message.whole_text,
        channel=message.channel,
        letter_key=message.letter_key,
        at=at,
        is_question=is_question,
        is_solution=is_solution,
        submission_key=message.submission_key,
    )
    attach(entry, message.files)
    return entry


@transaction.atomic
def save_draft(
    case: Case, text: str, kind: str, *, by: Account, at: datetime, uploads: Sequence[Upload] = ()
) -> Fitted:
    """What somebody is writing survives a lost session, with its files; it is nobody's event.

    Files are kept in order while the limits hold; what was left out, and why, is told. Nothing written and nothing
    attached is no draft.
    """
    draft, _made = ReplyDraft.objects.select_for_update().get_or_create(
        case=case, account=by, kind=kind, defaults={"saved_at": at}
    )
    there = [Kept(row.file, row.name) for row in draft.files.select_related("file")]
    fitted = fit(there, uploads, case.category, case.contract, at=at)
    if not (text.strip() or there or fitted.taken):
        draft.delete()
        return fitted
    ReplyDraftFile.objects.bulk_create(
        ReplyDraftFile(draft=draft, file=each.file, name=each.name) for each in fitted.taken
    )
    draft.text, draft.saved_at = text, at
    draft.save(update_fields=("text", "saved_at"))
    return fitted


def draft_of(case: Case, kind: str, *, by: Account) -> ReplyDraft | None:
    """What this person was writing here."""
    return ReplyDraft.objects.filter(case=case, account=by, kind=kind).first()


def files_of(draft: ReplyDraft | None) -> list[Kept]:
    return [Kept(row.file, row.name) for row in draft.files.select_related("file")] if draft else []


def detach(case: Case, kind: str, file_id: int, *, by: Account) -> None:
    """Takes one file out of a draft again."""
    ReplyDraftFile.objects.filter(draft__case=case, draft__account=by, draft__kind=kind, pk=file_id).delete()


def forget_draft(case: Case, account: Account, kind: str) -> None:
    ReplyDraft.objects.filter(case=case, account=account, kind=kind).delete()


def forget_old_drafts(*, at: datetime) -> int:
    """R-01  What was begun and not touched for the term is forgotten; returns how many."""
    last = at - timedelta(days=resolve(terms.KEEP_DRAFTS_DAYS))
    forgotten, _rows = ReplyDraft.objects.filter(saved_at__lte=last).delete()
    return forgotten


def attach(entry: Entry, files: Files) -> None:
    Attachment.objects.bulk_create(
        Attachment(entry=entry, file=file, name=name[:255], position=position)
        for position, (file, name) in enumerate(files)
    )
