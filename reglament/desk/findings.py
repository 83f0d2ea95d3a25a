"""How words lead to rows: numbers in one spelling, names and subjects folded and by their beginning."""

import re
from collections.abc import Sequence

from django.db import connection
from django.db.models import Q

from reglament.cases import terms
from reglament.equipment.numbers import normalise, normalise_pn
from reglament.people.folding import fold
from reglament.terms.resolve import resolve

LAST = "\U0010ffff"
# With fewer letters half of the equipment begins so: they find a label only whole.
SHORTEST_BEGINNING = 3
NUMBER = re.compile(r"(?:(?P<prefix>[A-Za-z]+)-)?(?:(?P<year>\d{4})-)?(?P<order>\d{1,6})")
# S and D as they come out of a keyboard left in Russian.
TYPED_IN_RUSSIAN = str.maketrans("\u042b\u0412", "SD")


def case_number(words: str) -> str:
    """'SD-2026-000123' of 'sd-2026-123', in either keyboard layout; '' when the words are no whole case number."""
    found = NUMBER.fullmatch(words.strip().upper().translate(TYPED_IN_RUSSIAN))
    if not found or not found["year"]:
        return ""
    return f"{found['prefix'] or resolve(terms.NUMBER_PREFIX)}-{found['year']}-{int(found['order']):06d}"


def begins(field: str, words: str) -> Q:
    """`field` begins with the folded words."""
    return _starts(field, fold(words))


def _starts(field: str, start: str) -> Q:
    """In the form each database has an index for."""
    if connection.vendor == "sqlite":
        return Q(**{f"{field}__gte": start, f"{field}__lt": start + LAST})
    return Q(**{f"{field}__startswith": start})


def holds(fields: Sequence[str], words: str) -> Q:
    """Any of the folded fields holds the words; for short tables only."""
    wanted = Q()
    for field in fields:
        wanted |= Q(**{f"{field}__contains": fold(words)})
    return wanted


def numbered(words: str) -> Q:
    """Cases by what is written on a label, its beginning is enough, or by their number in an earlier system."""
    return labelled(words, pn="pn_folded", sn="sn_folded") | Q(external_number=words.strip())


def labelled(words: str, *, pn: str, sn: str) -> Q:
    """Rows whose P/N or S/N (the names of their folded fields) begins with the words."""
    begin = {pn: normalise_pn(words), sn: normalise(words)}
    if not all(begin.values()):
        return Q(pk=None)
    if len(begin[sn]) < SHORTEST_BEGINNING:
        return Q(**{pn: begin[pn]}) | Q(**{sn: begin[sn]})
    return _starts(pn, begin[pn]) | _starts(sn, begin[sn])


def named(words: str) -> Q:
    """Cases by number (whole or its last digits), by P/N or S/N, or by the beginning of the subject."""
    wanted = numbered(words) | begins("subject_folded", words)
    if number := case_number(words):
        wanted |= Q(number=number)
    elif words.strip().isdigit() and len(words.strip()) <= 6:
        wanted |= Q(number__endswith=f"-{int(words):06d}")
    return wanted


def covered(words: str) -> Q:
    """Lines of a contract by P/N, S/N, the customer's name of the item, or the site; all lines without words."""
    if not words.strip():
        return Q()
    pn, sn = normalise_pn(words), normalise(words)
    by_label = holds(("item__label_folded", "item__site__name_folded"), words)
    return by_label | Q(item__product__pn_folded__contains=pn) | Q(item__sn_folded__contains=sn)


def numbers_ending(order: int, year: int) -> list[str]:
    """The case numbers with this order number in this year and the four before it."""
    return [f"{resolve(terms.NUMBER_PREFIX)}-{each}-{order:06d}" for each in range(year, year - 5, -1)]
