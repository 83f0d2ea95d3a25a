"""R-10, R-60 … R-62  What a letter brought, on the form by which it is registered by hand: attached, until left out."""

from dataclasses import dataclass
from datetime import datetime

from reglament.cases.course.entries import Files
from reglament.desk.gates import Visit
from reglament.intake import outcomes, rereading
from reglament.intake.mail.letter import Attachment
from reglament.intake.models import Receipt

FIELD = "letter_files"


@dataclass(frozen=True, slots=True)
class Brought:
    """One file of the letter; `number` is its place in it, `counts` whether the limits count it."""

    number: int
    file: Attachment
    is_taken: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class LetterFiles:
    """`over` are the names of the files that no letter may bring beside these."""

    brought: list[Brought]
    over: list[str]

    @property
    def counted(self) -> list[Attachment]:
        return [each.file for each in self.brought if each.is_taken and each.counts]

    def stored(self, *, at: datetime) -> Files:
        return outcomes.stored([each.file for each in self.brought if each.is_taken], at=at)


def read(request: Visit, receipt: Receipt | None, *, at: datetime) -> LetterFiles:
    """Every file of the letter at first; then those that the form still names."""
    if receipt is None:
        return LetterFiles([], [])
    files = rereading.files_of(receipt, at=at)
    counted = {id(one) for one in rereading.counted(files.accepted)}
    wanted = set(request.POST.getlist(FIELD)) if request.method == "POST" else None
    return LetterFiles(
        [
            Brought(number, one, is_taken=wanted is None or str(number) in wanted, counts=id(one) in counted)
            for number, one in enumerate(files.accepted)
        ],
        [one.name for one in files.declined],
    )
