"""R-38, R-43  The equipment of a contract, found by P/N, S/N, name or site; the search is the server's."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from reglament.contracts.models import Contract, CoveredItem
from reglament.equipment.models import Product
from reglament.equipment.numbers import normalise
from reglament.people.folding import fold
from reglament.ui import words

AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the picker; `value` is the item's id."""

    value: int
    title: str
    site: str
    pn: str
    sn: str
    until: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the picker shows: the first rows of `found`, of `total` lines in cover."""

    lines: list[Line]
    found: int
    total: int


def lines_of(contract: Contract) -> QuerySet[CoveredItem]:
    """Every line of the contract with what is printed of it."""
    return CoveredItem.objects.filter(contract=contract).select_related("item__product", "item__site")


def in_cover(contract: Contract, day: date) -> QuerySet[CoveredItem]:
    return lines_of(contract).filter(cover_from__lte=day, cover_until__gt=day)


def matching(contract: Contract, text: str) -> Q:
    """Lines that hold every word of the text, each in a number, a name, a label or a site."""
    wanted = Q()
    products = _products(contract) if text.strip() else {}
    for word in text.split()[:6]:
        wanted &= _holding(word, products)
    return wanted


def search(contract: Contract, text: str, *, chosen: str, day: date) -> Found:
    """The chosen line first, then the first that match."""
    covered = in_cover(contract, day)
    total = covered.count()
    matched = covered.filter(matching(contract, text)).order_by("item__site__name", "item__product__pn", "id")
    found = matched.count() if text.strip() else total
    rows = list(matched[:AT_ONCE])
    if chosen.isdecimal() and not any(str(row.item_id) == chosen for row in rows):
        rows = [*covered.filter(item=int(chosen))[:1], *rows]
    return Found([line(row) for row in rows], found, total)


def line(row: CoveredItem) -> Line:
    item = row.item
    name = words.pick(item.product, "name")
    return Line(
        value=item.pk,
        title=f"{name}, {item.label}" if item.label else name,
        site=item.site.name if item.site else "",
        pn=item.product.pn,
        sn=item.sn,
        until=words.day(row.last_day),
    )


def _holding(word: str, products: dict[int, str]) -> Q:
    said, number = fold(word), normalise(word)
    named = [pk for pk, text in products.items() if said in text or (number and number in text)]
    wanted = (
        Q(item__product__in=named) | Q(item__label_folded__contains=said) | Q(item__site__name_folded__contains=said)
    )
    return wanted | Q(item__sn_folded__contains=number) if number else wanted


def _products(contract: Contract) -> dict[int, str]:
    """Each product of the contract as one folded text; SQLite cannot fold Cyrillic, so Python looks into names."""
    known = Product.objects.filter(items__covers__contract=contract).distinct()
    return {row.pk: f"{fold(f'{row.vendor} {row.name_ru} {row.name_en} {row.pn}')} {row.pn_folded}" for row in known}
