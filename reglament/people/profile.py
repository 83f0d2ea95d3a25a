"""What a person changes about the own account."""

from datetime import datetime

from django.db import transaction

from reglament.history.record import record
from reglament.people import events
from reglament.people.models import Account


@transaction.atomic
def change_profile(account: Account, *, by: Account, at: datetime, **changed: str) -> Account:
    """R-21  Language, zone, theme and phones of one's own account."""
    for name, value in changed.items():
        setattr(account, name, value)
    account.save(update_fields=[*changed])
    record(account, events.PROFILE_CHANGED, actor=by, at=at, fields=" ".join(sorted(changed)))
    return account


@transaction.atomic
def change_password(account: Account, password: str, *, by: Account | None, at: datetime) -> Account:
    """R-21  A new password; every other session of the account ends by itself."""
    account.set_password(password)
    account.save(update_fields=["password"])
    record(account, events.PASSWORD_CHANGED, actor=by, at=at)
    return account


@transaction.atomic
def ask_reset(account: Account, *, at: datetime) -> None:
    """R-21  The letter with the link is written by whoever reads this event; the link is made at sending."""
    record(account, events.RESET_ASKED, actor=None, at=at, language=account.language)
