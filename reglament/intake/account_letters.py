"""R-23, R-24  A letter about accounts as the request it makes: whose contract, whom it is about, who wrote it."""

import re
from datetime import date, datetime
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reglament.clauses import Refused
from reglament.contracts import asking, contacts, numbers
from reglament.contracts.asking import Sender, Wanted
from reglament.contracts.models import AccountRequest, Contract
from reglament.history.record import record
from reglament.intake import events
from reglament.intake.mail import account_request
from reglament.intake.mail.account_request import AccountRequest as Found
from reglament.intake.mail.profile import account_nothing
from reglament.intake.models import Receipt
from reglament.intake.text import storable
from reglament.people.accounts import Person
from reglament.people.folding import fold
from reglament.people.models import Account

LONGEST = 20_000
"""Characters of a letter that a request repeats; the whole letter stays beside it."""


def take(receipt: Receipt, found: Found, words: str, *, confirmed: bool, at: datetime) -> AccountRequest:
    """R-23  The request a letter makes; nothing of it is done before the service manager has decided."""
    writer = receipt.account if receipt.account and not receipt.account.is_staff_member else None
    contract = _contract(writer, words, at.date())
    meant = _meant(contract, words, at.date()) if contract and found.kind != AccountRequest.Kind.ADD else None
    wanted = Wanted(found.kind, _person(found), meant, text=storable(words, LONGEST))
    sender = Sender(receipt.from_address, writer, confirmed and writer is not None)
    return asking.ask_by_letter(contract, wanted, sender, at=at)


@transaction.atomic
def take_by_hand(receipt: Receipt, *, by: Account, at: datetime) -> AccountRequest:
    """R-23  The robot saw no request in the letter, a person does."""
    row = Receipt.objects.select_for_update(of=("self",)).select_related("account__company").get(pk=receipt.pk)
    if row.settled_at or row.account_request_id:
        raise Refused("R-23", _("Somebody has dealt with this letter already. Reload the page."))
    found = account_request.find(row.subject, row.text) or Found()
    row.account_request = take(row, found, f"{row.subject}\n{row.text}", confirmed=False, at=at)
    row.save(update_fields=("account_request",))
    record(row, events.ASKED_FOR_ACCOUNT, actor=by, at=at, request=row.account_request.pk)
    return row.account_request


def _contract(writer: Account | None, words: str, day: date) -> Contract | None:
    """The contract named in the letter, else the only one in force that names the writer."""
    said = _numbers_in(words)
    known = Contract.objects.naming(writer, day) if writer else Contract.objects.all()
    named = [pk for pk, number in known.values_list("pk", "number_folded") if _stands_in(number, said)]
    if not named and writer:
        named = list(Contract.objects.in_force(day).naming(writer, day).values_list("pk", flat=True).distinct()[:2])
    return Contract.objects.select_related("company").get(pk=named[0]) if len(set(named)) == 1 else None


def _numbers_in(words: str) -> str:
    """Every word as a contract number is compared, and every two neighbours as one: numbers are typed with blanks."""
    each = words.split()
    pairs = (f"{one}{other}" for one, other in pairwise(each))
    return " ".join(numbers.normalise(word) for word in (*each, *pairs))


def _meant(contract: Contract, words: str, day: date) -> Account | None:
    """Whom of the contract's people the letter names: by login, address or whole name; only a proposal."""
    said = fold(words)
    people = [row.account for row in contacts.of_contract(contract, day)]
    named = [one for one in people if _is_named(one, said)]
    return named[0] if len(named) == 1 else None


def _is_named(account: Account, said: str) -> bool:
    return any(_stands_in(fold(name), said) for name in (account.login, account.email, account.full_name))


def _stands_in(name: str, said: str) -> bool:
    """As a word of its own: 10/12 does not stand in 10/121."""
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) is not None


def _person(found: Found) -> Person:
    values = {name: _first(getattr(found, name)) for name in ("full_name", "position", "email", "fax")}
    work, _line, mobile = found.phone.partition("\n")
    return Person(**values, phone_work=_first(work), phone_mobile=_first(mobile))


def _first(written: str) -> str:
    value = storable(written.partition("\n")[0].strip(), 254)
    return "" if fold(value).strip(".") in account_nothing() else value
