"""R-01  Drafts of new cases: what is being written survives a lost session, with its files."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from reglament.cases import terms
from reglament.contracts.models import Contract
from reglament.files.fitting import Fitted, Kept, Upload, fit
from reglament.intake.models import CaseDraft, DraftFile
from reglament.people.models import Account
from reglament.terms.resolve import resolve


def of_account(account: Account, *, at: datetime) -> list[CaseDraft]:
    """What this person has begun and not sent, the latest first; what is past its term is not offered."""
    fresh = CaseDraft.objects.filter(account=account, saved_at__gt=_last(at))
    return list(fresh.select_related("contract")[:5])


@transaction.atomic
def save(key: UUID, values: Mapping[str, str], *, contract: Contract | None, by: Account, at: datetime) -> CaseDraft:
    """R-01  The form as typed so far. Raises CaseDraft.DoesNotExist when the key is somebody else's."""
    draft, created = CaseDraft.objects.get_or_create(
        key=key,
        defaults={"account": by, "contract": contract, "values": dict(values), "begun_at": at, "saved_at": at},
    )
    if draft.account_id != by.pk:
        raise CaseDraft.DoesNotExist
    if not created:
        draft.contract, draft.values, draft.saved_at = contract, dict(values), at
        draft.save(update_fields=("contract", "values", "saved_at"))
    return draft


@transaction.atomic
def attach(draft: CaseDraft, uploads: Sequence[Upload], *, at: datetime) -> Fitted:
    """R-61, R-62  Keeps files in order while the limits hold; the same form sent again keeps none twice."""
    CaseDraft.objects.select_for_update().get(pk=draft.pk)
    there = [Kept(row.file, row.name) for row in draft.files.select_related("file")]
    fitted = fit(there, uploads, draft.contract, at=at)
    DraftFile.objects.bulk_create(DraftFile(draft=draft, file=each.file, name=each.name) for each in fitted.taken)
    return fitted


def detach(draft: CaseDraft, file_id: int) -> None:
    """Takes one file out again; the bytes stay until nobody refers to them."""
    draft.files.filter(pk=file_id).delete()


def forget_old(*, at: datetime) -> int:
    """R-01  Drafts that nobody touched for the term go; their files wait for `files.discarding`. Returns how many."""
    _rows, gone = CaseDraft.objects.filter(saved_at__lte=_last(at)).delete()
    return gone.get(CaseDraft._meta.label, 0)


def _last(at: datetime) -> datetime:
    """What was saved then or before is past its term."""
    return at - timedelta(days=resolve(terms.KEEP_DRAFTS_DAYS))


def discard(draft: CaseDraft) -> None:
    """The person starts anew, or the draft became a case."""
    draft.delete()
