"""How words lead to cases: by number, P/N, S/N, a former number, or the beginning of the subject."""

import re
from datetime import datetime

from django.db import connection
from django.db.models import Q

from reglament.cases import terms
from reglament.equipment.numbers import normalise, normalise_pn
from reglament.people.folding import fold
from reglament.terms.resolve import resolve

LAST = "\U0010ffff"
NUMBER = re.compile(r"(?:([A-Z]+)-?)?(?:(\d{4})-)?(\d{1,6})")
TYPED_IN_RUSSIAN = str.maketrans("ЫВ", "SD")
YEARS = 10


def named(words: str, *, at: datetime) -> Q:
    """R-53  Cases that these words name; a bare figure is the end of a number of any of the last years."""
    pn, sn = normalise_pn(words), normalise(words)
    if not words.strip():
        return Q()
    wanted = (
        Q(number__in=numbers(words, at=at)) | begins("subject_folded", fold(words)) | Q(external_number=words.strip())
    )
    if pn:
        wanted |= begins("pn_folded", pn)
    if sn:
        wanted |= begins("sn_folded", sn)
    return wanted


def numbers(words: str, *, at: datetime) -> list[str]:
    """'SD-2026-000123' of 'sd-2026-123' or 'ЫВ-2026-000123'; of '123' one of each year; none when it is no number."""
    found = NUMBER.fullmatch(words.strip().upper().translate(TYPED_IN_RUSSIAN))
    if found is None:
        return []
    prefix, year, order = found.groups()
    years = [int(year)] if year else range(at.year, at.year - YEARS, -1)
    return [f"{prefix or resolve(terms.NUMBER_PREFIX)}-{each}-{int(order):06d}" for each in years]


def begins(field: str, start: str) -> Q:
    """`field` begins with `start`, in the form each database has an index for."""
    if connection.vendor == "sqlite":
        return Q(**{f"{field}__gte": start, f"{field}__lt": start + LAST})
    return Q(**{f"{field}__startswith": start})
