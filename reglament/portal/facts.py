"""What stands beside a case: its facts by name, in the order in which a customer asks for them."""

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from reglament.cases.models import Case
from reglament.cases.models.case import PrioritySource
from reglament.cases.showing import sentences
from reglament.cases.showing.page import Page
from reglament.ui import words

Fact = tuple[str, str | Markup]


def of(page: Page) -> list[Fact]:
    case = page.case
    rows = [
        (_("Category"), words.pick(case.category, "name")),
        (_("Priority"), _priority(case)),
        (_("Equipment"), _equipment(case)),
        (_("Site"), _site(case)),
        (_("Contract check"), _entitlement(case)),
        (_("Software version"), _versions(case)),
        (_("Compatibility and specifics of the transition"), case.compatibility),
        (_("Contract"), _contract(case)),
        (_("Engineer"), str(case.assignee) if case.assignee else _("not assigned")),
        (_("Opened by"), str(case.opener) if case.opener else ""),
        (_("Received"), words.moment(case.received_at)),
        (_("Phone for this case"), case.phone),
        (_("Confirmed by phone"), words.moment(case.phone_confirmed_at) if case.phone_confirmed_at else ""),
        (_("Vendor"), ", ".join(part for part in (case.vendor, case.vendor_number) if part)),
    ]
    return [(name, value) for name, value in rows if value]


def _priority(case: Case) -> str:
    """R-31, R-36  Who set it, unless the customer's own side did."""
    is_own = case.priority_source in (PrioritySource.CUSTOMER, PrioritySource.RESPONSIBLE)
    return "" if is_own else str(case.get_priority_source_display())


def _equipment(case: Case) -> str | Markup:
    numbers = [Markup('<span class="code block">%s</span>') % number for number in (case.pn, case.sn) if number]
    if case.item:
        name = escape(words.pick(case.item.product, "name"))
        return Markup("").join([name, *numbers])
    return Markup("").join(numbers) if numbers else ""


def _site(case: Case) -> str:
    return case.site.name if case.site else case.place


def _entitlement(case: Case) -> str:
    """R-39, R-44  The word, and what it rests on; a matched item goes without saying."""
    if case.verdict in ("match", "not_needed"):
        return ""
    word, basis = str(case.get_entitlement_display()), sentences.entitlement(case)
    return f"{word}: {basis}" if basis else word


def _versions(case: Case) -> str:
    if not case.wants_version:
        return ""
    wanted = case.wanted_version or _("a newer one")
    return _("%(current)s, wanted: %(wanted)s") % {"current": case.current_version, "wanted": wanted}


def _contract(case: Case) -> str | Markup:
    if case.contract is None:
        return _("not named yet")
    link = Markup('<a href="%s">%s</a>') % (
        reverse("portal:contract", args=[case.contract.number]),
        case.contract.number,
    )
    until = _("until %(day)s") % {"day": words.day(case.contract.last_day)}
    return link + ", " + until
