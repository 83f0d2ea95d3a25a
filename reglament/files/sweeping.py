"""What a killed process left behind: bytes on the disk that no row knows. Rows never go before their bytes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings

from reglament.files.models import DiscardedFile, StoredFile

SETTLED = timedelta(days=1)
"""Younger ones may belong to a transaction that is still going on."""
BATCH = 500


def sweep(*, at: datetime, settled: timedelta = SETTLED) -> int:
    """Deletes files of no row that have lain for `settled` at `at` (UTC); returns how many."""
    before = at - settled
    return sum(_drop_unknown(batch, before) for batch in _batches(_settled(before)))


def _batches(paths: Iterator[Path]) -> Iterator[list[Path]]:
    while batch := list(islice(paths, BATCH)):
        yield batch


def _settled(before: datetime) -> Iterator[Path]:
    root = Path(settings.FILES_ROOT)
    yield from (path for path in root.rglob("*") if _is_settled(path, before))


def _is_settled(path: Path, before: datetime) -> bool:
    try:
        return path.is_file() and datetime.fromtimestamp(path.stat().st_mtime, UTC) < before
    except FileNotFoundError:
        return False


def _drop_unknown(paths: list[Path], before: datetime) -> int:
    names = [path.name for path in paths]
    # What was discarded has a day of its own to go (files.discarding).
    known = {
        sha256
        for table in (StoredFile, DiscardedFile)
        for sha256 in table._default_manager.filter(sha256__in=names).values_list("sha256", flat=True)
    }
    # The same bytes may have come again since they were looked at.
    unknown = [path for path in paths if path.name not in known and _is_settled(path, before)]
    for path in unknown:
        path.unlink(missing_ok=True)
    return len(unknown)
