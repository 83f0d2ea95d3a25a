"""R-02 … R-04  One case: its promises, its course, and what this person may do in it now."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reglament.cases.models import Case
from reglament.cases.showing import page as showing
from reglament.cases.showing.page import Page
from reglament.files import terms
from reglament.portal import asides, facts, keys, own_letters, visitors
from reglament.portal.forms.cases import Reply
from reglament.portal.frames import show
from reglament.portal.house import house
from reglament.portal.rows import badge
from reglament.portal.visitors import Visit
from reglament.terms.resolve import resolve


@require_http_methods(["GET"])
@visitors.customers()
def case(request: Visit, number: str) -> HttpResponse:
    page = load(request, number)
    main = page.case.merged_into
    if main and Case.objects.visible_to(request.user, page.contacts).filter(pk=main.pk).exists():
        messages.info(request, _("%(number)s is a duplicate; the work goes on here.") % {"number": page.case.number})
        return redirect("portal:case", main.number)
    return draw(request, page)


def load(request: Visit, number: str) -> Page:
    """The case, or 404 alike for one that is not there and one of somebody else."""
    try:
        return showing.load(number, request.user, at=request.at, contacts=visitors.contacts(request))
    except Case.DoesNotExist:
        raise Http404 from None


def find(request: Visit, number: str) -> Case:
    """The case alone, for a step; 404 as in `load`."""
    visible = Case.objects.visible_to(request.user, visitors.contacts(request)).select_related(
        "category", "contract", "contract_version"
    )
    found = visible.filter(number=number.upper()).first()
    if found is None:
        raise Http404
    return found


def address(case: Case) -> str:
    return reverse("portal:case", args=[case.number])


def draw(
    request: Visit, page: Page, form: Reply | None = None, refused: str = "", *, status: int = 200
) -> HttpResponse:
    """The page of a case; `form` and `refused` bring back what somebody typed and why it was not taken."""
    case, aside = page.case, asides.read(page)
    context: dict[str, Any] = {
        "page": page,
        "aside": aside,
        "case": case,
        "state": badge(case),
        "priority_name": house().priority(case.priority),
        "facts": facts.of(page),
        "letters": own_letters.among(case, page.stream),
        "owed_phone": house().phone if case.owes_call else "",
        "form": form or Reply(initial={"version": case.version, "status": case.status, "text": aside.draft}),
        "author": keys.of_reply(case, request.user),
        "refused": refused,
        "most": resolve(terms.MAX_COUNT, case.category, case.contract),
        "most_bytes": resolve(terms.MAX_BYTES, case.category, case.contract),
    }
    return show(request, "case", context, status=status)


def again(request: Visit, number: str, sentence: object, form: Reply | None = None) -> HttpResponse:
    """A rule said no: the case as it is now, the sentence on top, the text where it was typed."""
    request.at = timezone.now()
    return draw(request, load(request, number), form, str(sentence), status=409)
