"""R-39, R-44  What the contract says of the numbers a case came with; the verdict is stored and explained."""

from reglament.cases import spelling
from reglament.cases.models import Case
from reglament.cases.models.case import Entitlement
from reglament.contracts import coverage
from reglament.equipment.models import Item


def judge(case: Case) -> coverage.Verdict | None:
    """Sets verdict, entitlement, item and site; None while the contract is not certain."""
    if case.contract is None:
        case.entitlement, case.verdict = Entitlement.PENDING, ""
        return None
    verdict = coverage.check(case.contract, case.category, pn=case.pn, sn=case.sn, on=case.received_at.date())
    case.verdict = verdict.finding
    case.entitlement = Entitlement.VERIFIED if verdict.verified else Entitlement.PENDING
    if verdict.covered:
        case.item = verdict.covered.item
        case.site = case.site or case.item.site
    return verdict


def is_confirmed_by_hand(case: Case) -> bool:
    """R-39  Did a person confirm the service though the numbers do not match?"""
    return case.entitlement == Entitlement.VERIFIED and case.verdict not in coverage.VERIFIED


def give_numbers(case: Case, *, item: Item | None = None, pn: str = "", sn: str = "") -> None:
    """The numbers of the case, from an item of the register or as typed.

    What is longer than any number stays in the text of the letter that brought it.
    """
    case.item = item
    typed = (pn.strip()[: spelling.NUMBER_ROOM], sn.strip()[: spelling.NUMBER_ROOM])
    case.pn, case.sn = (item.product.pn, item.sn) if item else typed
    case.pn_folded, case.sn_folded = spelling.pn(case.pn), spelling.sn(case.sn)
