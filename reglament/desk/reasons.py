"""Why a letter became what it became, in words: the codes are the intake's."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reglament.intake.mail.judgement import Reason

SENTENCES: dict[str, Promise] = {
    Reason.LOGIN_OK: _("Login and priority are right."),
    Reason.CONTRACT_OK: _("The contract is right."),
    Reason.PRIORITY_DEFAULT: _("The priority is absent or malformed: the default was set."),
    Reason.SENDER_UNCONFIRMED: _("The login is right, the letter came from another address."),
    Reason.CONTRACT_INACTIVE: _("The login is known but has no contract in force."),
    Reason.CONTRACT_AMBIGUOUS: _("The login has several contracts and the letter names none."),
    Reason.CONTRACT_UNMATCHED: _("The contract named is none of the login's contracts in force."),
    Reason.LINKED: _("A reply to a closed case opened a linked one."),
    Reason.ANSWER: _("A reply of a participant."),
    Reason.LOGIN_MISSING: _("There is no login at the beginning of the letter."),
    Reason.LOGIN_MALFORMED: _("What stands in place of the login cannot be one."),
    Reason.LOGIN_CONFLICT: _("The letter names two different logins."),
    Reason.LOGIN_UNKNOWN: _("There is no such login, or it is blocked."),
    Reason.ORG_MISSING: _("The company is not named."),
    Reason.CONTRACT_MISSING: _("The contract number is not named."),
    Reason.CONTRACT_UNKNOWN: _("There is no such contract."),
    Reason.STRANGER: _("It speaks of a case in which the sender takes no part."),
    Reason.BAD_TOKEN: _("The signed address of the case has a wrong signature."),
    Reason.UNVERIFIED: _("A participant's address, but nothing proves that the participant wrote it."),
    Reason.STAFF_DOUBTFUL: _("It came from an address of ours, but nothing proves who wrote it: confirm it."),
    Reason.SENDER_MISMATCH: _("This login may write from its own address only."),
    Reason.UNREADABLE: _("The letter is encrypted or broken: a person has to look."),
    Reason.OWN_LOOP: _("It came from an address of ours."),
    Reason.BOUNCE: _("A letter of ours came back, or a report about one."),
    Reason.AUTO_REPLY: _("An out-of-office reply or the like."),
    Reason.AUTO_GENERATED: _("A program wrote it."),
    Reason.LIST_MAIL: _("A mailing list or bulk mail."),
    Reason.SAME_LETTER: _("The same letter came before."),
    Reason.ACCOUNT_REQUEST: _("It asks to change an account or to add employees."),
    Reason.NO_CONTRACT_ADDRESS: _("It came to the address for requests without a contract."),
    # Said by intake.receiving itself, when a rule refused what the judge allowed.
    "not_allowed": _("The sender's role allows no message in this case."),
}


def words(code: str) -> str:
    """A sentence for a code; a code without one is shown as it is."""
    return str(SENTENCES.get(code, code))
