"""R-06, R-38  What a contract covers, line by line: searched and paged by the server."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from reglament.contracts.models import Contract
from reglament.portal import items
from reglament.portal.items import Line

AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class Composition:
    """Rows `first` to `last` of `found`; `earlier` and `further` are addresses or ''."""

    q: str
    lines: list[tuple[Line, bool]]
    found: int
    first: int
    last: int
    earlier: str
    further: str


def read(contract: Contract, query: QueryDict, day: date) -> Composition:
    q = query.get("q", "").strip()[:100]
    matched = items.lines_of(contract).filter(items.matching(contract, q))
    found = matched.count()
    page = min(_page(query), max(1, -(-found // AT_ONCE)))
    start = (page - 1) * AT_ONCE
    rows = matched.order_by("item__site__name", "item__product__pn", "id")[start : start + AT_ONCE]
    lines = [(items.line(row), row.cover_from <= day < row.cover_until) for row in rows]
    return Composition(
        q=q,
        lines=lines,
        found=found,
        first=start + 1 if lines else 0,
        last=start + len(lines),
        earlier=_address(q, page - 1) if page > 1 else "",
        further=_address(q, page + 1) if start + len(lines) < found else "",
    )


def _page(query: QueryDict) -> int:
    value = query.get("page", "")
    return max(1, int(value)) if value.isdecimal() and len(value) < 7 else 1


def _address(q: str, page: int) -> str:
    said = {"q": q, "page": page if page > 1 else ""}
    return "?" + urlencode({name: value for name, value in said.items() if value}) + "#composition"
