"""Which letters no person wrote: bounces, reports, auto-replies, lists; they open no case and get no answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from reglament.intake.mail import addresses, bounce_words, screen_words
from reglament.intake.mail.letter import ParsedLetter

MAX_HOPS = 50
"""Received headers; more than that is a loop."""

_REPORTS = ("multipart/report", "message/delivery-status", "message/disposition-notification")
_REPORT_PARTS = {*_REPORTS, "message/global-delivery-status", "message/global-disposition-notification"}
_REPLIED = re.compile(
    r"x-(?:[a-z]{2,12}-)?auto-?(?:reply|respond(?:er)?|response)(?:-from)?|x-mail-autoreply|x-vacation|x-yahoo-autoresponder"
    r"|x-apple-action"
)
_GENERATED = re.compile(
    r"x-(?:[a-z]{2,12}-)?auto-?generated|x-fc-machinegenerated|x-cron-env|x-ms-exchange-inbox-rules-loop"
    r"|x-ms-exchange-generated-message-source|x-otrs-loop"
)
_RESPONDERS = ("x-post-messageclass", "x-mailer", "delivered-to")
_LIST = re.compile(
    r"list-(?:id|post|help|owner|subscribe|unsubscribe|archive)|(?:x-)?mailing-list|x-beenthere|x-mailman-version|x-campaign(?:-?id)?"
    r"|x-mc-user|x-ml-name|x-listname"
)
_PRECEDENCE = re.compile(r"\s*(?:bulk|list|junk|auto[_-]?reply)\b", re.IGNORECASE)
_FORWARDED = re.compile(r"\W{0,3}(?:fwd?|пересл\w{0,12}|wg|tr)\s?:", re.IGNORECASE)
"""A person who passes a report on sends its parts along."""
_CLASS = re.compile(r"\s*urn:content-classes?:(?:dsn|mdn|recallmessage)", re.IGNORECASE)
_ANSWERS = {"reply", "counter", "declinecounter"}
_OFF = {"", "no", "false", "0"}


class Signal(StrEnum):
    """Why a letter is taken for a machine's."""

    OWN_ADDRESS = "own_address"
    """From is an address of ours."""
    LOOP = "loop"
    """X-Loop names an address of ours, or the letter went through too many servers."""
    BOUNCE = "bounce"
    """A letter came back, or a delivery is reported."""
    AUTO_REPLY = "auto_reply"
    """An out-of-office notice, a vacation answer, an answer to an invitation."""
    AUTO_GENERATED = "auto_generated"
    """A program wrote it and says so."""
    LIST_MAIL = "list_mail"
    """It came through a mailing list or as bulk mail."""


@dataclass(frozen=True, slots=True)
class Screening:
    signals: tuple[Signal, ...] = ()

    @property
    def auto(self) -> bool:
        """Bounces, reports, auto-replies and list mail; not merely a letter from an address of ours."""
        return any(signal is not Signal.OWN_ADDRESS for signal in self.signals)


def screen(letter: ParsedLetter, is_own: Callable[[str], bool]) -> Screening:
    """R-10  What speaks for a machine; `is_own` knows the addresses we send from."""
    checks = (
        (Signal.OWN_ADDRESS, any(is_own(one) for one in letter.sender.claimed)),
        (Signal.LOOP, _loops(letter, is_own)),
        (Signal.BOUNCE, _is_bounce(letter)),
        (Signal.AUTO_REPLY, _is_auto_reply(letter)),
        (Signal.AUTO_GENERATED, _is_generated(letter)),
        (Signal.LIST_MAIL, _is_list(letter)),
    )
    return Screening(tuple(signal for signal, found in checks if found))


def is_robot(address: str) -> bool:
    """An address nobody reads: no answer is sent there."""
    return bool(screen_words.ROBOT.match(addresses.local(address)))


