"""R-60  Every kept file is shown to the scanner; while the scanner is away, what it has not seen stays locked up."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db.models import Q, QuerySet

from reglament.files import clamd, storing
from reglament.files.models import StoredFile

logger = structlog.get_logger("reglament.files")

LARGE = 32 * 1024 * 1024
"""Bytes of a file that is scanned beside other work, because it takes long."""
MOST = 50
"""Files of one round, so that other work is not kept waiting."""
PATIENCE_SECONDS, BYTES_A_SECOND = 30, 1024 * 1024
"""So long a scanner may think of a file: of a large one the longer."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(minutes=10)


def scan_due(*, at: datetime, is_large: bool = False, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Shows what was not looked at yet, the large files or the others; returns how many got a verdict.

    After the first one that gets none the others wait too: a scanner that is away is not asked fifty times.
    """
    if not settings.CLAMAV:
        return 0
    done = 0
    for file in _due(at, is_large=is_large)[:MOST]:
        if is_stopping() or not _take(file, at):
            continue
        if not _scan(file, at):
            break
        done += 1
    return done


def is_large_due(*, at: datetime) -> bool:
    """Does a large file wait for the scanner?"""
    return bool(settings.CLAMAV) and _due(at, is_large=True).exists()


def _due(at: datetime, *, is_large: bool) -> QuerySet[StoredFile]:
    size = Q(size__gt=LARGE) if is_large else Q(size__lte=LARGE)
    waiting = StoredFile.objects.filter(Q(scan_at=None) | Q(scan_at__lte=at), size, verdict=StoredFile.Verdict.UNKNOWN)
    return waiting.order_by("id")


def _take(file: StoredFile, at: datetime) -> bool:
    """For us alone, also where several look, until the scanner must have answered."""
    mine = StoredFile.objects.filter(pk=file.pk, scan_at=file.scan_at, verdict=StoredFile.Verdict.UNKNOWN)
    return bool(mine.update(scan_at=at + 2 * timedelta(seconds=_patience(file))))


def _patience(file: StoredFile) -> float:
    return PATIENCE_SECONDS + file.size / BYTES_A_SECOND


def _scan(file: StoredFile, at: datetime) -> bool:
    row = StoredFile.objects.filter(pk=file.pk, verdict=StoredFile.Verdict.UNKNOWN)
    try:
        threat = clamd.threat_in(_pieces(file), settings.CLAMAV, patience=_patience(file))
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
