"""Sessions that bring their account along, and the middleware that puts it on the request."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from reglament.memory.statements import Question


class SessionStore(DatabaseStore):
    """Django's own store; reading it also reads the account and its company."""

    account: Any = None

    @classmethod
    def get_model_class(cls) -> Any:
        return apps.get_model("people.Session")

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.account_id = data.get(SESSION_KEY)
        return row

    def _get_session_from_db(self) -> Any:
        (row,) = _SESSION.ask(self.session_key) or (None,)
        if row is None or row.expire_date <= timezone.now():  # noqa: TID251  the framework asks, no rule
            self._session_key = None
            return None
        self.account = row.account
        return row


def _with_account(key: str) -> QuerySet[Any]:
    sessions: Any = SessionStore.get_model_class().objects
    found: QuerySet[Any] = sessions.select_related("account__company").filter(session_key=key)
    return found


_SESSION = Question(_with_account, str)


def account(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Puts the signed-in account on `request.user`; a changed password or a block ends the session."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.user = _signed_in(request.session) or AnonymousUser()
        return get_response(request)

    return handle


def _signed_in(session: Any) -> Any:
    if not session.session_key or SESSION_KEY not in session:
        return None
    found = session.account
    if found is None or not found.is_active:
        return None
    if not constant_time_compare(session.get(HASH_SESSION_KEY, ""), found.get_session_auth_hash()):
        session.flush()
        return None
    return found