def forbids_answers(letter: ParsedLetter) -> bool:
    """X-Auto-Response-Suppress proves no auto-reply, it only asks robots not to answer."""
    wishes = re.findall(r"[a-z]+", letter.first("x-auto-response-suppress").lower())
    return bool({"all", "autoreply", "oof"} & set(wishes))


def _loops(letter: ParsedLetter, is_own: Callable[[str], bool]) -> bool:
    loops = [one for value in letter.all("x-loop") for one in [value.strip(" <>"), addresses.bare(value)]]
    return any(one and is_own(one) for one in loops) or len(letter.all("received")) > MAX_HOPS


def _is_bounce(letter: ParsedLetter) -> bool:
    if letter.content_type in _REPORTS or letter.first("x-failed-recipients"):
        return True
    if letter.first("x-ms-exchange-message-is-ndr") or _CLASS.match(letter.first("content-class")):
        return True
    forwarded = _FORWARDED.match(letter.subject[:40])
    if not forwarded and any(one.content_type in _REPORT_PARTS for one in letter.attachments):
        return True
    author = addresses.local(letter.sender.address)
    if any(bounce_words.DAEMON.match(one) for one in (author, addresses.local(letter.sender.return_path or ""))):
        return True
    if not letter.sender.claimed and bounce_words.DAEMON_NAME.search(letter.first("from")):
        return True
    return _names_a_bounce(letter, author) or _reads_like_a_bounce(letter)


def _names_a_bounce(letter: ParsedLetter, author: str) -> bool:
    subject = letter.subject[:300].strip()
    if bounce_words.SUBJECT_ALONE.fullmatch(subject):
        return True
    if bounce_words.POSTMASTER.match(author) and bounce_words.SUBJECT_OF_POSTMASTER.match(subject):
        return True
    name = bounce_words.ADMINISTRATOR_NAME.search(letter.sender.name)
    administers = name or bounce_words.POSTMASTER.match(author) or bounce_words.ADMINISTRATOR.match(author)
    return bool(administers and bounce_words.SUBJECT.match(subject))


def _reads_like_a_bounce(letter: ParsedLetter) -> bool:
    """Nothing in the header says it, but the subject hints at it and the very first words are a report's."""
    if not bounce_words.SUBJECT_HINTS.search(letter.subject[:300]):
        return False
    return bool(bounce_words.OPENING.match(re.sub(r"[\W_]+", " ", letter.text[:600]).strip()))


def _is_auto_reply(letter: ParsedLetter) -> bool:
    submitted = letter.first("auto-submitted").lower()
    if submitted.startswith("auto-replied") or screen_words.AUTO_SUBJECT.match(letter.subject[:300]):
        return True
    if _flagged(letter, _REPLIED):
        return True
    if any(re.match(r"vacation|.{0,60}autorespond", letter.first(name).lower()) for name in _RESPONDERS):
        return True
    if letter.content_type == "text/calendar" and dict(letter.content_parameters).get("method", "").lower() in _ANSWERS:
        return True
    calendars = (one.content for one in letter.attachments if one.content_type == "text/calendar")
    return any(re.search(rb"^METHOD:(?:REPLY|COUNTER)\b", content[:65_536], re.M) for content in calendars)


def _is_generated(letter: ParsedLetter) -> bool:
    if letter.sender.return_path == "":
        return True
    submitted = re.sub(r"\(.*", "", letter.first("auto-submitted")).partition(";")[0].strip().lower()
    return submitted not in {"", "no"} or _flagged(letter, _GENERATED)


def _flagged(letter: ParsedLetter, names: re.Pattern[str]) -> bool:
    return any(names.fullmatch(name) and value.strip().lower() not in _OFF for name, value in letter.headers)


def _is_list(letter: ParsedLetter) -> bool:
    if any(_LIST.fullmatch(name) for name, _ in letter.headers):
        return True
    return any(_PRECEDENCE.match(letter.first(name)) for name in ("precedence", "x-precedence", "preference"))
