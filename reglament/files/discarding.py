"""Bytes that nobody refers to any more: out of the register first, off the disk a day later.

In between a backup whose copy of the database still names the file finds it. Whoever stores the same bytes again
meanwhile takes them back (`storing.store`), and the locks make one of the two wait for the other.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError, QuerySet

from reglament.files import storing
from reglament.files.models import DiscardedFile, StoredFile

UNCLAIMED = timedelta(days=2)
"""A file is stored before the message that refers to it is sent; a form carries it along for a day."""
STAYS_ON_DISK = timedelta(days=1)
MOST = 500
"""Files of one round, so that other work is not kept waiting."""


def discard_unwanted(*, at: datetime) -> int:
    """Takes out of the register what no row of any room refers to; returns how many files."""
    unwanted = _unreferenced().filter(stored_at__lte=at - UNCLAIMED).order_by("id")
    return sum(_discard(pk, at=at) for pk in unwanted.values_list("pk", flat=True)[:MOST])


def remove_discarded(*, at: datetime) -> int:
    """Takes off the disk what left the register a day ago; returns how many files."""
    old = DiscardedFile.objects.filter(discarded_at__lte=at - STAYS_ON_DISK).order_by("id")
    return sum(_remove(pk) for pk in old.values_list("pk", flat=True)[:MOST])


def _unreferenced() -> QuerySet[StoredFile]:
    """Files that stand in no foreign key; the rooms above are known by their keys alone."""
    keys = [each for each in StoredFile._meta.get_fields(include_hidden=True) if each.one_to_many]
    held = [Exists(key.related_model.objects.filter(**{key.field.name: OuterRef("pk")})) for key in keys]  # type: ignore[union-attr]
    return StoredFile.objects.filter(*(~each for each in held))


@transaction.atomic
def _discard(pk: int, *, at: datetime) -> bool:
    file = StoredFile.objects.select_for_update().filter(pk=pk, stored_at__lte=at - UNCLAIMED).first()
    if file is None:
        return False
    try:
        file.delete()
    except ProtectedError:  # somebody has come to refer to it meanwhile
        return False
    DiscardedFile.objects.create(sha256=file.sha256, discarded_at=at)
    return True


@transaction.atomic
def _remove(pk: int) -> bool:
    discarded = DiscardedFile.objects.select_for_update().filter(pk=pk).first()
    if discarded is None:
        return False
    storing.place(discarded.sha256).unlink(missing_ok=True)
    discarded.delete()
    return True
