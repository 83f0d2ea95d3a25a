"""What first processing looks at beside the case: the letter, the contract's lines, the sender's role."""

from dataclasses import dataclass
from datetime import datetime

from reglament.cases.models import Case, Entry
from reglament.cases.showing.page import Page
from reglament.contracts import coverage, versions
from reglament.contracts.models import Contract, ContractContact, CoveredItem
from reglament.desk import choices
from reglament.intake.models import Receipt

COMMERCIAL = "commercial"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Read once. `contracts`: those of the company, when none is certain; `letter`: by which the case came."""

    page: Page
    opening: Entry | None
    coverage: coverage.Verdict | None
    look_alikes: list[CoveredItem]
    contact: ContractContact | None
    contracts: list[Contract]
    is_allowed: bool
    may_be_commercial: bool
    letter: Receipt | None
    at: datetime

    @property
    def case(self) -> Case:
        return self.page.case


def read(page: Page, *, at: datetime) -> Evidence:
    case = page.case
    contract = case.contract
    verdict = _coverage(case)
    return Evidence(
        page=page,
        opening=case.entries.filter(is_opening=True).prefetch_related("attachments__file").first(),
        coverage=verdict,
        look_alikes=coverage.suggestions(contract, sn=case.sn) if contract and verdict and not verdict.verified else [],
        contact=ContractContact.objects.filter(contract=contract, account=case.opener).order_by("-id").first(),
        contracts=[] if contract else list(Contract.objects.filter(company=case.company).order_by("-ends_on")[:4]),
        is_allowed=versions.allows(case.contract_version, case.category),
        may_be_commercial=bool(verdict and not verdict.verified) and _may_be_commercial(case),
        letter=case.receipts.order_by("id").first() if case.channel == "email" else None,
        at=at,
    )


def _may_be_commercial(case: Case) -> bool:
    """R-49  Work outside the contract can be asked for as commercial works."""
    commercial = next((row for row in choices.categories() if row.code == COMMERCIAL), None)
    return commercial is not None and versions.allows(case.contract_version, commercial)


def _coverage(case: Case) -> coverage.Verdict | None:
    if case.contract is None:
        return None
    return coverage.check(case.contract, case.category, pn=case.pn, sn=case.sn, on=case.received_at.date())
