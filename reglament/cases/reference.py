"""R-53, R-69  How letters name a case: a tag in the subject, and a token that only this house can make.

The token is the same in a Message-ID and in an address: number, participant, key and a MAC over number and participant,
`sd-2026-000123.17.1.aaaaaaaaaaaaaaaaaaaaaaaaaa`. It never expires; keys are rows, so that a new one can be made and
the old ones go on verifying what they signed. A notice for staff alone is signed apart: an answer to it stays among
staff.
"""

import hmac
import re
import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models.functions import Now

from reglament.cases.models import Case, SigningKey
from reglament.memory.values import Kept
from reglament.people.models import Account

MAC_BYTES = 16
NUMBER = r"[a-z][a-z0-9]{0,7}-[0-9]{4}-[0-9]{6,9}"
_TOKEN = rf"({NUMBER})\.([0-9]{{1,18}})\.([0-9]{{1,18}})\.([a-z2-7]{{26}})"
_MESSAGE_ID = re.compile(rf"<?{_TOKEN}\.[0-9]{{1,18}}@[^<>@\s]{{1,255}}>?", re.IGNORECASE | re.ASCII)
_ADDRESS = re.compile(rf"(?:[^\s@+]{{1,64}}\+)?{_TOKEN}(?:@[^\s@]{{1,255}})?", re.IGNORECASE | re.ASCII)
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_WRITTEN = r"([a-z][a-z0-9]{0,7})\s?-\s?([0-9]{4})\s?-\s?([0-9]{6,9})"
_IN_BRACKETS = re.compile(rf"\[\s*{_WRITTEN}\s*\]", re.IGNORECASE)
_BARE = re.compile(rf"(?<![\w-]){_WRITTEN}(?![\w-])", re.IGNORECASE)
_kept: Kept[str, SigningKey] = Kept()


@dataclass(frozen=True, slots=True)
class Reference:
    """What a genuine token says. `account_id` None: the letter went to an address that is no participant's.

    `is_internal`: it stood on a notice for staff, so the answer is for staff too.
    """

    case_number: str
    account_id: int | None
    is_internal: bool = False


def subject_tag(number: str) -> str:
    """R-53  '[SD-2026-000123]', which keeps the thread however the subject is changed behind it."""
    return f"[{number}]"


def find_numbers(subject: str) -> list[str]:
    """Case numbers in a subject as the register writes them, whatever dashes and blanks; those in brackets first."""
    text = subject[:2000].translate(_DASHES)
    found = [*_IN_BRACKETS.findall(text), *_BARE.findall(text)]
    return list(dict.fromkeys("-".join(parts).upper() for parts in found))


def message_id_for(
    case: Case, account: Account | None, letter_id: int, domain: str, *, is_internal: bool = False
) -> str:
    """The Message-ID of one of our letters, in angle brackets; an answer to it proves case and participant."""
    return f"<{address_tag(case, account, is_internal=is_internal)}.{letter_id}@{domain}>"


def verify_message_id(text: str) -> Reference | None:
    """Reads one Message-ID, brackets or not; None unless we made it."""
    return _verified(_MESSAGE_ID.fullmatch(text.strip()))


def address_tag(case: Case, account: Account | None, *, is_internal: bool = False) -> str:
    """What stands behind the plus of an address that only this participant was given."""
    key = _signing_key()
    participant = account.pk if account else 0
    mac = _mac(key.secret, case.number, participant, is_internal=is_internal)
    return f"{case.number}.{participant}.{key.pk}.{mac}".lower()


def verify_address_tag(text: str) -> Reference | None:
    """Reads a tag or a whole address with one; None unless we made it."""
    return _verified(_ADDRESS.fullmatch(text.strip()))


def looks_like_token(text: str) -> bool:
    """Has the shape of our Message-ID or tagged address: if it does not verify, somebody made it up."""
    text = text.strip()
    return bool(_MESSAGE_ID.fullmatch(text) or _ADDRESS.fullmatch(text))


def rotate(*, at: datetime) -> SigningKey:
    """A new key signs from now on; what the old ones signed stays genuine until their rows are deleted."""
    _kept.forget()
    return _new_key(at)


def _signing_key() -> SigningKey:
    """The newest key, made on first use."""
    keys = _kept.fresh()
    if "newest" not in keys:
        keys["newest"] = SigningKey.objects.order_by("-id").first() or _new_key(Now())
    return keys["newest"]


def _verified(match: re.Match[str] | None) -> Reference | None:
    if match is None:
        return None
    number, participant, key_id, mac = match[1].upper(), int(match[2]), int(match[3]), match[4].lower()
    key = SigningKey.objects.filter(pk=key_id).first()
    if key is None:
        return None
    for is_internal in (False, True):
        if hmac.compare_digest(mac, _mac(key.secret, number, participant, is_internal=is_internal)):
            return Reference(number, participant or None, is_internal)
    return None


def _mac(secret: str, number: str, participant: int, *, is_internal: bool) -> str:
    said = f"{number.upper()}.{participant}{'.internal' if is_internal else ''}"
    digest = hmac.new(secret.encode(), said.encode(), sha256).digest()
    return b32encode(digest[:MAC_BYTES]).decode().rstrip("=").lower()


def _new_key(made_at: "datetime | Now") -> SigningKey:
    return SigningKey.objects.create(secret=secrets.token_urlsafe(48), made_at=made_at)
