"""What the judge of letters asks, answered by the database (intake.mail.directory.Directory)."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from reglament.cases import access, reference
from reglament.cases.models import Case
from reglament.cases.status import ENDED, Status
from reglament.contracts import models as agreements
from reglament.contracts import numbers, versions
from reglament.intake import mailboxes
from reglament.intake.mail.directory import CaseView, Category, Contract, Person, Reference, ReferenceState, Seen
from reglament.intake.mail.profile import Mailbox
from reglament.intake.models import Receipt
from reglament.people.folding import fold
from reglament.people.models import Account, Company


@dataclass(slots=True)
class Registry:
    """Answers for the moment `at` (UTC); addresses come in any case."""

    at: datetime
    _people: dict[str, Account | None] = field(default_factory=dict)

    def seen(self, dedupe_key: str) -> Seen | None:
        receipt = Receipt.objects.filter(dedupe_key=dedupe_key).exclude(verdict="").select_related("case").first()
        return Seen(receipt.case.number if receipt.case else None) if receipt else None

    def mailbox(self, address: str) -> Mailbox | None:
        return mailboxes.named(address)

    def support_mailbox(self) -> Mailbox | None:
        return mailboxes.support()

    def is_own(self, address: str) -> bool:
        if address.lower() in mailboxes.known():
            return True
        return agreements.SupportChannel.objects.filter(kind="email", value__iexact=address).exists()

    def is_staff(self, address: str) -> bool:
        account = self.account_at(address)
        return bool(account and account.is_staff_member)

    def account_by_login(self, login: str) -> Person | None:
        account = Account.objects.select_related("company").filter(login=login.casefold()).first()
        if account is None or account.company.kind == Company.Kind.CONTRACTOR:
            return None
        return self._person(account)

    def account_by_address(self, address: str) -> Person | None:
        account = self.account_at(address)
        return self._person(account) if account else None

    def account_at(self, address: str) -> Account | None:
        """The one active account with this registered address."""
        key = address.lower()
        if key not in self._people:
            known = Account.objects.select_related("company").filter(blocked_at=None)
            found = list(known.filter(email__iexact=key)[:2])
            self._people[key] = found[0] if len(found) == 1 else None
        return self._people[key]

    def contract_by_number(self, number: str) -> Contract | None:
        row = agreements.Contract.objects.filter(number_folded=numbers.normalise(number)).first()
        return self._contract(row) if row else None

    def same_contract(self, one: str, other: str) -> bool:
        return numbers.normalise(one) == numbers.normalise(other)

    def category(self, text: str) -> Category | None:
        wanted = fold(text)
        for row in agreements.Category.objects.all():
            if wanted in (fold(row.name_ru), fold(row.name_en), row.code):
                return Category(row.code, row.otherwise)
        return None

    def case_by_number(self, number: str) -> CaseView | None:
        case = Case.objects.select_related("merged_into").filter(Q(number=number) | Q(external_number=number)).first()
        return _view(case) if case else None

    def verify_token(self, tag: str) -> Reference:
        return self._verified(tag, reference.verify_address_tag(tag))

    def verify_message_id(self, message_id: str) -> Reference:
        return self._verified(message_id, reference.verify_message_id(message_id))

    def is_participant(self, case: str, address: str) -> bool:
        account = self.account_at(address)
        found = Case.objects.filter(number=case).first()
        if account is None or found is None:
            return False
        if account.is_staff_member:
            return True
        return account.company_id == found.company_id and (
            found.opener_id == account.pk
            or found.participants.filter(account=account).exists()
            or agreements.ContractContact.objects.filter(contract=found.contract_id, account=account).exists()
        )

    def _verified(self, text: str, found: reference.Reference | None) -> Reference:
        if found is None:
            forged = reference.looks_like_token(text)
            return Reference(ReferenceState.FORGED if forged else ReferenceState.UNKNOWN)
        account = Account.objects.filter(pk=found.account_id).first() if found.account_id else None
        return Reference(
            ReferenceState.VALID,
            self.case_by_number(found.case_number),
            issued_to=account.email if account else "",
            internal=found.is_internal,
        )

    def _person(self, account: Account) -> Person:
        return Person(
            login=account.login,
            addresses=tuple(sorted(account.addresses)),
            blocked=not account.is_active,
            contracts=tuple(map(self._contract, access.opened_by(account, self.at.date()))),
        )

    def _contract(self, row: agreements.Contract) -> Contract:
        day = self.at.date()
        allowed = versions.categories(versions.in_force(row, day))
        return Contract(
            number=row.number,
            active=row.in_force(day),
            categories=frozenset(category.code for category in allowed),
        )


def _view(case: Case) -> CaseView:
    main = case.merged_into or case
    return CaseView(main.number, Status(main.status) in ENDED)
