"""One letter before the judge: what every step asks, worked out once."""

import re
from dataclasses import dataclass, field
from typing import Any

from reglament.intake.mail import addresses, armour, bounces, files, quoting, screen
from reglament.intake.mail.directory import Directory
from reglament.intake.mail.files import Limits, Partition
from reglament.intake.mail.judgement import Judgement, Note, Reason, Verdict
from reglament.intake.mail.language import language
from reglament.intake.mail.letter import ParsedLetter
from reglament.intake.mail.profile import IntakeProfile, Mailbox, OverLimit, profile
from reglament.intake.mail.screen import Screening

_PREFIXES = re.compile(
    r"(?:(?:re|fwd?|fw|ответ|отв|на|ha|пересл|пересылка|aw|wg|tr|rv|sv|vs|odp|antw|ynt|enc)\s?(?:\[\d{1,3}\]|\(\d{1,3}\))?\s?[:：]\s*)+",
    re.IGNORECASE,
)
_MAX_SUBJECT = 200
_FROM_DESCRIPTION = 80


@dataclass(frozen=True, slots=True)
class Hearing:
    """The letter and what is known of its way here. `dmarc` is "" where no result is to be trusted."""

    letter: ParsedLetter
    directory: Directory
    mailbox: Mailbox | None
    screening: Screening
    dmarc: str = ""
    authserv_id: str = ""
    limits: Limits = field(default_factory=Limits)
    number_prefix: str = "SD"
    dedupe_key: str = ""
    envelope_to: str = ""
    reply: str = ""

    @property
    def profile(self) -> IntakeProfile:
        return self.mailbox.profile if self.mailbox else profile()

    @property
    def author(self) -> str:
        """The address whose word counts: the one in From, empty if From names several or none."""
        return self.letter.sender.address if self.letter.sender.certain else ""

    @property
    def words(self) -> str:
        """The text without the armour of a signature in place, line for line."""
        return armour.opened(self.letter.text)

    @property
    def vouched(self) -> bool:
        """No relay of ours is there to ask, or it says pass."""
        return not self.authserv_id or self.dmarc == "pass"

    def decide(self, verdict: Verdict, reason: Reason, *, notes: tuple[Note, ...] = (), **more: Any) -> Judgement:
        """The judgement, with everything that does not depend on it filled in."""
        kept = self._files()
        common = {
            "mailbox": self.mailbox,
            "reply": self.reply,
            "subject": self.topic(),
            "auto": self.screening.auto,
            "verified": self.dmarc == "pass",
            "files": kept,
            "failed_recipients": bounces.failed_recipients(self.letter),
            "may_answer": self._may_answer(),
            "answer_to": self.letter.sender.answer_to,
            "dedupe_key": self.dedupe_key,
            "language": language(f"{self.letter.subject} {self.reply}"),
            "priority": self.profile.default_priority,
        }
        return Judgement(verdict, reason, self.letter, notes=(*notes, *self._notes(kept)), **(common | more))

    def topic(self, description: str = "") -> str:
        """R-52  The subject without Re: and Fwd:, at most 200 characters; else the beginning of the description."""
        subject = _PREFIXES.sub("", self.letter.subject.strip(), count=1) if self.letter.subject else ""
        subject = re.sub(rf"\s*\[{re.escape(self.number_prefix)}-\d{{4}}-\d{{6,9}}\]\s*", " ", subject).strip()
        return subject[:_MAX_SUBJECT].strip() or " ".join(description.split())[:_FROM_DESCRIPTION].strip()

    def _notes(self, kept: Partition) -> tuple[Note, ...]:
        found = {
            Note.FILES_DECLINED: bool(kept.declined),
            Note.DMARC_FAILED: self.dmarc == "fail",
            Note.SEVERAL_AUTHORS: not self.letter.sender.certain,
        }
        return tuple(note for note, holds in found.items() if holds)

    def _files(self) -> Partition:
        return files.partition(
            self.letter.attachments,
            self.limits.max_count,
            self.limits.max_bytes,
            self.limits.inline_below,
            partial=self.profile.over_limit is OverLimit.PARTIAL,
        )

    def _may_answer(self) -> bool:
        """R-10  A robot answers people only: no machine, no robot's address, no address of ours, no forged author."""
        sender = self.letter.sender
        target = sender.answer_to
        if not target or self.screening.auto or self.screening.signals or self.dmarc == "fail":
            return False
        if screen.is_robot(sender.address) or screen.is_robot(target) or screen.forbids_answers(self.letter):
            return False
        return not (self.directory.is_own(target) or (self.mailbox and addresses.same(self.mailbox.address, target)))


def reply_of(letter: ParsedLetter) -> str:
    """The writer's own words."""
    return quoting.reply(armour.opened(letter.text), letter.html)
