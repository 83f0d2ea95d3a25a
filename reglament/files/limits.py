"""How many files and bytes one submission may bring: the same for every channel and for comments."""

from collections.abc import Sequence
from typing import Protocol

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from reglament.clauses import Refused
from reglament.files import terms
from reglament.terms.resolve import Scope, resolve


class Named(Protocol):
    """A file on its way in; `size` in bytes."""

    @property
    def name(self) -> str | None: ...
    @property
    def size(self) -> int | None: ...


def check(files: Sequence[Named], *scopes: Scope | None) -> None:
    """R-61, R-62, R-63  At most so many files and bytes in one submission; raises Refused with what to do."""
    most = resolve(terms.MAX_COUNT, *scopes)
    if len(files) > most:
        raise Refused("R-61", too_many(most))
    budget = resolve(terms.MAX_BYTES, *scopes)
    if sum(file.size or 0 for file in files) > budget:
        raise Refused("R-61", too_large(budget))
    _check_names(files, *scopes)


def too_many(most: int) -> str:
    """What to do with more files than may come at once."""
    sentence = ngettext(
        "At most %(most)s file can be attached at once. Pack them into one archive.",
        "At most %(most)s files can be attached at once. Pack them into one archive.",
        most,
    )
    return sentence % {"most": most}


def too_large(budget: int) -> str:
    """What to do with more than `budget` bytes."""
    sentence = _(
        "The files are larger than %(megabytes)s MB together. Send fewer files; once an engineer is assigned, "
        "agree with them how to pass larger ones."
    )
    return str(sentence) % {"megabytes": f"{budget / 1_048_576:g}"}


def _check_names(files: Sequence[Named], *scopes: Scope | None) -> None:
    blocked = tuple(ending.lower() for ending in resolve(terms.BLOCKED_EXTENSIONS, *scopes))
    for file in files:
        if blocked and (file.name or "").lower().endswith(blocked):
            raise Refused(
                "R-60", _("Files of this type are not accepted: “%(name)s”. Attach another type.") % {"name": file.name}
            )
