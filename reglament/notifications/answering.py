"""R-10 … R-12  A robot's answer to a letter that did not become a case: what was wrong, what to do, whom to call."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from secrets import token_hex

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from reglament.intake import mailboxes
from reglament.intake.mail import profile, screen
from reglament.intake.mail.fields import Problem, Trouble
from reglament.intake.mail.judgement import Reason
from reglament.intake.models import Receipt
from reglament.notifications import (
    account_letters,
    addresses,
    caps,
    heads,
    links,
    names,
    terms,
    texts,
    troubles,
    wordings,
)
from reglament.notifications.compose import QUEUED, Delivery
from reglament.notifications.contractor import contractor
from reglament.notifications.models import Letter
from reglament.notifications.values import HOUSE
from reglament.terms.resolve import resolve

BOTH = "both"
ENOUGH_CYRILLIC = 0.2
BETWEEN_LANGUAGES = "\n\n* * *\n\n"


class Answer(StrEnum):
    """Which answer; the value names its words in letters/."""

    REJECTED = "rejected"  # M2: the login is missing, badly formed or there are two
    UNKNOWN_LOGIN = "unknown_login"  # M3: unknown or blocked, one and the same text
    UNREADABLE = "unreadable"  # M4
    HELD = "held"  # §5.5: staff confirm their own letter
    NO_CONTRACT = "no_contract"  # the receipt of a letter without a contract


ANSWERS = {
    Reason.LOGIN_MISSING: Answer.REJECTED,
    Reason.LOGIN_MALFORMED: Answer.REJECTED,
    Reason.LOGIN_CONFLICT: Answer.REJECTED,
    Reason.ORG_MISSING: Answer.REJECTED,
    Reason.CONTRACT_MISSING: Answer.REJECTED,
    Reason.LOGIN_UNKNOWN: Answer.UNKNOWN_LOGIN,
    Reason.CONTRACT_UNKNOWN: Answer.UNKNOWN_LOGIN,
    Reason.UNREADABLE: Answer.UNREADABLE,
    Reason.STAFF_DOUBTFUL: Answer.HELD,
    Reason.ACCOUNT_REQUEST: Answer.NO_CONTRACT,
    Reason.NO_CONTRACT_ADDRESS: Answer.NO_CONTRACT,
}
"""What became of a letter → what its sender reads; the others get no answer of a robot."""


def answer_judged(receipt: Receipt, *, at: datetime, delivery: Delivery = QUEUED) -> Letter | None:
    """The answer a judged letter calls for, in its own language."""
    kind = ANSWERS.get(Reason(receipt.reason)) if receipt.reason in set(Reason) else None
    if kind is None or (kind is Answer.NO_CONTRACT and not resolve(terms.NO_CONTRACT_RECEIPT)):
        return None
    problems = [Problem(Trouble(code), line, value) for code, line, value in receipt.problems]
    return answer(receipt, kind, problems, language_of(receipt.text), at=at, delivery=delivery)


@transaction.atomic
def answer(
    receipt: Receipt,
    kind: Answer,
    problems: Sequence[Problem],
    language: str,
    *,
    at: datetime,
    delivery: Delivery = QUEUED,
) -> Letter | None:
    """Writes the answer, or a withheld one over the cap; None where a robot must be silent, and for a second call.

    `language` is 'ru', 'en' or BOTH, see `language_of`.
    """
    address = addresses.sendable(_address(receipt, kind))
    key = f"{Receipt._meta.label}:{receipt.pk}"
    if not _may_be_answered(receipt, address) or Letter.objects.with_key(key).exists():
        return None
    letter = _letter(receipt, kind, problems, language)
    has_room = caps.leaves_room(address, at=at)
    letter.state = delivery.state if has_room else Letter.State.WITHHELD
    letter.sent_at = delivery.sent_at if has_room else None
    letter.to_address, letter.event_key = address, key
    letter.written_at = letter.next_attempt_at = at
    letter.save()
    letter.message_id = f"<answer.{letter.pk}.{token_hex(8)}@{contractor().domain}>"
    letter.headers = _headers(letter, receipt, at)
    letter.save(update_fields=("message_id", "headers"))
    if has_room:
        Receipt.objects.filter(pk=receipt.pk).update(answered=True)
        receipt.answered = True
    return letter


def _address(receipt: Receipt, kind: Answer) -> str:
    """Staff are asked at their registered address, wherever the letter wanted its answer."""
    is_asked = kind is Answer.HELD and receipt.account and receipt.answer_to
    return receipt.account.email if is_asked and receipt.account else receipt.answer_to


def language_of(text: str) -> str:
    """'ru' if more than a fifth of the letters are Cyrillic, else 'en'; BOTH where there is nothing to judge by."""
    letters = [letter for letter in text[:20_000] if letter.isalpha()]
    if not letters:
        return BOTH
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in letters)
    return "ru" if cyrillic > ENOUGH_CYRILLIC * len(letters) else "en"


def _may_be_answered(receipt: Receipt, address: str) -> bool:
    """Never to a machine, to nobody, or to ourselves."""
    return not (receipt.automatic or not address or screen.is_robot(address) or contractor().owns(address))


def _letter(receipt: Receipt, kind: Answer, problems: Sequence[Problem], language: str) -> Letter:
    languages = texts.LANGUAGES if language == BOTH else (language,)
    written = [_words(receipt, kind, problems, one) for one in languages]
    subjects, bodies = zip(*written, strict=True)
    return Letter(
        kind=kind.value,
        language=languages[0],
        subject=" / ".join(subjects),
        text=f"{BETWEEN_LANGUAGES.join(bodies)}\n",
        null_return_path=True,
    )


def _words(receipt: Receipt, kind: Answer, problems: Sequence[Problem], language: str) -> tuple[str, str]:
    with translation.override(language), timezone.override(settings.TIME_ZONE):
        values: dict[str, Callable[[], str]] = HOUSE | {
            "original_subject": lambda: quoted(receipt.subject, 100) or _("no subject"),
            "problems": lambda: troubles.sentences(problems, quoted),
            "template": lambda: troubles.template(_wanted(receipt), receipt.fields.get("priority")),
            "queue_number": lambda: str(receipt.pk),
            "confirm_link": lambda: links.held(receipt.pk),
            "missing": lambda: _missing(receipt),
        }
        words = wordings.read(kind.value, language)
        subject, body = (texts.fill(text, lambda name: values[name]()) for text in (words.subject, words.body))
        frame = wordings.read("frame_answer", language).body
        return subject, texts.fill(frame, lambda name: body if name == "body" else values[name]())


def _missing(receipt: Receipt) -> str:
    """R-24  What a letter about an account does not say yet."""
    return account_letters.missing_words(receipt.account_request) if receipt.account_request else ""


def _wanted(receipt: Receipt) -> tuple[str, ...]:
    """The key fields that the letter's mailbox asks for."""
    mailbox = mailboxes.named(receipt.mailbox)
    return (mailbox.profile if mailbox else profile.profile()).template


def quoted(text: str, most: int) -> str:
    """A piece of the stranger's letter fit to be repeated: one short line, and no address of a page in it."""
    line = names.one_line(text)
    if "/" in line or "www." in line.lower():
        return ""
    return names.shortened(line, most)


def _headers(letter: Letter, receipt: Receipt, at: datetime) -> heads.Headers:
    found = heads.headers(
        message_id=letter.message_id,
        to=letter.to_address,
        name="",
        at=at,
        thread=[receipt.message_id],
        answers_letter=True,
    )
    return found | {"Precedence": "bulk", "Content-Language": letter.language}
