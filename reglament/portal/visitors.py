"""Who stands at the portal's door, and which pages open to whom."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from reglament.contracts.access import contacts_of
from reglament.contracts.models import ContractContact
from reglament.people.models import Account

DESK = "/desk/"
# Forms that stand on a page of their own address.
OWN_PAGES = ("colleagues", "reopening", "cancellation", "workaround_failure", "transfer")
Page = Callable[..., HttpResponseBase]
Keeper = Callable[..., str]


class Visit(HttpRequest):
    """The request of a signed-in person of a customer; `at` is the moment it came (UTC)."""

    user: Account
    at: datetime
    known_contacts: list[ContractContact]


def contacts(request: HttpRequest) -> list[ContractContact]:
    """The person's rows in contracts today: one statement, however often a page asks."""
    visit = cast(Visit, request)
    if not hasattr(visit, "known_contacts"):
        visit.known_contacts = contacts_of(visit.user, visit.at.date())
    return visit.known_contacts


def anyone(page: Page) -> Page:
    """Opens without a session."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        cast(Visit, request).at = timezone.now()
        return page(request, *args, **kwargs)

    guarded.visitors = "anyone"  # type: ignore[attr-defined]
    return guarded


def customers(keep: Keeper | None = None) -> Callable[[Page], Page]:
    """Opens to a customer's signed-in person. `keep` saves what somebody sent after the session was lost.

    `keep` returns the address that brings it back after signing in, or '' when there was nothing to keep.
    """

    def guard(page: Page) -> Page:
        @wraps(page)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            cast(Visit, request).at = timezone.now()
            if not request.user.is_authenticated:
                return _ask_in(request, keep(request, *args, **kwargs) if keep and request.method == "POST" else "")
            if request.user.is_staff_member:
                return _to_the_desk(request)
            return page(request, *args, **kwargs)

        guarded.visitors = "customers"  # type: ignore[attr-defined]
        guarded.keep = keep  # type: ignore[attr-defined]  # for a form that is turned away before its page
        return guarded

    return guard


def signed_in(page: Page) -> Page:
    """Opens to every account, the contractor's too."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        cast(Visit, request).at = timezone.now()
        return page(request, *args, **kwargs) if request.user.is_authenticated else _ask_in(request, "")

    guarded.visitors = "signed_in"  # type: ignore[attr-defined]
    return guarded


def safe_next(request: HttpRequest, otherwise: str) -> str:
    """Where the person wanted to go, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours and wanted.startswith("/") else otherwise


def address(request: HttpRequest) -> str:
    """Where the request came from; behind a proxy of ours, what that proxy saw."""
    seen = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return seen.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def page_of(request: HttpRequest) -> str:
    """The page that holds the form which was sent to this address."""
    match = request.resolver_match
    name = match.url_name if match else ""
    if request.path.startswith(reverse("portal:new_case")):
        return reverse("portal:new_case")
    if name == "password":
        return reverse("portal:profile")
    number = match.kwargs.get("number") if match else None
    return reverse("portal:case", args=[number]) if number and name not in OWN_PAGES else request.path


def _ask_in(request: HttpRequest, kept: str) -> HttpResponse:
    """To the sign-in form, and back again to where the person was; a script that asks for a part gets none."""
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    if kept:
        messages.warning(request, _("Your session has ended. Sign in: everything you typed is kept."))
    elif request.method != "GET":
        messages.warning(request, _("Your session has ended. Sign in and try again."))
    back = kept or (request.get_full_path() if request.method == "GET" else page_of(request))
    query = f"?{urlencode({'next': back})}" if back != "/" else ""
    return redirect(reverse("portal:sign_in") + query)


def _to_the_desk(request: HttpRequest) -> HttpResponse:
    if request.method != "GET":
        raise Http404
    return redirect(DESK)
