"""What a verdict does: a letter becomes a case, a reply, a kept auto-reply or nothing (domain §5.4, §5.5)."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings

from reglament.cases.course import correspondence, linking, opening, priority
from reglament.cases.course.entries import Files, Message
from reglament.cases.models import Case, Entry
from reglament.contracts import models as agreements
from reglament.contracts import numbers, versions
from reglament.contracts.access import contacts_of, is_responsible
from reglament.files import storing
from reglament.intake import account_letters
from reglament.intake.mail import quoting
from reglament.intake.mail.judgement import Judgement, Note, Reason, Verdict
from reglament.intake.mail.letter import Attachment
from reglament.intake.models import Receipt
from reglament.people.models import Account

SUBJECT_FROM_TEXT = 80
UNSURE = frozenset({Note.DMARC_FAILED, Note.SEVERAL_AUTHORS})
MISSING = frozenset({Note.SUBJECT_EMPTY, Note.DESCRIPTION_EMPTY})


def carry_out(receipt: Receipt, judgement: Judgement, *, at: datetime) -> None:
    """Sets the receipt's account, case and entry; raises Refused when the sender may not do what the letter asks."""
    DOINGS.get(judgement.verdict, _nothing)(receipt, judgement, at)


def _nothing(receipt: Receipt, judgement: Judgement, at: datetime) -> None:
    """Kept and shown, without any effect."""
    if judgement.case:
        receipt.case = Case.objects.filter(number=judgement.case).first()
    if judgement.reason is Reason.STAFF_DOUBTFUL:
        receipt.account = _author(judgement)


def _machine(receipt: Receipt, judgement: Judgement, at: datetime) -> None:
    """An automatic letter is kept with its case; a bounce marks the address."""
    for address in judgement.failed_recipients:
        Account.objects.filter(email__iexact=address).update(mail_bounced_at=at)
    _nothing(receipt, judgement, at)
    if receipt.case and receipt.case.is_open and judgement.reason is Reason.AUTO_REPLY:
        message = Message(text=judgement.letter.text, channel="email", letter_key=receipt.dedupe_key)
        receipt.entry = correspondence.keep_auto_reply(receipt.case, message, by=_author(judgement), at=at)


def _reply(receipt: Receipt, judgement: Judgement, at: datetime) -> None:
    """R-02, R-03  A participant's letter joins the case; a priority named in it is only asked for."""
    case = Case.objects.get(number=judgement.case)
    author = _author(judgement)
    if author is None:
        return
    receipt.account, receipt.case = author, case
    is_internal = author.is_staff_member and judgement.audience != "public"
    receipt.entry = join(receipt, judgement, case, by=author, at=at, is_internal=is_internal)


def join(receipt: Receipt, judgement: Judgement, case: Case, *, by: Account, at: datetime, is_internal: bool) -> Entry:
    """The letter becomes a message of its writer; raises Refused where their role or the case allows none."""
    message = _message(receipt, judgement, at)
    if is_internal:
        return correspondence.note(case, message, by=by, at=at)
    entry = correspondence.reply(case, message, by=by, at=at)
    if Note.PRIORITY_ASKED in judgement.notes and judgement.fields.priority not in (None, case.priority):
        priority.ask(case, judgement.fields.priority or case.priority, by=by, at=at)
    return entry


def _no_contract(receipt: Receipt, judgement: Judgement, at: datetime) -> None:
    """R-12, R-23  It waits in the queue of its own; a letter about accounts also becomes a request of its contract."""
    _nothing(receipt, judgement, at)
    receipt.account = _author(judgement)
    if judgement.account:
        words = f"{judgement.letter.subject}\n{judgement.letter.text}"
        confirmed = UNSURE.isdisjoint(judgement.notes) and (judgement.verified or not settings.AUTHSERV_ID)
        receipt.account_request = account_letters.take(receipt, judgement.account, words, confirmed=confirmed, at=at)


def _case(receipt: Receipt, judgement: Judgement, at: datetime) -> None:
    """R-09, R-31  A new case; after a closed one, linked to it."""
    earlier = Case.objects.filter(number=judgement.case).select_related("contract", "category").first()
    opener = _opener(judgement)
    if opener is None:
        return
    receipt.account = opener
    case = opening.open_case(_request(receipt, judgement, opener, earlier, at), by=opener, at=at)
    if earlier:
        linking.link(case, earlier, by=opener, at=at)
    receipt.case, receipt.entry = case, case.entries.filter(is_opening=True).first()


