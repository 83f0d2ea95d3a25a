"""Whose words these are when they come without a session: the form says so itself, signed."""

from datetime import datetime

from django.http import HttpRequest

from reglament.cases.models import Case
from reglament.contracts.access import contacts_of
from reglament.people.models import Account
from reglament.portal import keys

LONGEST = 50_000


def of(request: HttpRequest, number: str, *, at: datetime) -> tuple[Case, Account] | None:
    """The case and the person a form was drawn for; None for a key that is not ours or a case out of their sight."""
    known = keys.read_reply(request.POST.get("author", ""))
    if known is None:
        return None
    case_id, account_id = known
    account = Account.objects.active().select_related("company").filter(pk=account_id).first()
    if account is None:
        return None
    visible = Case.objects.visible_to(account, contacts_of(account, at.date()))
    case = visible.select_related("category", "contract").filter(pk=case_id, number=number.upper()).first()
    return (case, account) if case else None


def text(request: HttpRequest) -> str:
    return request.POST.get("text", "").replace("\x00", "")[:LONGEST]
