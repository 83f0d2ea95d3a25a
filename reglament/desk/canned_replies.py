"""Replies written once: chosen by title, filled from a fixed dictionary by plain replacement."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reglament.cases.models import CannedReply, Case
from reglament.desk import gates
from reglament.desk.gates import Visit
from reglament.memory.values import Kept
from reglament.people.models import Account

LANGUAGES = {"ru": "Русский", "en": "English"}
_kept: Kept[str, list[CannedReply]] = Kept()


@dataclass(frozen=True, slots=True)
class Shelf:
    """The replies in one language: (code, title) pairs."""

    language: str
    replies: list[tuple[str, str]]


def offered(case: Case) -> list[Shelf]:
    """Both languages, the customer's first."""
    first = case.opener.language if case.opener and case.opener.language in LANGUAGES else "ru"
    order = sorted(LANGUAGES, key=lambda code: code != first)
    return [
        Shelf(LANGUAGES[code], [(f"{row.code}.{code}", getattr(row, f"title_{code}")) for row in _replies()])
        for code in order
    ]


def written(case: Case, choice: str, by: Account) -> str:
    """The text of «code.language», its placeholders filled; unknown braces stay; '' for no such reply."""
    code, _dot, language = choice.rpartition(".")
    reply = next((row for row in _replies() if row.code == code), None)
    if reply is None or language not in LANGUAGES:
        return ""
    text: str = getattr(reply, f"text_{language}").strip()
    for name, value in _values(case, by).items():
        text = text.replace("{" + name + "}", value)
    return text


def _values(case: Case, by: Account) -> dict[str, str]:
    return {
        "contact": case.opener.full_name if case.opener else _("colleagues"),
        "number": case.number,
        "engineer": by.full_name,
        "company": case.company.short_name,
    }


def _replies() -> list[CannedReply]:
    rows = _kept.fresh()
    if "all" not in rows:
        rows["all"] = list(CannedReply.objects.all())
    return rows["all"]


@require_safe
@gates.staff()
def text(request: Visit, number: str, choice: str) -> HttpResponse:
    """The words of one reply for this case, to be put into the open form."""
    visible = Case.objects.visible_to(request.user, []).select_related("company", "opener")
    case = visible.filter(number=number.upper()).first()
    words = written(case, choice, request.user) if case else ""
    if not words:
        raise Http404
    return HttpResponse(words, content_type="text/plain; charset=utf-8")
