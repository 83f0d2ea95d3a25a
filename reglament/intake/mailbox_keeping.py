"""Mailboxes are entered, changed and switched off by those who run the installation; every change is an event."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from reglament.clauses import Refused
from reglament.history.record import record
from reglament.intake import events, passwords
from reglament.intake.models import Mailbox, Profile
from reglament.memory import values as keeping
from reglament.people.house import contractor
from reglament.people.models import Account
from reglament.people.roles import Role

KEEPERS = frozenset({Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a mailbox shall be; `password` None leaves the one it has."""

    address: str
    kind: str
    profile: Profile
    is_active: bool = True
    host: str = ""
    port: int = 993
    security: str = Mailbox.Security.TLS
    login: str = ""
    folder: str = "INBOX"
    kept_folder: str = "Reglament"
    password: str | None = None


@transaction.atomic
def put(wanted: Wanted, *, by: Account, at: datetime, mailbox: Mailbox | None = None) -> Mailbox:
    """R-09, R-12  Enters a mailbox, or changes `mailbox`."""
    if by.roles.isdisjoint(KEEPERS):
        raise Refused("R-09", _("Only an administrator sets up mailboxes."))
    if wanted.host and wanted.security == Mailbox.Security.NONE and not _is_here(wanted.host):
        raise Refused("R-09", _("Without encryption only a server of this machine is read: choose TLS or STARTTLS."))
    row = mailbox or Mailbox()
    for name in (
        "kind", "profile", "is_active", "host", "port", "security", "login", "folder", "kept_folder",
    ):  # fmt: skip
        setattr(row, name, getattr(wanted, name))
    row.address = wanted.address.lower()
    row.trouble, row.trouble_since = "", None
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused("R-09", _("This address is entered already.")) from None
    if wanted.password is not None:
        passwords.keep(row, wanted.password)
    keeping.forget_everything()
    record(contractor(), events.MAILBOX_SET, actor=by, at=at, mailbox=row.pk, profile=row.profile.code)
    return row


def _is_here(host: str) -> bool:
    return host in ("localhost", "127.0.0.1", "::1")
