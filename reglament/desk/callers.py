"""R-08, R-11  Whose contract a call or a letter is about: by number, company, name, login, telephone or S/N."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse

from reglament.contracts.models import Contract, ContractContact, CoveredItem
from reglament.contracts.models.contract import ContractQuerySet
from reglament.contracts.numbers import normalise
from reglament.desk import findings, frames, journals, readings
from reglament.desk.gates import Visit
from reglament.equipment.numbers import normalise as normalise_sn
from reglament.intake.models import Receipt
from reglament.ui.words import phone_href

MOST = 20
# Digits of a telephone or an S/N that are enough to mean one; of a telephone the country code is not compared.
LEAST_DIGITS, MOST_DIGITS = 6, 10


def contracts(request: Visit, at: datetime) -> ContractQuerySet:
    """Contracts in force: only under these a new case is opened here."""
    return readings.contracts(request.user, at.date()).in_force(at.date()).select_related("company")


def letter(request: Visit) -> Receipt | None:
    """The letter that is being registered by hand."""
    pk = request.GET.get("receipt", "")
    if not pk:
        return None
    known = (
        journals.receipts_for(request.user).filter(pk=pk) if pk.isascii() and pk.isdigit() and len(pk) < 19 else None
    )
    found = known.select_related("account", "raw").first() if known is not None else None
    if found is None:
        raise Http404
    return found


def search(request: Visit, receipt: Receipt | None, at: datetime) -> HttpResponse:
    """By contract number, company, S/N, or the caller's name, login or telephone."""
    query = request.GET.get("q", "").strip()[:100]
    found = contracts(request, at)
    if query:
        found = found.filter(_named(query, at.date())).distinct()
    elif receipt:
        writer = Q(contacts__account__email__iexact=receipt.from_address) if receipt.from_address else Q(pk=None)
        found = found.filter(writer | Q(contacts__account=receipt.account) if receipt.account else writer).distinct()
    else:
        found = found.none()
    context: dict[str, Any] = {"query": query, "found": found.order_by("number")[:MOST], "receipt": receipt}
    return frames.draw(request, "desk/openings/search.html", "queue", at=at, **context)


def writer(receipt: Receipt, contract: Contract) -> int | None:
    """Whom the letter names, else whose address it came from, of the contract's people: offered, not taken for sure."""
    people = ContractContact.objects.filter(contract=contract, valid_until=None).select_related("account")
    written = receipt.from_address.lower()
    named = [row.account_id for row in people if row.account_id == receipt.account_id]
    return next(iter([*named, *(row.account_id for row in people if written in row.account.addresses)]), None)


def _named(query: str, day: date) -> Q:
    wanted = findings.holds(["company__name_folded"], query)
    wanted |= Q(pk__in=ContractContact.objects.filter(_said(query), valid_until=None).values("contract"))
    if number := normalise(query):
        wanted |= Q(number_folded__contains=number) | Q(digit_code=number)
    return wanted | Q(pk__in=_covered(query, day).values("contract"))


def _said(query: str) -> Q:
    """The people a caller may mean: by name, login or telephone."""
    wanted = findings.holds(["account__name_folded"], query) | Q(account__login__startswith=query.casefold())
    return wanted | Q(account__in=_phoning(query))


def _phoning(query: str) -> list[int]:
    """R-08  Whose telephone ends with these digits; a hint, never a proof. Numbers are kept as people write them."""
    digits = "".join(filter(str.isdigit, query))[-MOST_DIGITS:]
    if len(digits) < LEAST_DIGITS or any(map(str.isalpha, query)):
        return []
    known = ContractContact.objects.filter(valid_until=None).values_list(
        "account_id", "account__phone_work", "account__phone_mobile"
    )
    return [pk for pk, *phones in known if any(_digits(phone).endswith(digits) for phone in phones)]


def _digits(phone: str) -> str:
    """As they are dialled, without an extension."""
    return "".join(filter(str.isdigit, phone_href(phone)))


def _covered(query: str, day: date) -> QuerySet[CoveredItem]:
    """What is covered today under this whole S/N."""
    number = normalise_sn(query)
    covered = CoveredItem.objects.filter(cover_from__lte=day, cover_until__gt=day)
    return covered.filter(item__sn_folded=number) if len(number) >= LEAST_DIGITS else covered.none()


def meant(query: str, contract: Contract, at: datetime) -> dict[str, str]:
    """What the search that found the contract says of the case: who asks, and about which item."""
    if not query:
        return {}
    found = {}
    people = contract.contacts.filter(_said(query), valid_until=None).exclude(role=ContractContact.Role.OBSERVER)
    known = list(people.values_list("account_id", flat=True)[:2])
    if len(known) == 1:
        found["opener"] = str(known[0])
    line = _covered(query, at.date()).filter(contract=contract).select_related("item__product").first()
    return found | {"pn": line.item.product.pn, "sn": line.item.sn} if line else found
