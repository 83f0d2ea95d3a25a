"""One box: a case number jumps, the rest is looked for among cases, items, companies and contracts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reglament.cases.models import Case
from reglament.contracts.models import Contract
from reglament.contracts.numbers import normalise as normalise_contract
from reglament.desk import filters, findings, frames, gates, queues, readings, rows
from reglament.desk.gates import Visit
from reglament.people.models import Account

MOST = 20
SHORTEST = 2
Lines = QuerySet[Any, tuple[Any, ...]]
PAGES = {"item": "desk:item", "company": "desk:company", "contract": "desk:contract"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A line of the register: `what` is item, company or contract; `queue` the open cases of a company."""

    what: str
    href: str
    title: str
    note: str
    queue: str = ""


@require_safe
@gates.staff()
def search(request: Visit) -> HttpResponse:
    at = timezone.now()
    words = " ".join(request.GET.get("q", "").split())[:100]
    number = _the_case(words, request.user)
    if number:
        return redirect("desk:case", number)
    long_enough = len(words) >= SHORTEST
    context: dict[str, Any] = {
        "query": words,
        "most": MOST,
        "is_short": bool(words) and not long_enough,
        "groups": _groups(request.user, words, at) if long_enough else [],
    }
    return frames.draw(request, "desk/search.html", "queue", at=at, **context)


def _the_case(words: str, reader: Account) -> str:
    """The number of the one case meant by these words: ours, or that of an earlier system."""
    number = findings.case_number(words)
    if not number:
        return ""
    seen = Case.objects.visible_to(reader, [])
    return seen.filter(number=number).values_list("number", flat=True).first() or ""


def _groups(reader: Account, words: str, at: datetime) -> list[tuple[str, list[rows.Row], list[Hit]]]:
    """(title, cases, lines of the register): three statements, each bounded."""
    seen = Case.objects.visible_to(reader, [])
    numbered = rows.read(seen.filter(findings.numbered(words) | _last_digits(words)).order_by("-id")[:MOST])
    known = {row.id for row in numbered}
    named = [
        row
        for row in rows.read(seen.filter(findings.begins("subject_folded", words)).order_by("-id")[:MOST])
        if row.id not in known
    ]
    hits = _register(reader, words, at.date())
    groups = [
        (_("Cases by number, P/N or S/N"), numbered, []),
        (_("Cases whose subject begins so"), named, []),
        (_("Equipment"), [], [hit for hit in hits if hit.what == "item"]),
        (_("Customers"), [], [hit for hit in hits if hit.what == "company"]),
        (_("Contracts"), [], [hit for hit in hits if hit.what == "contract"]),
    ]
    return [group for group in groups if group[1] or group[2]]


def _last_digits(words: str) -> Q:
    """«874» means the case of this number in any of the last years."""
    if not (words.isascii() and words.isdigit() and len(words) <= 6):
        return Q(pk=None)
    return Q(number__in=findings.numbers_ending(int(words), timezone.localdate().year))


def _register(reader: Account, words: str, day: date) -> list[Hit]:
    parts = (_items(reader, words, day), _companies(reader, words, day), _contracts(reader, words, day))
    first, *others = [part.order_by() for part in parts]
    found = first.union(*others, all=True).order_by("what", "said")[: 3 * MOST]
    return [
        Hit(what, reverse(PAGES[what], args=(pk,)), title, note or "", _queue(pk) if what == "company" else "")
        for what, pk, title, note in found
    ]


def _queue(company: int) -> str:
    return queues.address(filters.Filter(company=str(company)))


def _line(rows: QuerySet[Any], what: str, title: Combinable, note: Combinable) -> Lines:
    said = rows.annotate(what=Value(what), said=title, beside=note)
    lines: Lines = said.values_list("what", "pk", "said", "beside")
    return lines


def _items(reader: Account, words: str, day: date) -> Lines:
    found = readings.items(reader, day).filter(findings.labelled(words, pn="product__pn_folded", sn="sn_folded"))
    return _line(found, "item", Concat("product__pn", Value(" "), "sn"), F("company__short_name"))


def _companies(reader: Account, words: str, day: date) -> Lines:
    found = readings.companies(reader, day).filter(findings.holds(["name_folded"], words))
    return _line(found, "company", F("short_name"), F("name"))


def _contracts(reader: Account, words: str, day: date) -> Lines:
    number = normalise_contract(words)
    found = (
        readings.contracts(reader, day).filter(number_folded__contains=number) if number else Contract.objects.none()
    )
    return _line(found, "contract", F("number"), F("company__short_name"))
