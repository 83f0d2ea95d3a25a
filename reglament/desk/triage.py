"""First processing: what came in at the left, the letter or form as it came, the verdict and the keys at the right."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markupsafe import Markup

from reglament.cases.course import similar
from reglament.cases.models import Case
from reglament.cases.models.case import Channel
from reglament.cases.showing.page import Page
from reglament.desk import (
    arrivals,
    cases,
    choices,
    defaults,
    evidence,
    frames,
    gates,
    markings,
    previews,
    streams,
    verdicts,
)
from reglament.desk.gates import Visit
from reglament.desk.judging import Verdict
from reglament.desk.steps import offering
from reglament.desk.steps.step import Step
from reglament.ui import words

ACTS = (
    "question",
    "inquiry",
    "check",
    "confirmation",
    "refusal",
    "taking",
    "assignment",
    "category",
    "priority",
    "merging",
    "contract",
)


@require_safe
@gates.staff(gates.FIRST_LINE)
def triage(request: Visit) -> HttpResponse:
    """The first line is open; an empty list says so."""
    at = timezone.now()
    came = arrivals.read(request.user, at=at)
    if came.all:
        return redirect(came.all[0].href)
    return frames.draw(request, "desk/triage/empty.html", "triage", at=at, came=came)


@require_safe
@gates.staff(gates.FIRST_LINE)
def case(request: Visit, number: str) -> HttpResponse:
    at = timezone.now()
    page = cases.load(request, number, at=at)
    came = arrivals.read(request.user, at=at)
    if page.case.number not in {row.key for row in came.all}:
        return redirect("desk:case", page.case.number)
    seen = evidence.read(page, at=at)
    given = verdicts.given(seen)
    main = _main_step(page)
    context: dict[str, Any] = {
        "page": page,
        "case": page.case,
        "came": came,
        "current": page.case.number,
        "verdicts": given,
        "evidence": seen,
        "letter": _letter(seen, given),
        "parts_of_head": _head(page.case),
        "may_see_letter": gates.may_enter(request.user, gates.LETTER_READERS),
        "files": streams.links_of(seen.opening, page.case.number),
        "main": main,
        "why_not": _why_not(page, main),
        "hand_over": _hand_over(page),
        "acts": _acts(page, main),
        "expected": [] if page.case.registered_at else previews.after_registration(page.case, at=at),
        "bar": next((shown.bar for shown in page.bars if shown.near), page.bars[0].bar if page.bars else None),
        "similar": similar.first(page.case.contract, page.case.item, at=at),
        "after": arrivals.after(came, page.case.number),
        **arrivals.beside(came, page.case.number),
    }
    return frames.draw(request, "desk/triage/case.html", "triage", at=at, **context)


def _letter(seen: evidence.Evidence, given: list[Verdict]) -> Markup:
    """The letter by which the case came, its key fields marked; empty for a case from elsewhere."""
    if seen.opening is None or seen.case.channel != Channel.EMAIL or not seen.opening.whole_text:
        return Markup("")
    return markings.marked(seen.opening.whole_text, markings.doubtful(given))


def _head(case: Case) -> list[tuple[str, str]]:
    """From whom, how and when the request came."""
    who = f"{case.opener.full_name} <{case.opener.email}>" if case.opener else case.company.name
    rows = [
        (_("Number"), case.number),
        (_("From"), who),
        (_("Company"), case.company.short_name),
        (_("Came"), str(Channel(case.channel).label)),
        (_("Received"), words.moment(case.received_at)),
    ]
    if case.place or case.site:
        rows.append((_("Site"), case.place or str(case.site)))
    return rows


def _main_step(page: Page) -> str:
    """What Enter does: register; hand over what is registered."""
    for code in ("registration", "assignment", "taking"):
        if offering.STEPS[code].offered(page):
            return code
    return ""


def _acts(page: Page, main: str) -> list[Step]:
    """The other keys; handing over stays among them, since Enter hands over only as proposed."""
    offered = [offering.STEPS[code] for code in ACTS if code == "assignment" or code != main]
    return [step for step in offered if step.offered(page)]


def _why_not(page: Page, main: str) -> str:
    """What must come before registering, where the rule would refuse it now."""
    case = page.case
    if main or case.registered_at or not page.may("register"):
        return ""
    if page.refusal:
        return _("Decide on the proposed refusal first.")
    if case.contract is None:
        return _("Choose the contract first.")
    if case.policy is None:
        return _("The contract is not in force: its service manager confirms the service.")
    return _("Confirm the entitlement first, or ask the service manager.")


def _hand_over(page: Page) -> dict[str, Any]:
    """Group and engineer that one key hands the case to."""
    if not offering.STEPS["assignment"].offered(page):
        return {}
    team, engineer = defaults.hand_over(page.case)
    names = {crew.team.pk: crew.name for crew in choices.crews()}
    people = dict(choices.engineers())
    words = [word for word in (names.get(team or 0), people.get(engineer or 0)) if word]
    return {"team": team or "", "assignee": engineer or "", "words": ", ".join(words)} if words else {}