def _request(
    receipt: Receipt, judgement: Judgement, opener: Account, earlier: Case | None, at: datetime
) -> opening.Request:
    fields = judgement.fields
    contract = earlier.contract if earlier else _contract(judgement, opener, at)
    text = judgement.reply if earlier else quoting.unsigned(fields.description or judgement.letter.text)
    version = fields.version or ""
    return opening.Request(
        company=opener.company,
        contract=contract,
        channel="email",
        received_at=receipt.received_at,
        category=earlier.category if earlier else _category(judgement, contract, at),
        subject=_subject(judgement, text),
        description=text,
        whole_text=judgement.letter.text if text != judgement.letter.text else "",
        opener=opener,
        typed_by=_author(judgement) if Note.ON_BEHALF in judgement.notes else None,
        priority=None if earlier else fields.priority,
        priority_is_agreed=is_responsible(contacts_of(opener, at.date()), contract.pk if contract else None),
        pn=fields.pn or "",
        sn=fields.sn or "",
        place=(fields.site or "")[:200],
        phone=(fields.phone or "")[:40],
        wants_version=False,
        current_version=version[:60],
        sender_confirmed=Note.SENDER_UNCONFIRMED not in judgement.notes,
        incomplete=not earlier and not MISSING.isdisjoint(judgement.notes),
        letter_key=receipt.dedupe_key,
        files=stored(judgement.files.accepted, at=at),
    )


def _contract(judgement: Judgement, opener: Account, at: datetime) -> agreements.Contract | None:
    """The contract that binds; an expired one is named for the check when it is the only one."""
    if judgement.contract:
        return agreements.Contract.objects.filter(number_folded=numbers.normalise(judgement.contract)).first()
    if judgement.reason is not Reason.CONTRACT_INACTIVE:
        return None
    day = at.date()
    roles = (agreements.ContractContact.Role.AUTHORISED, agreements.ContractContact.Role.RESPONSIBLE)
    named = agreements.Contract.objects.filter(contacts__account=opener, contacts__role__in=roles).distinct()
    ended = [contract for contract in named if not contract.in_force(day)]
    return ended[0] if len(ended) == 1 else None


def _category(judgement: Judgement, contract: agreements.Contract | None, at: datetime) -> agreements.Category:
    """R-45, R-51  As the letter says and the contract allows; else what the catalogue gives this priority."""
    every = list(agreements.Category.objects.all())
    named = next((row for row in every if row.code == judgement.category), None)
    if named:
        return named
    allowed = versions.categories(versions.in_force(contract, at.date())) if contract else []
    offered = allowed or every
    return next((row for row in offered if judgement.priority in row.default_for), offered[0])


def _subject(judgement: Judgement, text: str) -> str:
    """R-52, R-54  The letter's own; without one, the beginning of the description."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return (judgement.subject.strip() or first[:SUBJECT_FROM_TEXT] or judgement.letter.sender.address)[:200]


def _message(receipt: Receipt, judgement: Judgement, at: datetime) -> Message:
    whole = judgement.letter.text
    return Message(
        text=judgement.reply or whole,
        whole_text=whole if judgement.reply and judgement.reply != whole else "",
        files=stored(judgement.files.accepted, at=at),
        channel="email",
        letter_key=receipt.dedupe_key,
    )


def stored(attachments: Iterable[Attachment], *, at: datetime) -> Files:
    """The files of a letter, kept, with the names they came by."""
    return tuple((storing.store(one.content, at=at), one.name.replace("\0", "")) for one in attachments)


def _opener(judgement: Judgement) -> Account | None:
    login = judgement.person.login if judgement.person else ""
    return Account.objects.select_related("company").filter(login=login).first()


def _author(judgement: Judgement) -> Account | None:
    known = Account.objects.select_related("company").filter(blocked_at=None)
    return known.filter(email__iexact=judgement.letter.sender.address).first()


DOINGS: dict[Verdict, Callable[[Receipt, Judgement, datetime], None]] = {
    Verdict.CASE: _case,
    Verdict.REPLY: _reply,
    Verdict.IGNORE: _machine,
    Verdict.QUARANTINE: _nothing,
    Verdict.NO_CONTRACT: _no_contract,
}
