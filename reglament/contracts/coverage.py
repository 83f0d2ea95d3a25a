"""R-39 … R-44  Does the contract owe service for this? The finding is stored with the case and explained."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from reglament.contracts.models import Category, Contract, CoveredItem
from reglament.equipment.numbers import look_alike, normalise, normalise_pn
from reglament.memory.statements import Question


class Finding(StrEnum):
    """What the check found; the comment says what it means."""

    NOT_NEEDED = "not_needed"  # the category needs no item
    MATCH = "match"  # P/N and S/N stand in the contract
    PN_ONLY = "pn_only"  # the P/N stands in it and needs no S/N
    SN_OK_PN_DIFFERS = "sn_ok_pn_differs"
    PN_OK_SN_UNKNOWN = "pn_ok_sn_unknown"
    OTHER_CONTRACT = "other_contract"  # another contract of the same company covers it
    EXPIRED = "expired"  # it was covered, the cover ended
    NOT_FOUND = "not_found"
    MISSING = "missing"  # neither P/N nor S/N was given, or the S/N it needs


VERIFIED = frozenset({Finding.NOT_NEEDED, Finding.MATCH, Finding.PN_ONLY})
PARTIAL = frozenset({Finding.SN_OK_PN_DIFFERS, Finding.PN_OK_SN_UNKNOWN, Finding.OTHER_CONTRACT})


@dataclass(frozen=True, slots=True)
class Verdict:
    """`covered` is the matched line; `foreign` (staff only): the S/N belongs to another company."""

    finding: Finding
    covered: CoveredItem | None = None
    foreign: bool = False

    @property
    def verified(self) -> bool:
        return self.finding in VERIFIED

    @property
    def word(self) -> str:
        """verified / partial / unconfirmed: the entitlement a customer sees."""
        if self.verified:
            return "verified"
        return "partial" if self.finding in PARTIAL else "unconfirmed"


def check(contract: Contract, category: Category, *, pn: str, sn: str, on: date) -> Verdict:
    """R-39, R-41, R-44  Compares the numbers with the contract's lines on that day.

    A category that needs no item is owed whatever numbers came with it; matching ones still name the item.
    """
    found = _by_numbers(contract, pn=pn, sn=sn, on=on)
    return Verdict(Finding.NOT_NEEDED) if not category.requires_item and not found.verified else found


def _by_numbers(contract: Contract, *, pn: str, sn: str, on: date) -> Verdict:
    if sn:
        return _by_sn(contract, normalise_pn(pn), normalise(sn), on)
    if pn:
        return _by_pn(contract, normalise_pn(pn), on)
    return Verdict(Finding.MISSING)


def suggestions(contract: Contract, *, sn: str, limit: int = 3) -> list[CoveredItem]:
    """Lines whose S/N looks the same as what was typed; shown, never applied."""
    if not sn:
        return []
    lines = _lines().filter(contract=contract, item__sn_look_alike=look_alike(sn))
    return list(lines.exclude(item__sn_folded=normalise(sn))[:limit])


def _lines() -> QuerySet[CoveredItem]:
    return CoveredItem.objects.select_related("item__product", "item__site", "contract")


_WITH_SN = Question(lambda sn: _lines().filter(item__sn_folded=sn).order_by("-cover_until")[:20], str)


def _by_sn(contract: Contract, pn: str, sn: str, on: date) -> Verdict:
    lines = _WITH_SN.ask(sn)
    own = [line for line in lines if line.contract_id == contract.pk]
    current = [line for line in own if line.cover_from <= on < line.cover_until]
    for line in current:
        if not pn or line.item.product.pn_folded == pn:
            return Verdict(Finding.MATCH, line)
    if current:
        return Verdict(Finding.SN_OK_PN_DIFFERS, current[0])
    if own:
        return Verdict(Finding.EXPIRED, own[0])
    elsewhere = [line for line in lines if line.contract.company_id == contract.company_id]
    if elsewhere:
        return Verdict(Finding.OTHER_CONTRACT, elsewhere[0])
    known_pn = bool(pn) and _lines().filter(contract=contract, item__product__pn_folded=pn).exists()
    return Verdict(Finding.PN_OK_SN_UNKNOWN if known_pn else Finding.NOT_FOUND, foreign=bool(lines))


def _by_pn(contract: Contract, pn: str, on: date) -> Verdict:
    line = _lines().filter(contract=contract, item__product__pn_folded=pn).order_by("-cover_until").first()
    if line is None:
        return Verdict(Finding.NOT_FOUND)
    if not line.cover_from <= on < line.cover_until:
        return Verdict(Finding.EXPIRED, line)
    if line.item.product.sn_required:
        return Verdict(Finding.MISSING)
    return Verdict(Finding.PN_ONLY, line)
