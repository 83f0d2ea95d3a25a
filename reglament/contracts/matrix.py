"""R-15  The escalation matrix of a contract version: stored and shown; acted on by the room above."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from reglament.contracts.models import ContractVersion, MatrixMark, MatrixRow, Post
from reglament.memory.statements import Question
from reglament.memory.values import Kept


@dataclass(frozen=True, slots=True)
class Rung:
    """One row: reached when elapsed > factor × threshold of `clock`; `posts` are its addressees, left to right."""

    clock: str
    factor: Decimal
    posts: tuple[Post, ...]
    copies: tuple[Post, ...]
    row: MatrixRow


class Named(NamedTuple):
    """A post by its name alone."""

    name_ru: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Step:
    """A row as the bar of a promise shows it."""

    clock: str
    factor: Fraction
    posts: tuple[Named, ...]


# A version never changes, and there is at least one to a contract: too many to be read anew every few seconds.
_steps: Kept[int, list[Step]] = Kept(600)
_MARKS = Question(
    lambda version: (
        MatrixMark.objects.filter(row__version=version)
        .order_by("row__position", "post__position")
        .values_list("row_id", "row__clock", "row__factor", "called_as", "post__name_ru", "post__name_en")
    ),
    int,
)


def steps(version: ContractVersion | None) -> list[Step]:
    """The rows in order, with the names of their addressees."""
    if version is None:
        return []
    rows = _steps.fresh()
    if version.pk not in rows:
        rows[version.pk] = _read_steps(version.pk)
    return rows[version.pk]


def _read_steps(version: int) -> list[Step]:
    found: dict[int, tuple[str, Decimal, list[Named]]] = {}
    for row, clock, factor, called_as, *name in _MARKS.ask(version):
        posts = found.setdefault(row, (clock, factor, []))[2]
        if called_as == "to":
            posts.append(Named(*name))
    return [Step(clock, Fraction(factor), tuple(posts)) for clock, factor, posts in found.values()]


def rungs(version: ContractVersion | None) -> list[Rung]:
    """The rows in order; the holders of posts are those of today."""
    if version is None:
        return []
    marks = MatrixMark.objects.filter(row__version=version).select_related("row", "post__holder", "post__deputy")
    by_row: dict[int, list[MatrixMark]] = {}
    for mark in marks.order_by("row__position", "post__position"):
        by_row.setdefault(mark.row_id, []).append(mark)
    return [_rung(row_marks) for row_marks in by_row.values()]


def _rung(marks: list[MatrixMark]) -> Rung:
    row = marks[0].row
    return Rung(row.clock, row.factor, _called(marks, "to"), _called(marks, "cc"), row)


def _called(marks: Iterable[MatrixMark], called_as: str) -> tuple[Post, ...]:
    return tuple(mark.post for mark in marks if mark.called_as == called_as)
