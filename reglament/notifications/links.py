"""The one allowed upward string: names of pages, made into absolute addresses for letters."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from reglament.people.models import Account

CASE = "portal:case"
CASE_AT_DESK = "desk:case"
REOPENING = "portal:reopening"
RESET = "portal:reset_choose"
HELD = "desk:receipt"
_NUMBER = "SD-2026-000123"
PAGES = (
    (CASE, (_NUMBER,)),
    (CASE_AT_DESK, (_NUMBER,)),
    (REOPENING, (_NUMBER,)),
    (RESET, ("MQ", "token")),
    (HELD, (7,)),
)
"""Each with arguments as it takes them."""


def portal() -> str:
    return f"{settings.BASE_URL}/"


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
    uid = urlsafe_base64_encode(force_bytes(account.pk))
    return _absolute(RESET, uid, default_token_generator.make_token(account))


def held(receipt: int) -> str:
    """§5.5  Where staff say that a letter is theirs, and who may read it."""
    return _absolute(HELD, receipt)


def _absolute(name: str, *args: str | int) -> str:
    return f"{settings.BASE_URL}{reverse(name, args=args)}"
