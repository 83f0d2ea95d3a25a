"""The one allowed upward string: names of pages, made into absolute addresses for letters."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from reglament.contracts.models import AccountRequest
from reglament.people import invitations
from reglament.people.models import Account

CASE = "portal:case"
CASE_AT_DESK = "desk:case"
REOPENING = "portal:reopening"
RESET = "portal:reset_choose"
CHOICES = "portal:letter_choices"
HELD = "desk:receipt"
ACCOUNT_REQUEST = "portal:account_request"
ACCOUNT_REQUEST_AT_DESK = "desk:account_request"
_NUMBER = "SD-2026-000123"
PAGES = (
    (CASE, (_NUMBER,)),
    (CASE_AT_DESK, (_NUMBER,)),
    (REOPENING, (_NUMBER,)),
    (RESET, ("MQ", "token")),
    (CHOICES, ()),
    (HELD, (7,)),
    (ACCOUNT_REQUEST, ("2025/114", 7)),
    (ACCOUNT_REQUEST_AT_DESK, (7,)),
)
"""Each with arguments as it takes them."""


def portal() -> str:
    return f"{settings.BASE_URL}/"


def choices() -> str:
    """Where a person chooses which letters come, and when."""
    return _absolute(CHOICES)


def case(number: str, reader: Account) -> str:
    """The case at the reader's own door."""
    return _absolute(CASE_AT_DESK if reader.is_staff_member else CASE, number)


def accept(number: str) -> str:
    """Where the customer confirms the solution: a letter's link shows the button and changes nothing by itself."""
    return _absolute(CASE, number)


def not_solved(number: str) -> str:
    """Where the customer says what is still wrong."""
    return _absolute(REOPENING, number)


def reset(account: Account) -> str:
    """R-21  A link that sets a new password once; made anew each time and kept nowhere."""
    return _absolute(RESET, _uid(account), default_token_generator.make_token(account))


def held(receipt: int) -> str:
    """§5.5  Where staff say that a letter is theirs, and who may read it."""
    return _absolute(HELD, receipt)


def invitation(account: Account, at: datetime) -> str:
    """R-22  A link that sets the first password once; made anew each time and kept nowhere."""
    return _absolute(RESET, _uid(account), invitations.token(account, at=at))


def account_request(request: AccountRequest, reader: Account) -> str:
    """The request at the reader's own door; '' where the customer has no page for it."""
    if reader.is_staff_member:
        return _absolute(ACCOUNT_REQUEST_AT_DESK, request.pk)
    return _absolute(ACCOUNT_REQUEST, request.contract.number, request.pk) if request.contract else ""


def _uid(account: Account) -> str:
    return urlsafe_base64_encode(force_bytes(account.pk))


def _absolute(name: str, *args: str | int) -> str:
    return f"{settings.BASE_URL}{reverse(name, args=args)}"
