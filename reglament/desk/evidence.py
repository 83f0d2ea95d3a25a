"""What first processing looks at beside the case: the letter, the contract's lines, the sender's role."""

from dataclasses import dataclass
from datetime import datetime

from reglament.cases.models import Case, Entry
from reglament.cases.showing.page import Page
from reglament.contracts import coverage, versions
from reglament.contracts.models import Contract, ContractContact, CoveredItem
from reglament.intake.models import Receipt


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
        letter=case.receipts.order_by("id").first() if case.channel == "email" else None,
        at=at,
    )


def _coverage(case: Case) -> coverage.Verdict | None:
    if case.contract is None:
        return None
    return coverage.check(case.contract, case.category, pn=case.pn, sn=case.sn, on=case.received_at.date())
