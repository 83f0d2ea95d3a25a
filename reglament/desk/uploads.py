"""R-60 … R-63  Files that come with a form, kept even when the form comes back with an error."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.http import HttpRequest
from django.utils.functional import cached_property

from reglament.files import limits, storing, terms
from reglament.files.models import StoredFile
from reglament.terms.resolve import Scope, resolve

SALT = "desk.uploads"


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored file with the name it came by; `size` in bytes."""

    file: StoredFile
    name: str

    @property
    def size(self) -> int:
        return self.file.size


@dataclass
class Files:
    """What a form brought: `token` carries it through one more round trip, signed."""

    kept: list[Kept]

    @property
    def pairs(self) -> tuple[tuple[StoredFile, str], ...]:
        return tuple((each.file, each.name) for each in self.kept)

    @cached_property
    def token(self) -> str:
        return signing.dumps([(each.file.pk, each.name) for each in self.kept], salt=SALT) if self.kept else ""


def take(request: HttpRequest, *scopes: Scope | None, at: datetime, beside: Sequence[limits.Named] = ()) -> Files:
    """Stores what came, after what was kept before; raises Refused when there is too much of it, `beside` included."""
    before = again(request).kept
    fresh = request.FILES.getlist("files")
    limits.check([*beside, *before, *fresh], *scopes)
    return Files(before + [Kept(storing.store(upload, at=at), upload.name or "") for upload in fresh])


def again(request: HttpRequest) -> Files:
    """Only what an earlier attempt has stored; a token that is not ours counts as none."""
    try:
        rows: Sequence[tuple[int, str]] = signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=86_400)
    except signing.BadSignature:
        return Files([])
    known = StoredFile.objects.in_bulk([pk for pk, _name in rows])
    return Files([Kept(known[pk], name) for pk, name in rows if pk in known])


def limits_of(*scopes: Scope | None) -> dict[str, int]:
    """How many files and bytes one message may bring, for the page."""
    return {"most": resolve(terms.MAX_COUNT, *scopes), "most_bytes": resolve(terms.MAX_BYTES, *scopes)}
