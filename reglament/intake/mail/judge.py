"""R-09 … R-12  What becomes of a letter: one decision, step by step, without touching anything."""

from collections.abc import Callable

from reglament.intake.mail import account_request, addresses, authentication, grammar, replies, requests, screen
from reglament.intake.mail.directory import Directory
from reglament.intake.mail.files import Limits
from reglament.intake.mail.hearing import Hearing, reply_of
from reglament.intake.mail.judgement import Judgement, Reason, Verdict
from reglament.intake.mail.letter import ParsedLetter
from reglament.intake.mail.profile import AddressKind, Mailbox
from reglament.intake.mail.screen import Signal

_MACHINES = (
    (Signal.BOUNCE, Reason.BOUNCE),
    (Signal.AUTO_REPLY, Reason.AUTO_REPLY),
    (Signal.AUTO_GENERATED, Reason.AUTO_GENERATED),
    (Signal.LIST_MAIL, Reason.LIST_MAIL),
)


def judge(
    letter: ParsedLetter,
    directory: Directory,
    *,
    envelope_to: str = "",
    dedupe_key: str = "",
    limits: Limits | None = None,
    authserv_id: str = "",
    number_prefix: str = "SD",
) -> Judgement:
    """The verdict on a letter. `envelope_to` is the recipient the server named, else the headers are asked."""
    mailbox = mailbox_of(letter, directory, envelope_to)

    def is_ours(address: str) -> bool:
        return directory.is_own(address) or (mailbox is not None and addresses.same(mailbox.address, address))

    hearing = Hearing(
        letter=letter,
        directory=directory,
        mailbox=mailbox,
        screening=screen.screen(letter, is_ours),
        dmarc=authentication.dmarc(letter, authserv_id),
        authserv_id=authserv_id,
        limits=limits or Limits(),
        number_prefix=number_prefix,
        dedupe_key=dedupe_key,
        envelope_to=envelope_to,
        reply=reply_of(letter),
    )
    for step in _STEPS:
        judgement = step(hearing)
        if judgement is not None:
            return judgement
    return requests.judge(hearing)


def mailbox_of(letter: ParsedLetter, directory: Directory, envelope_to: str = "") -> Mailbox | None:
    """Our address the letter came to: envelope, Delivered-To, X-Original-To, To, Cc; else the support address."""
    for address in (envelope_to, *letter.recipients.everyone[:200]):
        found = mailbox_named(address, directory) if address else None
        if found is not None:
            return found
    return directory.support_mailbox()


def mailbox_named(address: str, directory: Directory) -> Mailbox | None:
    """The mailbox of ours that this address names, with a tag or without; None for any other."""
    return directory.mailbox(_without_tag(address))


def _without_tag(address: str) -> str:
    local, at, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


def _duplicate(hearing: Hearing) -> Judgement | None:
    seen = hearing.directory.seen(hearing.dedupe_key) if hearing.dedupe_key else None
    if seen is None:
        return None
    return hearing.decide(Verdict.DUPLICATE, Reason.SAME_LETTER, case=seen.case, may_answer=False)


def _loop(hearing: Hearing) -> Judgement | None:
    if {Signal.OWN_ADDRESS, Signal.LOOP}.isdisjoint(hearing.screening.signals):
        return None
    return hearing.decide(Verdict.IGNORE, Reason.OWN_LOOP, case=replies.case_of_machine(hearing))


def _machine(hearing: Hearing) -> Judgement | None:
    """Automatic letters open no case, are not answered, and neither resume a clock nor count as an answer."""
    reason = next((reason for signal, reason in _MACHINES if signal in hearing.screening.signals), None)
    if reason is None:
        return None
    fields = grammar.read_fields(hearing.words, hearing.profile)
    return hearing.decide(Verdict.IGNORE, reason, case=replies.case_of_machine(hearing), fields=fields)


def _unreadable(hearing: Hearing) -> Judgement | None:
    return hearing.decide(Verdict.QUARANTINE, Reason.UNREADABLE) if hearing.letter.unreadable else None


def _no_contract(hearing: Hearing) -> Judgement | None:
    """R-12, R-23  The address for requests without a contract; account letters come there too."""
    if hearing.mailbox is None or hearing.mailbox.kind is not AddressKind.NO_CONTRACT:
        return None
    account = account_request.find(hearing.letter.subject, hearing.words)
    fields = grammar.read_fields(hearing.words, hearing.profile)
    reason = Reason.ACCOUNT_REQUEST if account else Reason.NO_CONTRACT_ADDRESS
    claims = grammar.claimed_priority(hearing.words, hearing.profile)
    return hearing.decide(Verdict.NO_CONTRACT, reason, account=account, fields=fields, claims_priority=claims)


_STEPS: tuple[Callable[[Hearing], Judgement | None], ...] = (
    _duplicate,
    _loop,
    _machine,
    _unreadable,
    replies.judge,
    _no_contract,
)
