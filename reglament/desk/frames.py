"""What stands around every page of the desk: sections, views at the left, the reader's shift."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from reglament.cases.access import MAY
from reglament.desk import counters, gates, rows
from reglament.desk.gates import Visit
from reglament.people.models import Account
from reglament.people.roles import Role
from reglament.ui.links import Link
from reglament.ui.words import language


def draw(
    request: Visit, template: str, section: str, *, status: int = 200, at: datetime | None = None, **context: Any
) -> HttpResponse:
    """A page of `section` (queue, triage, promises …) inside the desk's frame."""
    now = at or timezone.now()
    counts = counters.of(request.user, at=now)
    frame = {
        "at": now,
        "reader": request.user,
        "sections": list(_sections(request.user, section, counts)),
        "shift_until": counts.shift_until,
        "account_requests": _account_requests(request.user, counts),
        "reads_assets": gates.may_enter(request.user, gates.ASSET_READERS),
        "may_open": request.user.holds(*MAY["open"].staff),
        "plain": rows.plain,
        "key_sheet": _key_sheet(language()),
        "profile_url": address("portal:profile"),
        "sign_out_url": address("portal:sign_out"),
    }
    return render(request, template, frame | context, status=status)


def bare(request: Visit, template: str, *, at: datetime, **context: Any) -> HttpResponse:
    """A part of a page by itself, for what is refreshed in place."""
    return render(request, template, {"at": at, "reader": request.user} | context)


@cache
def _key_sheet(_language: str) -> Markup:
    """The `?` sheet says the same on every page: rendered once a language."""
    return Markup(get_template("desk/keys.html").render())  # noqa: S704  our own template


@cache
def address(name: str) -> str:
    """The address of a page of another door, '' where that door has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _sections(reader: Account, current: str, counts: counters.Counters) -> Iterator[Link]:
    arrived = counts.arrived + counts.receipts
    sections = (
        ("triage", _("Incoming"), gates.FIRST_LINE, arrived, False),
        ("queue", _("Queue"), None, None, False),
        ("promises", _("Deadline control"), gates.WATCHMEN, counts.late, counts.late > 0),
        ("without_contract", _("Without a contract"), gates.WITHOUT_CONTRACT, counts.without_contract, False),
        ("companies", _("Customers"), None, counts.account_requests, False),
        ("items", _("Equipment"), gates.ASSET_READERS, None, False),
        ("letters", _("Letters"), gates.LETTER_READERS, None, False),
    )
    for section, label, roles, count, hot in sections:
        if gates.may_enter(reader, roles):
            yield Link(address(f"desk:{section}"), label, section == current, counters.shown(count or 0), hot)


def _account_requests(reader: Account, counts: counters.Counters) -> Link | None:
    """R-23  The tab beside companies and contracts, for those who decide."""
    if not gates.may_enter(reader, gates.ACCOUNT_DECIDERS):
        return None
    return Link(
        address("desk:account_requests"), _("Requests about accounts"), False, counters.shown(counts.account_requests)
    )


def home_of(reader: Account) -> str:
    """Where the day begins: first processing for those on the front line, the queue for everybody else."""
    front = reader.holds(Role.DUTY, Role.OPERATOR)
    return reverse("desk:triage" if front else "desk:queue")
