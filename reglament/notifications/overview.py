"""R-69  All letters of the house at one glance: what sends each, and to whom."""

import re
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reglament.history.kinds import KINDS
from reglament.notifications import human_answers, kinds, recipients, texts
from reglament.notifications.answering import Answer
from reglament.notifications.audiences import NAMES, OF_CUSTOMER, Who
from reglament.notifications.resetting import INVITATION, RESET

_VALUE = re.compile(r"%\(\w+\)s")
SENDER = _("who wrote the letter")
ASKER = _("who asked for it")
OTHERS: dict[str, tuple[Promise, Promise]] = {
    "registered_sender": (_("A case is opened by a letter from an unconfirmed address"), SENDER),
    RESET: (_("A new password is asked for"), _("the owner of the account")),
    kinds.DIGEST: (_("The chosen hour has come, and something has changed"), _("who chose the digest")),
    INVITATION: (_("A person is invited"), _("the owner of the account")),
    human_answers.KIND: (_("A letter without a contract is answered by hand"), SENDER),
    "account_asked": (_("A request about an account has come"), NAMES[Who.MANAGER]),
    "account_to_confirm": (_("A request about an account has come"), NAMES[Who.RESPONSIBLE]),
    "account_approved": (_("A request about an account is carried out"), ASKER),
    "account_declined": (_("A request about an account is declined"), ASKER),
    **{answer.value: (_("A letter does not become a case"), SENDER) for answer in Answer},
}
"""Letters that no line of the table of recipients sends: by what, and to whom."""


class Group:
    CUSTOMER, STAFF, OTHER, FRAME = "customer", "staff", "other", "frame"


@dataclass(frozen=True, slots=True)
class Sending:
    """One event that sends the letter, and the parts in the case that get it; '' and nobody for a frame."""

    event: str
    to: tuple[str, ...]


def group(kind: str) -> str:
    if kind in kinds.FRAMES:
        return Group.FRAME
    if kind in OTHERS:
        return Group.OTHER
    return Group.CUSTOMER if parts(kind) & OF_CUSTOMER else Group.STAFF


@cache
def parts(kind: str) -> frozenset[Who]:
    """Everybody a line of the table gives this letter."""
    lines = (line for event in recipients.TOLD.values() for line in event if line.letter == kind)
    return frozenset(who for line in lines for who in line.who)


def frame(kind: str) -> str:
    """What stands around this letter; '' around a frame."""
    if kind == "registered_sender":
        return "frame_robot"
    frames = {Group.CUSTOMER: "frame_customer", Group.STAFF: "frame_staff", Group.OTHER: "frame_answer"}
    return frames.get(group(kind), "")


def sendings(kind: str) -> list[Sending]:
    """In the order of the table, in the language that is active."""
    if kind in OTHERS:
        event, whom = OTHERS[kind]
        return [Sending(str(event), (str(whom),))]
    found = []
    for code, lines in recipients.TOLD.items():
        who = dict.fromkeys(who for line in lines if line.letter == kind for who in line.who)
        if who:
            sentence = _VALUE.sub("…", str(KINDS[code].sentence))
            found.append(Sending(sentence, tuple(str(NAMES[one]) for one in who)))
    return found


def in_groups() -> list[tuple[str, list[str]]]:
    """Every kind, by group, in the order of their names."""
    ordered = sorted(texts.kinds(), key=kinds.name)
    groups = (Group.CUSTOMER, Group.STAFF, Group.OTHER, Group.FRAME)
    return [(one, [kind for kind in ordered if group(kind) == one]) for one in groups]
