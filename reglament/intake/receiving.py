"""Letters in two stages: the raw letter and its receipt are committed first, what becomes of it second."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

import structlog
from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction

from reglament.cases import terms as case_terms
from reglament.clauses import Refused
from reglament.files import storing
from reglament.files import terms as file_terms
from reglament.history.record import record
from reglament.intake import events, outcomes
from reglament.intake.mail import dedupe, judge, parse
from reglament.intake.mail.directory import Directory
from reglament.intake.mail.files import Limits
from reglament.intake.mail.judgement import Judgement, Reason, Verdict
from reglament.intake.mail.letter import ParsedLetter
from reglament.intake.models import Receipt
from reglament.intake.registry import Registry
from reglament.terms.resolve import resolve

Value = TypeVar("Value", str, str | int | None)

logger = structlog.get_logger("reglament.intake")
PREFIX = case_terms.NUMBER_PREFIX.default


@dataclass(frozen=True, slots=True)
class Taken:
    """What a letter came to. `receipt` is the earlier one when the same letter was delivered before."""

    receipt: Receipt
    judgement: Judgement


def receive(raw: bytes, *, mailbox: str, at: datetime) -> Receipt:
    """R-09 … R-12  Stores and judges one letter, to the end; `mailbox` is the address it was sent to, may be empty."""
    return take_in(raw, mailbox=mailbox, at=at).receipt


def take_in(raw: bytes, *, mailbox: str, at: datetime) -> Taken:
    """As `receive`, with the judgement. The raw letter is durable before anything else happens to it."""
    judgement = weigh(raw, mailbox=mailbox, at=at)
    receipt, is_new = _store(raw, judgement, at=at)
    if not is_new and receipt.verdict:
        return Taken(receipt, _again(judgement, receipt))
    with transaction.atomic():
        _settle(receipt, judgement, at=at)
    return Taken(receipt, replace(judgement, verdict=Verdict(receipt.verdict), reason=Reason(receipt.reason)))


def _again(judgement: Judgement, receipt: Receipt) -> Judgement:
    """Another delivery of a letter that was settled meanwhile, perhaps beside us."""
    number = receipt.case.number if receipt.case else None
    return replace(judgement, verdict=Verdict.DUPLICATE, reason=Reason.SAME_LETTER, case=number, may_answer=False)


def weigh(raw: bytes, *, mailbox: str, at: datetime, directory: Directory | None = None) -> Judgement:
    """The judgement alone; nothing is stored or changed. `directory` instead of the database, where there is none.

    A letter that makes our own code fail is a letter for a person to read, never one that is lost.
    """
    try:
        return _judged(raw, parse.parse(raw), mailbox=mailbox, directory=directory or Registry(at))
    except DatabaseError:
        raise
    except Exception:
        logger.exception("a letter could not be judged")
        key = dedupe.key(raw, mailbox=mailbox, message_id="")
        unread = ParsedLetter(unreadable="failed")
        return Judgement(Verdict.QUARANTINE, Reason.UNREADABLE, letter=unread, dedupe_key=key)


def _judged(raw: bytes, letter: ParsedLetter, *, mailbox: str, directory: Directory) -> Judgement:
    ours = judge.mailbox_of(letter, directory, mailbox)
    address = ours.address if ours else mailbox
    return judge.judge(
        letter,
        directory,
        envelope_to=mailbox,
        dedupe_key=dedupe.key(raw, mailbox=address, message_id=letter.message_id),
        limits=_limits() if isinstance(directory, Registry) else Limits(),
        authserv_id=settings.AUTHSERV_ID,
        number_prefix=resolve(case_terms.NUMBER_PREFIX) if isinstance(directory, Registry) else PREFIX,
    )


def _limits() -> Limits:
    return Limits(
        max_count=resolve(file_terms.MAX_COUNT),
        max_bytes=resolve(file_terms.MAX_BYTES),
        inline_below=resolve(file_terms.INLINE_BELOW),
    )


def _store(raw: bytes, judgement: Judgement, *, at: datetime) -> tuple[Receipt, bool]:
    """Stage one, a transaction of its own: one row a letter, whatever is delivered twice or beside us."""
    key, letter = judgement.dedupe_key, judgement.letter
    known = Receipt.objects.filter(dedupe_key=key).first()
    if known:
        return known, False
    try:
        with transaction.atomic():
            return Receipt.objects.create(
                dedupe_key=key,
                raw=storing.store(raw, at=at),
                received_at=at,
                mailbox=_clean(judgement.mailbox.address if judgement.mailbox else "", 254),
                message_id=_clean(letter.message_id, 250),
                from_address=_clean(letter.sender.address, 254),
                from_name=_clean(letter.sender.name, 200),
                subject=_clean(letter.subject, 500),
                text=_clean(letter.text, 1_000_000),
            ), True
    except IntegrityError:
        return Receipt.objects.get(dedupe_key=key), False


def _settle(receipt: Receipt, judgement: Judgement, *, at: datetime) -> None:
    """Stage two: the verdict, its effect on a case and the event that answers it, in one transaction."""
    verdict, reason = judgement.verdict, judgement.reason
    try:
        with transaction.atomic():
            outcomes.carry_out(receipt, judgement, at=at)
    except Refused as refused:
        # A participant whose role allows no message: a person looks at it, nothing of the case is touched.
        verdict, reason = Verdict.QUARANTINE, Reason.NOT_ALLOWED
        receipt.case = receipt.entry = None
        receipt.notes = [refused.clause]
    receipt.verdict, receipt.reason = verdict.value, reason.value
    receipt.automatic = judgement.auto
    receipt.notes = [*receipt.notes, *(note.value for note in judgement.notes)]
    receipt.fields = {name: _clean(value, 10_000) for name, value in judgement.fields.as_dict().items()}
    receipt.problems = [[one.code.value, one.line, _clean(one.value, 200)] for one in judgement.fields.problems]
    receipt.declined_files = [_clean(one.name, 255) for one in judgement.files.declined]
    receipt.answer_to = _clean(judgement.answer_to, 254) if judgement.may_answer else ""
    receipt.claims_priority = judgement.claims_priority
    receipt.judged_at = at
    receipt.save()
    record(receipt, events.JUDGED, actor=None, at=at, verdict=receipt.verdict, reason=receipt.reason)


def _clean(value: Value, most: int) -> Value:
    """PostgreSQL stores no NUL and no lone surrogate."""
    if not isinstance(value, str):
        return value
    return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")[:most]
