"""R-15  The escalation matrix of a contract version: stored and shown; acted on by the room above."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from reglament.contracts.models import ContractVersion, MatrixMark, MatrixRow, Post
from reglament.terms.keeping import Kept


@dataclass(frozen=True, slots=True)
class Rung:
    """One row: reached when elapsed > factor × threshold of `clock`; `posts` are its addressees, left to right."""

    clock: str
    factor: Decimal
    posts: tuple[Post, ...]
    copies: tuple[Post, ...]
    row: MatrixRow


# A version never changes and there is one to a contract: only a new holder of a post is seen a minute later.
_kept: Kept[int, list[Rung]] = Kept(60)


def rungs(version: ContractVersion | None) -> list[Rung]:
    """The rows in order; the holders of posts are those of today."""
    if version is None:
        return []
    rows = _kept.fresh()
    if version.pk not in rows:
        rows[version.pk] = _read(version)
    return rows[version.pk]


def _read(version: ContractVersion) -> list[Rung]:
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
