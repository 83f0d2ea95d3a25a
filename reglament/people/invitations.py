"""R-22  The link of an invitation: made when its letter leaves, good for some hours and for one password (0010).

Nothing of it is kept, not even a hash: it is signed, and what it is sealed with changes once it has been used.
"""

from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.utils.crypto import constant_time_compare, salted_hmac

from reglament.people import terms
from reglament.people.models import Account
from reglament.terms.resolve import resolve

_SALT = "reglament.people.invitations"
_SIGNER = Signer(sep=".", salt=_SALT)


def lifetime() -> timedelta:
    return timedelta(hours=resolve(terms.INVITATION_HOURS))


def token(account: Account, *, at: datetime) -> str:
    """What opens the page of the first password, from `at` (UTC) on."""
    return _SIGNER.sign_object([int(at.timestamp()), _seal(account)])


def opens(account: Account, written: str, *, at: datetime) -> bool:
    """Is this the last invitation of the account, not used yet and not past its time?"""
    try:
        made, seal = _SIGNER.unsign_object(written)
    except (BadSignature, ValueError):
        return False
    is_fresh = at.timestamp() < made + lifetime().total_seconds()
    return account.invited_at is not None and is_fresh and constant_time_compare(seal, _seal(account))


def _seal(account: Account) -> str:
    """Another password, address or invitation makes another seal."""
    known = f"{account.pk} {account.password} {account.email} {account.invited_at and account.invited_at.isoformat()}"
    return salted_hmac(_SALT, known).hexdigest()[:32]
