"""R-60  Every kept file is shown to the scanner; while the scanner is away, what it has not seen stays locked up."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db.models import Q, QuerySet

from reglament.files import clamd, storing
from reglament.files.models import StoredFile

logger = structlog.get_logger("reglament.files")

MOST = 50
"""Files of one round, so that other work is not kept waiting."""
HELD = timedelta(minutes=30)
"""Nobody else takes up a file that somebody may still be showing to the scanner."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(minutes=10)


def scan_due(*, at: datetime, most_bytes: int | None = None, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Shows what was not looked at yet, up to `most_bytes` each; returns how many files got a verdict.

    After the first one that gets none the others wait too: a scanner that is away is not asked fifty times.
    """
    if not settings.CLAMAV:
        return 0
    done = 0
    for file in _due(at, most_bytes)[:MOST]:
        if is_stopping() or not _take(file, at):
            continue
        if not _scan(file, at):
            break
        done += 1
    return done


def is_due(*, at: datetime, more_than: int) -> bool:
    """Does a file of more than so many bytes wait for the scanner?"""
    return bool(settings.CLAMAV) and _due(at, None).filter(size__gt=more_than).exists()


def _due(at: datetime, most_bytes: int | None) -> QuerySet[StoredFile]:
    waiting = StoredFile.objects.filter(Q(scan_at=None) | Q(scan_at__lte=at), verdict=StoredFile.Verdict.UNKNOWN)
    return (waiting if most_bytes is None else waiting.filter(size__lte=most_bytes)).order_by("id")


def _take(file: StoredFile, at: datetime) -> bool:
    """For us alone, also where several look."""
    mine = StoredFile.objects.filter(pk=file.pk, scan_at=file.scan_at, verdict=StoredFile.Verdict.UNKNOWN)
    return bool(mine.update(scan_at=at + HELD))


def _scan(file: StoredFile, at: datetime) -> bool:
    row = StoredFile.objects.filter(pk=file.pk, verdict=StoredFile.Verdict.UNKNOWN)
    try:
        threat = clamd.threat_in(_pieces(file), settings.CLAMAV)
    except (clamd.Unanswered, FileNotFoundError) as failure:
        pause = min(FIRST_PAUSE * 2 ** min(file.scan_failures, 10), LONGEST_PAUSE)
        row.update(scan_at=at + pause, scan_failures=min(file.scan_failures + 1, 30_000))
        logger.warning("a file could not be scanned", sha256=file.sha256, because=str(failure))
        return False
    verdict = StoredFile.Verdict.INFECTED if threat else StoredFile.Verdict.CLEAN
    row.update(verdict=verdict, threat=threat[:120], scan_at=None, scanned_at=at)
    if threat:
        logger.warning("a file is infected", sha256=file.sha256, threat=threat)
    return True


def _pieces(file: StoredFile) -> Iterator[bytes]:
    with storing.location(file).open("rb") as content:
        while piece := content.read(clamd.PIECE):
            yield piece
