"""What was decided about a letter: a verdict, one reason, and everything the next step needs to know."""

from dataclasses import dataclass, field
from enum import StrEnum

from reglament.intake.mail.account_request import AccountRequest
from reglament.intake.mail.directory import Person
from reglament.intake.mail.fields import Fields
from reglament.intake.mail.files import Partition
from reglament.intake.mail.letter import ParsedLetter
from reglament.intake.mail.profile import Mailbox


class Verdict(StrEnum):
    CASE = "case"
    REPLY = "reply"
    REJECT = "reject"
    QUARANTINE = "quarantine"
    IGNORE = "ignore"
    DUPLICATE = "duplicate"
    NO_CONTRACT = "no_contract"


class Reason(StrEnum):
    """The one reason of a verdict: stable codes, shown in the journal and by `reglament letter --explain`."""

    LOGIN_OK = "login_ok"
    """case: login and priority are right."""
    CONTRACT_OK = "contract_ok"
    """case: the profile without logins, the contract is right."""
    PRIORITY_DEFAULT = "priority_default"
    """case: the priority is absent or malformed, the default is set (R-31)."""
    SENDER_UNCONFIRMED = "sender_unconfirmed"
    """case: From is none of the login's addresses, or our relay does not vouch for it."""
    CONTRACT_INACTIVE = "contract_inactive"
    """case, contract to be checked: the login is known but has no contract in force."""
    CONTRACT_AMBIGUOUS = "contract_ambiguous"
    """case, contract to be checked: several contracts and none named."""
    CONTRACT_UNMATCHED = "contract_unmatched"
    """case, contract to be checked: the number named is none of the login's contracts in force."""
    LINKED = "linked"
    """case: a reply to a closed case opens a linked one."""
    ANSWER = "answer"
    """reply: matched to a case whose participant the sender is."""
    LOGIN_MISSING = "login_missing"
    """reject: no login at the beginning (R-10)."""
    LOGIN_MALFORMED = "login_malformed"
    """reject: the login cannot be one (R-10)."""
    LOGIN_CONFLICT = "login_conflict"
    """reject: two different logins (R-10)."""
    LOGIN_UNKNOWN = "login_unknown"
    """reject: no such login, or a blocked one; the letter says no more than that."""
    ORG_MISSING = "org_missing"
    """reject: the profile wants the organisation."""
    CONTRACT_MISSING = "contract_missing"
    """reject: the profile wants the contract number."""
    CONTRACT_UNKNOWN = "contract_unknown"
    """reject: no such contract."""
    STRANGER = "stranger"
    """quarantine: speaks of a case whose participant the sender is not."""
    BAD_TOKEN = "bad_token"  # noqa: S105
    """quarantine: a signed address or Message-ID of ours with a wrong signature."""
    UNVERIFIED = "unverified"
    """quarantine: a participant's address, but neither our token issued to it nor dmarc=pass."""
    STAFF_DOUBTFUL = "staff_doubtful"
    """quarantine: from an address of staff, but not by our letter to them, or our relay does not vouch for it."""
    SENDER_MISMATCH = "sender_mismatch"
    """quarantine: the profile takes a login only from its own address or domain."""
    NOT_ALLOWED = "not_allowed"
    """quarantine: the sender takes part in the case, but their role allows no message."""
    UNREADABLE = "unreadable"
    """quarantine: encrypted or broken, a person has to look."""
    OWN_LOOP = "own_loop"
    """ignore: from an address of ours, or going in circles."""
    BOUNCE = "bounce"
    """ignore: a letter came back, or a report about one."""
    AUTO_REPLY = "auto_reply"
    """ignore: out-of-office and the like."""
    AUTO_GENERATED = "auto_generated"
    """ignore: a program wrote it."""
    LIST_MAIL = "list_mail"
    """ignore: mailing list or bulk mail."""
    SAME_LETTER = "same_letter"
    """duplicate: mailbox, Message-ID and content were seen before."""
    ACCOUNT_REQUEST = "account_request"
    """no_contract: asks to change an account or add employees (R-23)."""
    NO_CONTRACT_ADDRESS = "no_contract_address"
    """no_contract: any other letter to the address for requests without a contract (R-12)."""


class Note(StrEnum):
    """Everything else worth knowing; several may hold at once. Troubles of the grammar stand in the fields."""

    LOGIN_BLOCKED = "login_blocked"
    """For staff only: the answer does not tell it from an unknown login."""
    PRIORITY_DEFAULT = "priority_default"
    SENDER_UNCONFIRMED = "sender_unconfirmed"
    CONTRACT_AMBIGUOUS = "contract_ambiguous"
    CONTRACT_UNMATCHED = "contract_unmatched"
    ORG_MISMATCH = "org_mismatch"
    """The organisation named is not the contract's."""
    ON_BEHALF = "on_behalf"
    """Staff passed the letter on for this login."""
    CATEGORY_UNKNOWN = "category_unknown"
    CATEGORY_RECLASSIFIED = "category_reclassified"
    """R-50  The contract does not allow the category; the one that is taken instead is in `category`."""
    SUBJECT_EMPTY = "subject_empty"
    """R-52  The subject is taken from the description."""
    DESCRIPTION_EMPTY = "description_empty"
    """R-57  The customer is asked for it."""
    FILES_DECLINED = "files_declined"
    """R-62  Some files are over the limit."""
    PRIORITY_ASKED = "priority_asked"
    """A reply names a priority: a request, not an order."""
    MATCHED_BY_TOKEN = "matched_by_token"  # noqa: S105
    MATCHED_BY_MESSAGE_ID = "matched_by_message_id"
    MATCHED_BY_SUBJECT = "matched_by_subject"
    DMARC_FAILED = "dmarc_failed"
    SEVERAL_AUTHORS = "several_authors"
    """From names several addresses or none: identity is uncertain."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The decision; `case` is the matched number, `contract` the one that binds the new case.

    `subject` and `reply` are the letter's as the case keeps them. `may_answer` says whether a robot's answer may go to
    `answer_to`; `language` is "ru", "en", or "" for both. `claims_priority` is 1 or 2 if a letter speaks of it though
    nobody was found to obey.
    """

    verdict: Verdict
    reason: Reason
    letter: ParsedLetter
    mailbox: Mailbox | None = None
    case: str | None = None
    fields: Fields = field(default_factory=Fields)
    reply: str = ""
    subject: str = ""
    auto: bool = False
    verified: bool = False
    notes: tuple[Note, ...] = ()
    person: Person | None = None
    contract: str | None = None
    priority: int = 4
    category: str | None = None
    files: Partition = field(default_factory=Partition)
    account: AccountRequest | None = None
    audience: str = ""
    failed_recipients: tuple[str, ...] = ()
    claims_priority: int | None = None
    may_answer: bool = False
    answer_to: str = ""
    language: str = ""
    dedupe_key: str = ""
