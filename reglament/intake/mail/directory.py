"""Whom and what the house knows, as the judge of letters asks for it. The database answers; so does nothing at all."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from reglament.intake.mail import profile
from reglament.intake.mail.profile import Mailbox


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract a person may act for. `categories` are the codes of the request categories it allows (R-51)."""

    number: str
    active: bool = True
    categories: frozenset[str] = frozenset()
    companies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """An account: its registered addresses and the contracts it is authorised for, expired ones included."""

    login: str
    addresses: tuple[str, ...] = ()
    blocked: bool = False
    contracts: tuple[Contract, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """A request category; `otherwise` is taken where the contract does not allow it (R-50)."""

    code: str
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as far as a letter needs it; the number after merging, if it was merged."""

    number: str
    closed: bool = False


class ReferenceState(StrEnum):
    UNKNOWN = "unknown"
    """Not a reference of ours."""
    FORGED = "forged"
    """Looks like ours, but the signature is wrong."""
    VALID = "valid"


@dataclass(frozen=True, slots=True)
class Reference:
    """What a signed address or Message-ID turned out to be, and whom it was issued to; `internal`: a staff notice."""

    state: ReferenceState = ReferenceState.UNKNOWN
    case: CaseView | None = None
    issued_to: str = ""
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A letter that was taken in before, and the case it went to."""

    case: str | None = None


class Directory(Protocol):
    """Addresses are bare, in any case; logins are folded; every answer is for the letter's moment."""

    def seen(self, dedupe_key: str) -> Seen | None:
        """The letter with this key, if it is stored."""

    def mailbox(self, address: str) -> Mailbox | None:
        """The address of ours, without a tag; None for any other."""

    def support_mailbox(self) -> Mailbox | None:
        """Whose letter it is if neither the envelope nor the headers name an address of ours."""

    def is_own(self, address: str) -> bool:
        """Whether we send from this address or read it."""

    def is_staff(self, address: str) -> bool:
        """Whether it is the registered address of an account of the contractor."""

    def account_by_login(self, login: str) -> Person | None:
        """The account, blocked ones included."""

    def account_by_address(self, address: str) -> Person | None:
        """The customer's account with this registered address, if there is exactly one."""

    def contract_by_number(self, number: str) -> Contract | None:
        """The contract, whatever its spelling."""

    def same_contract(self, one: str, other: str) -> bool:
        """Whether two spellings name one contract: blanks, dashes and № aside."""

    def category(self, text: str) -> Category | None:
        """The request category of this name in any of our languages."""

    def case_by_number(self, number: str) -> CaseView | None:
        """The case with this number."""

    def verify_token(self, tag: str) -> Reference:
        """What stands between + and @ of one of our addresses."""

    def verify_message_id(self, message_id: str) -> Reference:
        """A Message-ID without brackets."""

    def is_participant(self, case: str, address: str) -> bool:
        """Whether the address belongs to the opener, a contact of the contract, a watcher or staff."""


class EmptyDirectory:
    """Nobody is known; addresses are what the shipped table says. It judges where there is no database."""

    def seen(self, dedupe_key: str) -> Seen | None:
        return None

    def mailbox(self, address: str) -> Mailbox | None:
        return profile.shipped_mailbox(address)

    def support_mailbox(self) -> Mailbox | None:
        return profile.shipped_mailbox(profile.SUPPORT)

    def is_own(self, address: str) -> bool:
        return False

    def is_staff(self, address: str) -> bool:
        return False

    def account_by_login(self, login: str) -> Person | None:
        return None

    def account_by_address(self, address: str) -> Person | None:
        return None

    def contract_by_number(self, number: str) -> Contract | None:
        return None

    def same_contract(self, one: str, other: str) -> bool:
        return False

    def category(self, text: str) -> Category | None:
        return None

    def case_by_number(self, number: str) -> CaseView | None:
        return None

    def verify_token(self, tag: str) -> Reference:
        return Reference()

    def verify_message_id(self, message_id: str) -> Reference:
        return Reference()

    def is_participant(self, case: str, address: str) -> bool:
        return False
