"""R-22 … R-24  Accounts are made, invited, changed and blocked; who may ask for it is for the rooms above to say."""

from dataclasses import dataclass, fields
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from reglament.clauses import Refused
from reglament.history.record import record
from reglament.people import events
from reglament.people.folding import fold
from reglament.people.logins import LOGIN
from reglament.people.models import Account, Company


@dataclass(frozen=True, slots=True)
class Person:
    """R-24  What is said about an employee; what is not said is ''."""

    full_name: str = ""
    position: str = ""
    phone_work: str = ""
    phone_mobile: str = ""
    email: str = ""
    fax: str = ""


NOBODY = Person()
FIELDS = tuple(each.name for each in fields(Person))


def at_address(email: str) -> Account | None:
    """The account with this registered address, blocked ones included."""
    known = Account.objects.select_related("company").filter(email__iexact=email.strip())
    return known.first() if email.strip() else None


@transaction.atomic
def make(company: Company, person: Person, *, login: str, by: Account, at: datetime) -> Account:
    """R-21, R-23  A new account without a password; nobody signs in with it before an invitation was used."""
    login = login.strip().casefold()
    if not LOGIN.fullmatch(login):
        raise Refused("R-21", _("A login has 3 to 64 Latin letters, digits and the signs . _ - @, no blanks."))
    _free_address(person.email)
    account = Account(login=login, company=company)
    account.set_unusable_password()
    _describe(account, person)
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError:
        raise Refused("R-21", _("This login is taken. Choose another one.")) from None
    record(account, events.MADE, actor=by, at=at)
    return account


@transaction.atomic
def invite(account: Account, *, contract: int | None, by: Account, at: datetime) -> Account:
    """R-22  The letter with a link for the first password; the link of an earlier invitation is dead from now on.

    `contract` is the one that names the person, for the journal of letters.
    """
    account.invited_at = at
    account.save(update_fields=("invited_at",))
    record(account, events.INVITED, actor=by, at=at, contract=contract)
    return account


@transaction.atomic
def change(account: Account, person: Person, *, by: Account, at: datetime) -> Account:
    """R-23  New details; fields that are '' stay as they are."""
    if person.email and person.email.lower() != account.email.lower():
        _free_address(person.email)
        account.mail_bounced_at = None
    _describe(account, person)
    account.save()
    changed = " ".join(name for name in FIELDS if getattr(person, name))
    record(account, events.DETAILS_CHANGED, actor=by, at=at, fields=changed)
    return account


@transaction.atomic
def block(account: Account, *, by: Account, at: datetime) -> Account:
    """R-23  Nobody signs in with it any more, and its sessions end."""
    account.blocked_at = at
    account.save(update_fields=("blocked_at",))
    record(account, events.BLOCKED, actor=by, at=at)
    return account


@transaction.atomic
def unblock(account: Account, *, by: Account, at: datetime) -> Account:
    """R-23  The person is back: the old password is forgotten, an invitation gives a new one."""
    account.blocked_at = None
    account.set_unusable_password()
    account.save(update_fields=("blocked_at", "password"))
    record(account, events.UNBLOCKED, actor=by, at=at)
    return account


def _free_address(email: str) -> None:
    """R-24  An address names one person, else nobody knows who wrote a letter."""
    try:
        validate_email(email)
    except ValidationError:
        raise Refused("R-24", _("The e-mail address is not written correctly.")) from None
    if at_address(email):
        raise Refused("R-24", _("Another account has this e-mail address already."))


def _describe(account: Account, person: Person) -> None:
    for name in FIELDS:
        if value := getattr(person, name).strip():
            setattr(account, name, value)
    account.name_folded = fold(account.full_name)
