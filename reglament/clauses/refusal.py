"""The one refusal: what the regulation does not allow, said to the person who asked."""

from typing import TYPE_CHECKING

from reglament.clauses.register import clause as find

if TYPE_CHECKING:
    from django.utils.functional import Promise


class Refused(Exception):
    """A rule says no. `clause` is its number, `sentence` tells the person what to do (str or lazy translation)."""

    def __init__(self, clause: str, sentence: "str | Promise") -> None:
        super().__init__(clause, sentence)
        self.clause = find(clause).id
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)
