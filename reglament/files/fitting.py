"""Files that join those kept already: taken in order while the limits hold, and none of them twice."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from reglament.clauses import Refused
from reglament.files import limits, storing
from reglament.files.models import StoredFile
from reglament.terms.resolve import Scope


class Upload(limits.Named, storing.Readable, Protocol):
    """A file as a browser sent it; `size` in bytes."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored file with the name it came by."""

    file: StoredFile
    name: str

    @property
    def size(self) -> int:
        return self.file.size


@dataclass(slots=True)
class Fitted:
    """`taken` are stored, in their order; `left_out` are names, and `why` is what refused the first of them."""

    taken: list[Kept] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    why: Refused | None = None


def fit(there: Sequence[Kept], uploads: Sequence[Upload], *scopes: Scope | None, at: datetime) -> Fitted:
    """R-61 … R-63  Stores what still fits beside `there`; a file that is there already counts once."""
    fitted = Fitted()
    for upload in uploads:
        name = (upload.name or "").rpartition("/")[2][:255]
        kept = [*there, *fitted.taken]
        if _is_there(upload, name, kept, at=at):
            continue
        try:
            limits.check([*kept, upload], *scopes)
        except Refused as refused:
            fitted.left_out.append(name)
            fitted.why = fitted.why or refused
        else:
            fitted.taken.append(Kept(storing.store(upload, at=at), name))
    return fitted


def _is_there(upload: Upload, name: str, kept: Sequence[Kept], *, at: datetime) -> bool:
    alike = {each.file.pk for each in kept if (each.name, each.size) == (name, upload.size)}
    return bool(alike) and storing.store(upload, at=at).pk in alike
