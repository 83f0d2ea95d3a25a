"""A small house for the judge: three customers, one engineer, three cases, and what its signatures are worth."""

from dataclasses import dataclass, field

from reglament.intake.mail.directory import (
    CaseView,
    Category,
    Contract,
    EmptyDirectory,
    Person,
    Reference,
    ReferenceState,
    Seen,
)
from reglament.intake.mail.profile import AddressKind, Mailbox, fold, profile

ALL = frozenset(("incident", "consultation", "commercial"))
BRIDGE = Contract("12-34/2026", categories=ALL, companies=("ООО «Северный Мост Телеком»",))
OUTSOURCED = Contract("12-35/2026", categories=ALL | {"planned"})
EXPIRED = Contract("10-01/2024", active=False)

IVANOV = Person("ivanov.sm", ("ivanov.sm@north-bridge.example",), contracts=(BRIDGE, EXPIRED))
PETROV = Person("petrov.ak", ("petrov.ak@amber.example",), contracts=(EXPIRED,))
DOUBLE = Person("double.ab", ("double.ab@two.example",), contracts=(BRIDGE, OUTSOURCED))
BLOCKED = Person("gone.by", ("gone.by@north-bridge.example",), blocked=True, contracts=(BRIDGE,))

SUPPORT = "support@vector.example"
NO_CONTRACT = "contracts@vector.example"
ENGINEER = "engineer@vector.example"
OPEN, CLOSED = CaseView("SD-2026-000123"), CaseView("SD-2026-000007", closed=True)


@dataclass
class House(EmptyDirectory):
    """A token is the case's number, "/", the address it was issued to; "forged" in it makes it forged."""

    people: tuple[Person, ...] = (IVANOV, PETROV, DOUBLE, BLOCKED)
    cases: tuple[CaseView, ...] = (OPEN, CLOSED)
    known: dict[str, str | None] = field(default_factory=dict)
    profile_code: str = "login_priority"

    def seen(self, dedupe_key: str) -> Seen | None:
        return Seen(self.known[dedupe_key]) if dedupe_key in self.known else None

    def mailbox(self, address: str) -> Mailbox | None:
        kinds = {SUPPORT: AddressKind.SUPPORT, NO_CONTRACT: AddressKind.NO_CONTRACT}
        kind = kinds.get(address.lower())
        return Mailbox(address, kind, profile(self.profile_code)) if kind else None

    def support_mailbox(self) -> Mailbox | None:
        return self.mailbox(SUPPORT)

    def is_own(self, address: str) -> bool:
        return address.lower() in {SUPPORT, NO_CONTRACT}

    def is_staff(self, address: str) -> bool:
        return address.lower() == ENGINEER

    def account_by_login(self, login: str) -> Person | None:
        return next((person for person in self.people if person.login == login), None)

    def account_by_address(self, address: str) -> Person | None:
        return next((person for person in self.people if address.lower() in person.addresses), None)

    def contract_by_number(self, number: str) -> Contract | None:
        return next((one for one in (BRIDGE, OUTSOURCED, EXPIRED) if self.same_contract(one.number, number)), None)

    def same_contract(self, one: str, other: str) -> bool:
        return fold(one) == fold(other.removeprefix("№"))

    def category(self, text: str) -> Category | None:
        names = {"инцидент": Category("incident"), "плановыемероприятия": Category("planned", otherwise="commercial")}
        return names.get(fold(text))

    def case_by_number(self, number: str) -> CaseView | None:
        return next((case for case in self.cases if case.number == number), None)

    def verify_token(self, tag: str) -> Reference:
        return self._verify(tag)

    def verify_message_id(self, message_id: str) -> Reference:
        return self._verify(message_id.partition("@")[0])

    def is_participant(self, case: str, address: str) -> bool:
        return address.lower() in {*IVANOV.addresses, *DOUBLE.addresses, ENGINEER}

    def _verify(self, text: str) -> Reference:
        number, slash, rest = text.partition("/")
        if not slash:
            return Reference()
        if "forged" in rest:
            return Reference(ReferenceState.FORGED)
        case = self.case_by_number(number)
        issued = rest.removeprefix("internal-").replace("=", "@")
        return Reference(ReferenceState.VALID, case, issued, internal=rest.startswith("internal-"))
