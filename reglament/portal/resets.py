"""R-21, R-22  A forgotten password or an invitation: a letter with a link, and a new password behind it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.tokens import default_token_generator
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlsafe_base64_decode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from reglament.people import invitations, profile
from reglament.people.models import Account
from reglament.portal import visitors
from reglament.portal.forms.sessions import AskReset, NewPassword
from reglament.portal.frames import show
from reglament.portal.house import house

# One letter to one person in this time, however often somebody asks.
PAUSE = 5 * 60


@require_http_methods(["GET", "POST"])
@visitors.anyone
def ask(request: HttpRequest) -> HttpResponse:
    form = AskReset(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = _known(form.cleaned_data["login"])
        if account and cache.add(f"reset:{account.pk}", True, timeout=PAUSE):
            profile.ask_reset(account, at=timezone.now())
        return redirect("portal:reset_asked")
    return show(request, "reset", {"form": form, "ask": house().service_manager}, status=_status(form))


@require_http_methods(["GET"])
@visitors.anyone
def asked(request: HttpRequest) -> HttpResponse:
    """The same words whether there is such a person or not."""
    return show(request, "reset_asked", {"ask": house().service_manager, "lasts": settings.PASSWORD_RESET_TIMEOUT})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@visitors.anyone
def choose(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    account = _addressee(uid)
    is_invited = account is not None and invitations.opens(account, token, at=timezone.now())
    if account is None or not (is_invited or default_token_generator.check_token(account, token)):
        return show(request, "reset_expired", {"lasts": settings.PASSWORD_RESET_TIMEOUT}, status=410)
    form = NewPassword(account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        profile.change_password(account, form.cleaned_data["password"], by=account, at=timezone.now())
        messages.success(request, _("The password is changed. Sign in with the new one."))
        return redirect("portal:sign_in")
    return show(
        request, "reset_choose", {"form": form, "login": account.login, "is_invited": is_invited}, status=_status(form)
    )


def _known(name: str) -> Account | None:
    """The account of this login, or the only one with this address; it must be able to get a letter."""
    active = Account.objects.active().exclude(email="")
    return active.by_login(name) or _only(active.filter(email__iexact=name.strip())[:2])


def _only(accounts: object) -> Account | None:
    rows = list(accounts)  # type: ignore[call-overload]
    return rows[0] if len(rows) == 1 else None


def _addressee(uid: str) -> Account | None:
    try:
        number = int(urlsafe_base64_decode(uid))
    except ValueError:
        return None
    return Account.objects.active().select_related("company").filter(pk=number).first()


def _status(form: AskReset | NewPassword) -> int:
    return 422 if form.is_bound and form.errors else 200
