"""R-60, R-64  A large file is shown to the scanner in a thread of its own: letters do not wait for it."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import structlog
from django.db import DatabaseError, connection

from reglament.files import scanning

logger = structlog.get_logger("reglament.clerk")
IsStopping = Callable[[], bool]
NAME = "large scans"


def go_on(at: datetime, is_stopping: IsStopping) -> None:
    """Sees to it that somebody scans while a large file waits; returns at once."""
    is_running = any(thread.name == NAME for thread in threading.enumerate())
    if not is_running and scanning.is_large_due(at=at):
        threading.Thread(target=_scan, args=(is_stopping,), name=NAME, daemon=True).start()


def _scan(is_stopping: IsStopping) -> None:
    try:
        scanning.scan_due(at=datetime.now(UTC), is_large=True, is_stopping=is_stopping)
    except DatabaseError as failure:
        logger.error("the database is away", error=str(failure).strip())
    finally:
        connection.close()
