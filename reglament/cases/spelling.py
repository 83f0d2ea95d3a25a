"""R-37, R-42, R-52  The one spelling in which subject and numbers of a case are looked up, as long as their columns.

Folding may lengthen what a letter brings: one Arabic ligature becomes eighteen letters.
"""

from reglament.equipment.numbers import normalise, normalise_pn
from reglament.people.folding import fold

SUBJECT_ROOM = 200
NUMBER_ROOM = 60
"""Characters of the columns."""


def subject(text: str) -> str:
    return fold(text)[:SUBJECT_ROOM]


def pn(number: str) -> str:
    return normalise_pn(number)[:NUMBER_ROOM]


def sn(number: str) -> str:
    return normalise(number)[:NUMBER_ROOM]
