"""What somebody looks for in the journal of letters: a case, an identifier, an address, or words of a subject."""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from reglament.desk import findings

LONGEST = 250
MOST_WORDS = 6
Row = TypeVar("Row", bound=Model)


def asked(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]


def narrowed(rows: QuerySet[Row], query: str, *, address: str, names: tuple[str, ...] = ()) -> QuerySet[Row]:
    """The letters that `query` means; `address` is the field of the other side, `names` more fields of words."""
    number = findings.case_number(query)
    if number:
        return rows.filter(case__number=number)
    beginning = Q(**{f"{address}__istartswith": query})
    if "@" in query:
        bare = query.strip("<> ")
        return rows.filter(beginning | Q(message_id__in=(bare, f"<{bare}>")))
    return rows.filter(beginning | _words(query, ("subject", *names)))


def _words(query: str, fields: tuple[str, ...]) -> Q:
    """Every word stands somewhere in one of the fields."""
    found = Q()
    for word in query.split()[:MOST_WORDS]:
        somewhere = Q()
        for field in fields:
            for spelling in spellings(word):
                somewhere |= Q(**{f"{field}__icontains": spelling})
        found &= somewhere
    return found


def spellings(word: str) -> set[str]:
    """SQLite knows capitals of the Latin alphabet alone."""
    return {word, word.lower(), word.upper(), word.capitalize()} if not word.isascii() else {word}
