"""R-21  The own account: language, zone, colours, phones, password."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from reglament.people import profile as rules
from reglament.people.languages import KNOWN
from reglament.people.models import Account
from reglament.portal import visitors
from reglament.portal.forms.profiles import Profile
from reglament.portal.forms.sessions import ChangePassword
from reglament.portal.frames import show
from reglament.portal.house import house
from reglament.portal.visitors import Visit

YEAR = 365 * 24 * 3600


@require_http_methods(["GET", "POST"])
@visitors.signed_in
def profile(request: Visit) -> HttpResponse:
    form = Profile(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        changed = {name: form.cleaned_data[name] for name in form.changed_data}
        if changed:
            rules.change_profile(request.user, by=request.user, at=request.at, **changed)
        with translation.override(request.user.language or translation.get_language()):
            messages.success(request, _("Saved."))
        return _remember(redirect("portal:profile"), request.user)
    return _page(request, form, ChangePassword(request.user), 422 if request.method == "POST" else 200)


@sensitive_post_parameters()
@require_http_methods(["POST"])
@visitors.signed_in
def password(request: Visit) -> HttpResponse:
    form = ChangePassword(request.user, request.POST)
    if not form.is_valid():
        return _page(request, Profile(request.user), form, 422)
    rules.change_password(request.user, form.cleaned_data["password"], by=request.user, at=request.at)
    update_session_auth_hash(request, request.user)
    messages.success(request, _("The password is changed. Every other session of yours has ended."))
    return redirect("portal:profile")


@require_http_methods(["POST"])
@visitors.anyone
def language(request: HttpRequest) -> HttpResponse:
    """The switch at the foot of every page: a cookie, and the account's own language for letters."""
    chosen = request.POST.get("language", "")
    response = redirect(visitors.safe_next(request, "/"))
    if chosen not in KNOWN:
        return response
    if request.user.is_authenticated and request.user.language != chosen:
        account = request.user
        rules.change_profile(account, by=account, at=timezone.now(), language=chosen)
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=YEAR, samesite="Lax", secure=settings.HTTPS)
    return response


def _page(request: Visit, form: Profile, change: ChangePassword, status: int) -> HttpResponse:
    context = {"form": form, "change": change, "account": request.user, "ask": house().channel("no_contract")}
    return show(request, "profile", context, status=status)


def _remember(response: HttpResponse, account: Account) -> HttpResponse:
    """This browser follows the account at once."""
    if account.theme:
        response.set_cookie("theme", account.theme, max_age=YEAR, samesite="Lax", secure=settings.HTTPS)
    else:
        response.delete_cookie("theme")
    if account.language:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, account.language, max_age=YEAR, samesite="Lax")
    return response
