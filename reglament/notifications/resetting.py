"""R-21, R-22  Letters with a secret link: it is made when the letter leaves and stands in no row."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from reglament.notifications import alone, links, names
from reglament.notifications.compose import QUEUED, Delivery
from reglament.notifications.models import Letter
from reglament.people import events, invitations
from reglament.people.models import Account, AccountEvent
from reglament.people.roles import Role
from reglament.ui import words

RESET, INVITATION = "reset", "invitation"
KINDS = {events.RESET_ASKED.code: RESET, events.INVITED.code: INVITATION}
"""Which event is told by which letter."""

_LINKS: dict[str, Callable[[Account, datetime], str]] = {
    RESET: lambda account, _at: links.reset(account),
    INVITATION: links.invitation,
}


def write(event: AccountEvent, *, key: str, delivery: Delivery = QUEUED) -> Letter | None:
    """The letter with the link hidden; None for an account that gets no letters."""
    account = event.subject
    if not account.is_active or not account.email:
        return None
    language = str(event.facts.get("language") or account.language or "ru")
    note = _note(KINDS[event.kind], account, account.email, language, contract=event.facts.get("contract"))
    return alone.write(note, key=key, at=event.at, delivery=delivery)


def text_to_send(letter: Letter, *, at: datetime) -> str:
    """The words with a link made at `at`; other letters are sent as they stand."""
    if not letter.secret or letter.recipient is None or letter.kind not in _LINKS:
        return letter.text
    link = _LINKS[letter.kind](letter.recipient, at)
    return alone.words(_note(letter.kind, letter.recipient, letter.to_address, letter.language, link=link))[1]


def text_to_show(letter: Letter, reader: Account, *, at: datetime) -> str:
    """What the journal shows: the link only to the administrator of a demo that sends no mail."""
    is_demo = settings.DEMO and not settings.SMTP_CONFIGURED
    if letter.secret and is_demo and reader.holds(Role.ADMINISTRATOR):
        return text_to_send(letter, at=at)
    return letter.text


def _note(
    kind: str, account: Account, to: str, language: str, *, link: str = "", contract: int | None = None
) -> alone.Note:
    return alone.Note(
        kind,
        to,
        language,
        {
            "reader": lambda: names.account(account),
            "login": lambda: account.login,
            f"{kind}_link": lambda: link or _("[the link is hidden]"),
            "lifetime": lambda: _lifetime(kind),
        },
        reader=account,
        contract=contract,
        secret=True,
    )


def _lifetime(kind: str) -> str:
    seconds = invitations.lifetime().total_seconds() if kind == INVITATION else settings.PASSWORD_RESET_TIMEOUT
    return words.duration(int(seconds))
