"""A fetcher for every mailbox that is to be fetched; a change at the desk is followed within seconds."""

import threading

import structlog
from django.db import DatabaseError, connection

from reglament.clerk.fetching.fetcher import Fetcher
from reglament.intake import passwords
from reglament.intake.models import Mailbox

logger = structlog.get_logger("reglament.clerk")
LOOK_EVERY = 5.0
Terms = tuple[object, ...]


def fetch(leaving: threading.Event) -> None:
    """Works until `leaving` is set."""
    running: dict[Terms, Fetcher] = {}
    while not leaving.is_set():
        try:
            _follow(running)
        except DatabaseError as failure:
            logger.error("the database is away", error=str(failure).strip())
            connection.close()
        leaving.wait(LOOK_EVERY)
    for fetcher in running.values():
        fetcher.leave()
    for fetcher in running.values():
        fetcher.join(LOOK_EVERY)
    connection.close()


def _follow(running: dict[Terms, Fetcher]) -> None:
    wanted = {_terms(row): row for row in Mailbox.objects.filter(is_active=True).exclude(host="")}
    for terms in running.keys() - wanted.keys():
        running.pop(terms).leave()
    for terms in wanted.keys() - running.keys():
        running[terms] = Fetcher(wanted[terms])
        running[terms].start()


def _terms(row: Mailbox) -> Terms:
    """What a session depends on: when any of it changes, a new one begins."""
    return (
        row.pk, row.address, row.host, row.port, row.security, row.login, row.folder, row.kept_folder,
        passwords.of(row),
    )  # fmt: skip
