"""How people, priorities and things are called in a letter, in the language that is active."""

import re

from django.utils.translation import gettext as _

from reglament.cases.models import Case
from reglament.contracts.models import Priority
from reglament.memory.values import Kept
from reglament.people.models import Account
from reglament.ui import words

# Control characters, and marks that turn the direction of text: none of them may reach a header or hide a word.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_priorities: Kept[int, Priority] = Kept()


def one_line(text: str) -> str:
    """The text without line breaks, control characters and doubled blanks."""
    return " ".join(_CONTROL.sub(" ", text).split())


def shortened(text: str, most: int) -> str:
    """At most so many characters, cut between two words where one can, with an ellipsis."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    words_only = cut.rpartition(" ")[0]
    return (words_only if len(words_only) > most // 2 else cut).rstrip(" ,.;:–—-") + "…"


def account(person: Account) -> str:
    name = person.name_en if words.language() == "en" else ""
    return one_line(name or person.full_name)


def author(person: Account | None) -> str:
    """R-04  Who did it, by name; None is the system itself."""
    return account(person) if person else _("the system")


def priority(number: int | None) -> str:
    """'2 (Высокий)'."""
    if number is None:
        return ""
    rows = _priorities.fresh()
    if not rows:
        rows.update({row.number: row for row in Priority.objects.all()})
    return f"{number} ({words.pick(rows[number], 'name')})" if number in rows else str(number)


def item(case: Case) -> str:
    """What it is called and its numbers: of the register, else as they were given."""
    name = words.pick(case.item.product, "name") if case.item else ""
    pn, sn = (case.item.product.pn, case.item.sn) if case.item else (case.pn, case.sn)
    numbers = (f"{label} {value}" for label, value in (("P/N", pn), ("S/N", sn)) if value)
    return one_line(", ".join(part for part in (name, *numbers) if part))


def subject(case: Case) -> str:
    return one_line(case.subject) or _("no subject")
