"""Puts sites and items into the register with their look-up spellings."""

from datetime import date

from reglament.equipment.models import Item, Product, Site
from reglament.equipment.numbers import look_alike, normalise, normalise_pn
from reglament.people.folding import fold
from reglament.people.models import Company


def product(
    *, vendor: str, pn: str, name_ru: str, name_en: str, kind: str, sn_required: bool = True, line: str = ""
) -> Product:
    """R-37  A product once per vendor and P/N."""
    row, _created = Product.objects.update_or_create(
        vendor=vendor,
        pn=pn,
        defaults={
            "pn_folded": normalise_pn(pn),
            "name_ru": name_ru,
            "name_en": name_en,
            "kind": kind,
            "sn_required": sn_required,
            "line": line,
        },
    )
    return row


def site(company: Company, *, name: str, address: str = "", zone: str = "") -> Site:
    row, _created = Site.objects.update_or_create(
        company=company, name=name, defaults={"address": address, "zone": zone, "name_folded": fold(name)}
    )
    return row


def item(
    company: Company,
    product: Product,
    *,
    sn: str = "",
    site: Site | None = None,
    label: str = "",
    warranty_until: date | None = None,
) -> Item:
    """R-42  One piece of equipment or one licence of a company."""
    return Item.objects.create(
        company=company,
        product=product,
        site=site,
        sn=sn.strip(),
        sn_folded=normalise(sn),
        sn_look_alike=look_alike(sn),
        label=label,
        label_folded=fold(label),
        warranty_until=warranty_until,
    )
