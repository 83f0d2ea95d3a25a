"""Stage two of a letter: it is judged, and what the verdict does is kept together with the verdict, once."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from django.conf import settings
from django.db import DatabaseError, transaction

from reglament.cases import terms as case_terms
from reglament.clauses import Refused
from reglament.files import storing
from reglament.files import terms as file_terms
from reglament.history.record import record
from reglament.intake import accepting, events, outcomes
from reglament.intake.mail import dedupe, judge, parse
from reglament.intake.mail.directory import Directory
from reglament.intake.mail.files import Limits
from reglament.intake.mail.judgement import Judgement, Reason, Verdict
from reglament.intake.mail.letter import ParsedLetter
from reglament.intake.mail.trial import Trial
from reglament.intake.models import Receipt
from reglament.intake.registry import Registry
from reglament.intake.text import storable
from reglament.jobs.models import Job
from reglament.jobs.running import run_now
from reglament.jobs.work import Work
from reglament.terms.resolve import resolve

logger = structlog.get_logger("reglament.intake")
_trial = Trial()
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
    """As `receive`, with the judgement. Where a worker has the letter in hand already, it is left to it."""
    receipt, _is_new = accepting.accept(raw, envelope_to=mailbox, at=at, way=Receipt.Way.PIPE)
    found: list[Judgement] = []

    def judge_here(work: Work) -> None:
        found.append(judge_receipt(receipt, at=at, keeping=work.ending()))

    asked = Job.objects.filter(name=accepting.JUDGE, unique_key=str(receipt.pk)).first()
    if asked:
        run_now(asked.pk, at=at, do=judge_here)
        receipt.refresh_from_db()
    return Taken(receipt, _told(found[0], receipt) if found else weigh(raw, mailbox=mailbox, at=at))


def _told(judgement: Judgement, receipt: Receipt) -> Judgement:
    """What really became of it: a rule may have refused what the judge allowed."""
    return replace(judgement, verdict=Verdict(receipt.verdict), reason=Reason(receipt.reason))


def judge_receipt(receipt: Receipt, *, at: datetime, keeping: AbstractContextManager[None]) -> Judgement:
    """The verdict on a stored letter and all it does, in the transaction `keeping`."""
    raw = storing.read(receipt.raw)
    if receipt.head_alone:
        judgement = weigh(raw, mailbox=receipt.envelope_to, at=at, dedupe_key=receipt.dedupe_key, head_alone=True)
    elif _trial.survives(raw):
        judgement = weigh(raw, mailbox=receipt.envelope_to, at=at, dedupe_key=receipt.dedupe_key)
    else:
        logger.error("a letter could not be read in time and memory", receipt=receipt.pk)
        judgement = weigh(raw, mailbox=receipt.envelope_to, at=at, dedupe_key=receipt.dedupe_key, head_alone=True)
    with keeping:
        _settle_once(receipt.pk, judgement, at=at)
    return judgement


def try_out(raw: bytes, *, at: datetime) -> Judgement:
    """What would become of the letter, as it is asked on a page: one that takes too long is not read to its end."""
    return weigh(raw, mailbox="", at=at, head_alone=not _trial.survives(raw))


def weigh(
    raw: bytes,
    *,
    mailbox: str,
    at: datetime,
    directory: Directory | None = None,
    dedupe_key: str = "",
    head_alone: bool = False,
) -> Judgement:
    """The judgement alone; nothing is stored or changed. `directory` instead of the database, where there is none.

    `head_alone` for a letter whose body is not to be touched: its sender learns that nobody could read it.

    A letter that makes our own code fail is a letter for a person to read, never one that is lost.
    """
    try:
        letter = replace(parse.envelope(raw), unreadable="too_hard") if head_alone else parse.parse(raw)
        return _judged(raw, letter, mailbox=mailbox, directory=directory or Registry(at), dedupe_key=dedupe_key)
    except DatabaseError:
        raise
    except Exception:
        logger.exception("a letter could not be judged")
        return unread(raw, mailbox=mailbox, dedupe_key=dedupe_key)


def unread(raw: bytes, *, mailbox: str, dedupe_key: str = "") -> Judgement:
    """What is said of a letter that nobody but a person can read."""
    key = dedupe_key or dedupe.key(raw, mailbox=mailbox, message_id="")
    letter = ParsedLetter(unreadable="failed")
    return Judgement(Verdict.QUARANTINE, Reason.UNREADABLE, letter=letter, dedupe_key=key)


def give_up(receipt: Receipt, *, at: datetime, keeping: AbstractContextManager[None]) -> None:
    """R-10  Nothing could judge it: it waits, whole, for the duty engineer."""
    judgement = unread(b"", mailbox=receipt.mailbox, dedupe_key=receipt.dedupe_key)
    with keeping:
        _settle_once(receipt.pk, judgement, at=at)


def _judged(raw: bytes, letter: ParsedLetter, *, mailbox: str, directory: Directory, dedupe_key: str) -> Judgement:
    ours = judge.mailbox_of(letter, directory, mailbox)
    address = ours.address if ours else mailbox
    return judge.judge(
        letter,
        directory,
        envelope_to=mailbox,
        dedupe_key=dedupe_key or dedupe.key(raw, mailbox=address, message_id=letter.message_id),
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


def _settle_once(pk: int, judgement: Judgement, *, at: datetime) -> None:
    receipt = Receipt.objects.select_for_update(of=("self",)).get(pk=pk)
    if not receipt.verdict:
        _settle(receipt, judgement, at=at)


def _settle(receipt: Receipt, judgement: Judgement, *, at: datetime) -> None:
    """The verdict, its effect on a case and the event that answers it."""
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
    _note(receipt, judgement)
    receipt.judged_at = at
    receipt.save()
    record(receipt, events.JUDGED, actor=None, at=at, verdict=receipt.verdict, reason=receipt.reason)


def _note(receipt: Receipt, judgement: Judgement) -> None:
    """What the judge found besides the verdict."""
    letter = judgement.letter
    receipt.text = storable(letter.text, 1_000_000)
    receipt.subject = storable(letter.subject, 500) or receipt.subject
    receipt.automatic = judgement.auto
    receipt.notes = [*receipt.notes, *(note.value for note in judgement.notes)]
    receipt.fields = {
        name: storable(value, 10_000) if isinstance(value, str) else value
        for name, value in judgement.fields.as_dict().items()
    }
    receipt.problems = [[one.code.value, one.line, storable(one.value, 200)] for one in judgement.fields.problems]
    receipt.declined_files = [storable(one.name, 255) for one in judgement.files.declined]
    receipt.answer_to = storable(judgement.answer_to, 254) if judgement.may_answer else ""
    receipt.claims_priority = judgement.claims_priority
