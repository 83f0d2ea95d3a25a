"""Fetches the letters of one mailbox until told to leave: by IDLE where the server can tell, else every minute."""

import threading
from datetime import UTC, datetime, timedelta

import structlog
from django.db import DatabaseError, close_old_connections, connection

from reglament.intake import accepting, terms
from reglament.intake.imap import FAILURES, Session, Waiting, open_session
from reglament.intake.models import Mailbox, Receipt
from reglament.terms.resolve import resolve

logger = structlog.get_logger("reglament.clerk")
LOOK_EVERY = 60.0
"""Seconds between two looks, even where nothing is announced."""
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0
TELL_EVERY = timedelta(seconds=30)


class Fetcher(threading.Thread):
    """Ends some seconds after `leave()`; a server or database that is away is asked again, less and less often."""

    def __init__(self, mailbox: Mailbox) -> None:
        super().__init__(name=f"mailbox {mailbox.pk}", daemon=True)
        self.mailbox = mailbox
        self._leaving = threading.Event()
        self._failures = 0
        self._told_at = datetime.min.replace(tzinfo=UTC)

    def leave(self) -> None:
        self._leaving.set()

    def run(self) -> None:
        while not self._leaving.is_set():
            try:
                self._read()
            except FAILURES as failure:
                self._trouble(str(failure) or repr(failure))
            except DatabaseError as failure:
                logger.error("the database is away", error=str(failure).strip())
                connection.close()
            except Exception as failure:
                logger.exception("a mailbox could not be read", mailbox=self.mailbox.address)
                self._trouble(repr(failure))
            self._failures += 1
            self._leaving.wait(min(FIRST_PAUSE * 2 ** (self._failures - 1), LONGEST_PAUSE))
        connection.close()

    def _read(self) -> None:
        """One session, until it breaks or we leave."""
        with open_session(self.mailbox) as session:
            while not self._leaving.is_set():
                close_old_connections()
                for waiting in session.waiting():
                    if self._leaving.is_set():
                        return
                    self._take(session, waiting)
                self._failures = 0
                self._tell()
                self._rest(session)

    def _take(self, session: Session, waiting: Waiting) -> None:
        head_alone = waiting.size > resolve(terms.LETTER_BYTES)
        raw = session.raw(waiting.uid, head_alone=head_alone)
        if not raw:  # somebody else took it in between
            return
        at = datetime.now(UTC)
        accepting.accept(raw, envelope_to=self.mailbox.address, at=at, way=Receipt.Way.IMAP, head_alone=head_alone)
        session.is_kept(waiting.uid)
        Mailbox.objects.filter(pk=self.mailbox.pk).update(letter_at=at)

    def _rest(self, session: Session) -> None:
        if session.can_wait:
            session.wait(LOOK_EVERY, self._leaving.is_set)
        else:
            self._leaving.wait(LOOK_EVERY)

    def _tell(self) -> None:
        """That all is well, now and then."""
        at = datetime.now(UTC)
        if at - self._told_at > TELL_EVERY:
            self._told_at = at
            Mailbox.objects.filter(pk=self.mailbox.pk).update(checked_at=at, trouble="", trouble_since=None)

    def _trouble(self, text: str) -> None:
        logger.warning("a mailbox is in trouble", mailbox=self.mailbox.address, error=text)
        self._told_at = datetime.min.replace(tzinfo=UTC)
        try:
            note_trouble(self.mailbox.pk, text, at=datetime.now(UTC))
        except DatabaseError:
            connection.close()


def note_trouble(pk: int, text: str, *, at: datetime) -> None:
    """What is wrong with a mailbox, and since when."""
    row = Mailbox.objects.filter(pk=pk)
    row.filter(trouble_since=None).update(trouble_since=at)
    row.update(checked_at=at, trouble=text[:500])
