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
CHOICES = "portal:letter_choices"
PAGES = ((CASE, 1), (CASE_AT_DESK, 1), (REOPENING, 1), (RESET, 2), (CHOICES, 0))
"""Each with the number of its arguments."""


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
    uid = urlsafe_base64_encode(force_bytes(account.pk))
    return _absolute(RESET, uid, default_token_generator.make_token(account))


def _absolute(name: str, *args: str) -> str:
    return f"{settings.BASE_URL}{reverse(name, args=args)}"
