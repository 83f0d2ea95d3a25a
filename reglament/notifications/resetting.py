"""R-21  The letter that resets a password: its link is made when the letter leaves and stands in no row."""

from secrets import token_hex
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from reglament.notifications import heads, links, names, texts, wordings
from reglament.notifications.compose import QUEUED, Delivery
from reglament.notifications.contractor import contractor
from reglament.notifications.models import Letter
from reglament.notifications.values import HOUSE
from reglament.people.models import Account, AccountEvent
from reglament.people.roles import Role
from reglament.ui import words

KIND = "reset"


def write(event: AccountEvent, *, key: str, delivery: Delivery = QUEUED) -> Letter | None:
    """The letter with the link hidden; None for an account that gets no letters."""
    account = event.subject
    if not account.is_active or not account.email:
        return None
    language = str(event.facts.get("language") or account.language or "ru")
    subject, text = _words(account, language, link=None)
    letter = Letter.objects.create(
        kind=KIND,
        recipient=account,
        to_address=account.email,
        language=language,
        subject=subject,
        text=text,
        secret=True,
        written_at=event.at,
        next_attempt_at=event.at,
        state=delivery.state,
        sent_at=delivery.sent_at,
        event_key=key,
    )
    letter.message_id = f"<reset.{letter.pk}.{token_hex(8)}@{contractor().domain}>"
    found = heads.headers(message_id=letter.message_id, to=letter.to_address, name=names.account(account), at=event.at)
    letter.headers = found | {"Content-Language": language}
    letter.save(update_fields=("message_id", "headers"))
    return letter


def text_to_send(letter: Letter) -> str:
    """The words with a link made now; other letters are sent as they stand."""
    if not letter.secret or letter.recipient is None:
        return letter.text
    return _words(letter.recipient, letter.language, link=links.reset(letter.recipient))[1]


def text_to_show(letter: Letter, reader: Account) -> str:
    """What the journal shows: the link only to the administrator of a demo that sends no mail."""
    is_demo = settings.DEMO and not settings.SMTP_CONFIGURED
    if letter.secret and is_demo and reader.holds(Role.ADMINISTRATOR):
        return text_to_send(letter)
    return letter.text


def _words(account: Account, language: str, *, link: str | None) -> tuple[str, str]:
    with translation.override(language), timezone.override(ZoneInfo(account.zone_name())):
        values = {name: value() for name, value in HOUSE.items()} | {
            "reader": names.account(account),
            "login": account.login,
            "reset_link": link or _("[the link is hidden]"),
            "lifetime": words.duration(settings.PASSWORD_RESET_TIMEOUT),
        }
        letter = wordings.read(KIND, language)
        body = texts.fill(letter.body, values.__getitem__)
        frame = wordings.read("frame_answer", language).body
        text = texts.fill(frame, lambda name: body if name == "body" else values[name])
        return letter.subject, f"{text}\n"
