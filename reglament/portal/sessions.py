"""R-21  Signing in and out."""

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from reglament.clauses import Refused
from reglament.contracts.models import ContractContact
from reglament.people import signing_in
from reglament.people.models import Account
from reglament.portal import visitors
from reglament.portal.forms.sessions import SignIn
from reglament.portal.frames import show
from reglament.portal.house import house
from reglament.ui import words

LOOPBACK = ("127.0.0.1", "::1")
# The logins a newcomer tries the product with; README names them too.
DEMO_LOGINS = (
    "orlova.nm", "ivanov.sm", "petrov.ak", "duty", "engineer", "lead", "head", "manager", "operator", "account",
    "director", "admin",
)  # fmt: skip


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@visitors.anyone
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(_after(request, request.user))
    form, status = SignIn(request.POST or None), 200
    if request.method == "POST":
        account, status = _entered(request, form)
        if account:
            return _welcome(request, account)
    context = {
        "form": form,
        "next": visitors.safe_next(request, ""),
        "ask": house().service_manager,
        "demo": _demo_logins() if settings.DEMO else (),
        "demo_password": signing_in.DEMO_PASSWORD,
    }
    return show(request, "sign_in", context, status=status)


@require_http_methods(["POST"])
@visitors.anyone
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("portal:sign_in")


def _entered(request: HttpRequest, form: SignIn) -> tuple[Account | None, int]:
    """The account these words open, or None with the status of the answer; the form then says why."""
    if not form.is_valid():
        return None, 422
    name, origin = form.cleaned_data["login"], visitors.address(request)
    held = not (settings.DEMO and origin in LOOPBACK)
    try:
        if held:
            signing_in.hold_back(name, origin, at=timezone.now())
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
        return None, 429
    account = authenticate(request, login=name, password=form.cleaned_data["password"])
    if isinstance(account, Account):
        signing_in.succeeded(name)
        return account, 200
    if held:
        signing_in.failed(name, origin, at=timezone.now())
    form.add_error(None, _("The login or the password does not fit. Check the keyboard layout and Caps Lock."))
    return None, 422


def _welcome(request: HttpRequest, account: Account) -> HttpResponse:
    login(request, account)
    response = redirect(_after(request, account))
    if account.theme:
        response.set_cookie("theme", account.theme, max_age=365 * 24 * 3600, samesite="Lax")
    return response


def _after(request: HttpRequest, account: Account) -> str:
    wanted = visitors.safe_next(request, "")
    if account.is_staff_member:
        return wanted if wanted.startswith(visitors.DESK) else visitors.DESK
    return wanted if wanted and not wanted.startswith(visitors.DESK) else "/"


def _demo_logins() -> list[tuple[str, str, str]]:
    """(login, name, what the person is) of the demo's fixed accounts, in the order of a guided tour."""
    known = Account.objects.active().filter(login__in=DEMO_LOGINS, company__demo=True).select_related("company")
    roles = ContractContact.objects.filter(account__in=known, valid_until=None).order_by("-role")
    contact = {row.account_id: str(ContractContact.Role(row.role).label) for row in roles}
    people = {account.login: account for account in known}
    return [
        (login, words.pick(_Named(people[login]), "name"), _what(people[login], contact))
        for login in DEMO_LOGINS
        if login in people
    ]


class _Named:
    """An account's name in both languages, for `pick`."""

    def __init__(self, account: Account) -> None:
        self.name_ru, self.name_en = account.full_name, account.name_en


def _what(account: Account, contact: dict[int, str]) -> str:
    if account.is_staff_member:
        return ", ".join(str(role.label) for role in sorted(account.roles))
    return ", ".join(part for part in (contact.get(account.pk, ""), account.company.short_name) if part)
