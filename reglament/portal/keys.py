"""Signed keys that go with a form: whose it is, even when the session has ended before it is sent."""

from uuid import UUID

from django.core import signing

from reglament.cases.models import Case
from reglament.people.models import Account

KEPT_FOR = 14 * 24 * 3600
REPLY, DRAFT = "portal.reply", "portal.draft"


def of_reply(case: Case, account: Account) -> str:
    return signing.dumps([case.pk, account.pk], salt=REPLY)


def read_reply(key: str) -> tuple[int, int] | None:
    """(case, account) by id; None for a key that is not ours or too old."""
    try:
        case, account = signing.loads(key, salt=REPLY, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    return int(case), int(account)


def of_draft(key: UUID, account: Account) -> str:
    return signing.dumps([str(key), account.pk], salt=DRAFT)


def read_draft(key: str) -> tuple[UUID, int] | None:
    """(key of the draft, account id); None for a key that is not ours or too old."""
    try:
        draft, account = signing.loads(key, salt=DRAFT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    return UUID(draft), int(account)
