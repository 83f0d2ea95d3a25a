"""What stands around every page of the portal: brand, sections, the phone, whose session it is."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from reglament.people.models import Account
from reglament.portal.house import house
from reglament.ui import words
from reglament.ui.links import Link

SECTIONS = {
    "home": ("home",),
    "cases": (
        "cases", "case", "new_case", "reply", "reopening", "cancellation", "workaround_failure", "colleagues", "term",
        "letter",
    ),
    "contracts": ("contracts", "contract", "new_account_request", "account_request"),
    "support": ("support",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    brand: str
    home: str
    links: tuple[Link, ...]
    phone: str
    foot: tuple[str, ...]
    account: Account | None
    back: str


def show(request: HttpRequest, page: str, context: dict[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
    """Renders `portal/<page>.html` inside the frame; what one person sees is for no shared cache."""
    whole = {"frame": frame(request), "at": getattr(request, "at", None) or timezone.now(), **(context or {})}
    response = render(request, f"portal/{page}.html", whole, status=status)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def frame(request: HttpRequest) -> Frame:
    ours = house()
    reader = getattr(request, "user", None)  # a request may fail before it is known whose it is
    account = reader if reader and reader.is_authenticated else None
    name = ours.company.name if ours.company else ""
    zone = words.zone_label(timezone.now())
    foot = (name, _("all times: %(zone)s") % {"zone": zone}, ours.phone, ours.value("support"))
    return Frame(
        brand=ours.company.short_name if ours.company else _("Reglament"),
        home=reverse("portal:home"),
        links=tuple(_links(request, account)),
        phone=ours.phone,
        foot=tuple(part for part in foot if part),
        account=account,
        back=request.get_full_path() if request.method == "GET" else "/",
    )


def _links(request: HttpRequest, account: Account | None) -> list[Link]:
    here = request.resolver_match.url_name if request.resolver_match else ""
    sections = [("support", _("Regulation"))]
    if account and not account.is_staff_member:
        sections = [("home", _("Home")), ("cases", _("Cases")), ("contracts", _("Contracts")), *sections]
    return [Link(reverse(f"portal:{name}"), label, here in SECTIONS[name]) for name, label in sections]
