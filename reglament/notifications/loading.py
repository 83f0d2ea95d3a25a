"""Loads the shipped words of letters; what the house edited stays as it is."""

from django.db import transaction

from reglament.memory.values import forget_everything
from reglament.notifications import texts
from reglament.notifications.models import Wording
from reglament.notifications.texts import Words


@transaction.atomic
def load_tables() -> int:
    """R-69  Adds what is new among the shipped words; returns the number of new rows.

    Where the words in force are the product's own, the new ones take their place; where they were edited, the new
    ones are laid beside them, and the desk says so.
    """
    last, newest_shipped = _known()
    made = 0
    for kind in texts.kinds():
        for language in texts.LANGUAGES:
            words, key = texts.shipped(kind, language), (kind, language)
            if newest_shipped.get(key) != words:
                _add(words, key, last.get(key))
                made += 1
    if made:
        forget_everything()
    return made


def _known() -> tuple[dict[tuple[str, str], Wording], dict[tuple[str, str], Words]]:
    """The newest row of each letter, and its newest shipped words."""
    last: dict[tuple[str, str], Wording] = {}
    shipped: dict[tuple[str, str], Words] = {}
    for row in Wording.objects.order_by("number"):
        last[row.kind, row.language] = row
        if row.is_shipped:
            shipped[row.kind, row.language] = Words(row.subject, row.body)
    return last, shipped


def _add(words: Words, key: tuple[str, str], last: Wording | None) -> None:
    kind, language = key
    current = Wording.objects.filter(kind=kind, language=language, is_current=True)
    is_edited = current.filter(is_shipped=False).exists()
    if not is_edited:
        current.update(is_current=False)
    Wording.objects.create(
        kind=kind,
        language=language,
        number=last.number + 1 if last else 1,
        subject=words.subject,
        body=words.body,
        is_shipped=True,
        is_current=not is_edited,
    )
