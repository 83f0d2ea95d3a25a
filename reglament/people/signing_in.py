"""R-21  Signing in with login and password; the same answer for a wrong login and a wrong password."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from reglament.clauses import Refused
from reglament.people import terms
from reglament.people.models import Account
from reglament.terms.resolve import resolve

DEMO_PASSWORD = "demo"  # noqa: S105  printed by `make run`; production refuses to start with it


class LoginBackend(BaseBackend):
    """Login is case-folded; an unknown one costs the same time as a wrong password."""

    def authenticate(
        self, request: HttpRequest | None, login: str | None = None, password: str | None = None, **_: Any
    ) -> Account | None:
        if login is None or password is None:
            return None
        account = Account.objects.select_related("company").filter(login=login.strip().casefold()).first()
        if account is None:
            make_password(password)
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, user_id: int) -> Account | None:
        return Account.objects.select_related("company").filter(pk=user_id, blocked_at=None).first()


def hold_back(login: str, address: str, *, at: datetime) -> None:
    """Refuses for a while after too many failures of one login or from one address (never from loopback in a demo)."""
    until = max(cache.get(_key("login", login), at), cache.get(_key("address", address), at))
    if until > at:
        minutes = int((until - at) / timedelta(minutes=1)) + 1
        raise Refused(
            "R-21", _("Too many attempts. Try again in %(minutes)s min or reset the password.") % {"minutes": minutes}
        )


def failed(login: str, address: str, *, at: datetime) -> None:
    """Counts a failure; from the sixth on, each one doubles the wait, up to the longest."""
    for key, free in ((_key("login", login), 5), (_key("address", address), 20)):
        count: int = cache.get(f"{key}:count", 0)
        cache.set(f"{key}:count", count + 1, timeout=3600)
        if count + 1 > free:
            longest = resolve(terms.LONGEST_LOCK)
            cache.set(key, at + timedelta(seconds=min(30 * 2 ** (count - free), longest)), timeout=longest)


def succeeded(login: str) -> None:
    cache.delete_many([_key("login", login), f"{_key('login', login)}:count"])


def has_demo_password() -> bool:
    """True while some account of a demo company still opens with the demo password."""
    demo = Account.objects.filter(company__demo=True).exclude(password="").values_list("password", flat=True)
    return any(check_password(DEMO_PASSWORD, password) for password in demo[:50])


def _key(kind: str, value: str) -> str:
    return f"signing-in:{kind}:{value.strip().casefold()}"
