"""Who comes through this door: the contractor's people, each to the pages of the own roles."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from reglament.contracts import deciding
from reglament.people.models import Account
from reglament.people.roles import Role

R = Role
FIRST_LINE = frozenset({R.OPERATOR, R.DUTY, R.ENGINEER, R.LEAD, R.HEAD, R.MANAGER})
WATCHMEN = frozenset({R.LEAD, R.HEAD, R.MANAGER, R.DIRECTOR})
ASSET_READERS = frozenset({R.DUTY, R.ENGINEER, R.LEAD, R.HEAD, R.MANAGER, R.LOGISTICS})
WITHOUT_CONTRACT = frozenset({R.DUTY, R.HEAD, R.MANAGER})
ACCOUNT_DECIDERS = deciding.DECIDERS
LETTER_READERS = frozenset({R.DUTY, R.LEAD, R.HEAD, R.MANAGER, R.ADMINISTRATOR})

UNSEEN = frozenset({"csrfmiddlewaretoken", "next", "version", "seen", "submission_key", "kept"})

View = Callable[..., HttpResponseBase]


class Visit(HttpRequest):
    """The request of a signed-in person of the contractor."""

    user: Account


def staff(roles: frozenset[Role] | None = None) -> Callable[[View], View]:
    """A page of the desk: a stranger signs in first; a customer, or staff without one of `roles`, gets 404."""

    def guard(view: View) -> View:
        @wraps(view)
        def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _ask_in(request)
            if not may_enter(request.user, roles):
                raise Http404
            return view(request, *args, **kwargs)

        return handle

    return guard


def _ask_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in form and back; what somebody sent after the session was lost stands on the page, to be copied."""
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path(), reverse("portal:sign_in"))
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in UNSEEN
        for value in values
        if len(value.strip()) > 1
    ]
    back = request.POST.get("next", "")
    ours = back.startswith("/desk/")
    context = {"typed": typed, "back": back if ours else reverse("desk:home"), "sign_in": reverse("portal:sign_in")}
    return render(request, "desk/session_lost.html", context, status=403)


def may_enter(account: Account, roles: frozenset[Role] | None) -> bool:
    return account.is_staff_member and (roles is None or account.holds(*roles))
