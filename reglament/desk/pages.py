"""Long registers one page at a time, by key: what was read last begins the next page."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest

SIZE = 50


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of one page; `next_url` and `first_url` are '' where there is nothing to go to."""

    rows: list[Any]
    next_url: str
    first_url: str


def by_name(request: HttpRequest, rows: QuerySet[Any], field: str) -> Sheet:
    """In the order of `field`, then of id; the key in the address is «value~id»."""
    return _sheet(request, rows.order_by(field, "pk"), field, "gt")


def oldest(request: HttpRequest, rows: QuerySet[Any]) -> Sheet:
    """The oldest first, by id."""
    return _sheet(request, rows.order_by("pk"), "pk", "gt")


def newest(request: HttpRequest, rows: QuerySet[Any]) -> Sheet:
    """The newest first, by id."""
    return _sheet(request, rows.order_by("-pk"), "pk", "lt")


def _sheet(request: HttpRequest, rows: QuerySet[Any], field: str, beyond: str) -> Sheet:
    value, _, pk = request.GET.get("after", "").rpartition("~")
    after = pk.isascii() and pk.isdigit() and len(pk) < 19
    if after and field == "pk":
        rows = rows.filter(**{f"pk__{beyond}": int(pk)})
    elif after:
        rows = rows.filter(Q(**{f"{field}__{beyond}": value}) | Q(**{field: value, f"pk__{beyond}": int(pk)}))
    found = list(rows[: SIZE + 1])
    key = f"{_value(found[SIZE - 1], field)}~{found[SIZE - 1].pk}" if len(found) > SIZE else ""
    return Sheet(found[:SIZE], _address(request, after=key) if key else "", _address(request) if after else "")


def _value(row: Any, field: str) -> str:
    return "" if field == "pk" else str(getattr(row, field))


def _address(request: HttpRequest, **more: str) -> str:
    """This page's address with another key."""
    query = {name: value for name, value in request.GET.items() if name != "after"} | more
    return request.path + (f"?{urlencode(query)}" if query else "")
