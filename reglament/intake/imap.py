"""One session with a mailbox by IMAP: letters are looked at whole, kept by us, and only then moved out of the way."""

import imaplib
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted, MailMessageFlags
from imap_tools.errors import ImapToolsError

from reglament.intake import passwords
from reglament.intake.models import Mailbox

SECONDS = 20
FAILURES = (OSError, imaplib.IMAP4.error, ImapToolsError, ssl.SSLError)
"""What goes wrong between us and a server."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter in the mailbox: `size` in bytes."""

    uid: str
    size: int


class Session:
    """`with open_session(mailbox) as session:` — the folder is chosen."""

    def __init__(self, mailbox: Mailbox, server: BaseMailBox) -> None:
        self.mailbox, self.server = mailbox, server

    def waiting(self) -> Iterator[Waiting]:
        """Every letter of the folder, the oldest first; without a folder for kept ones, those nobody has seen."""
        criteria = "ALL" if self.mailbox.kept_folder else "UNSEEN"
        for uid in self.server.uids(criteria):
            yield Waiting(uid, self._size(uid))

    def raw(self, uid: str, *, head_alone: bool = False) -> bytes:
        """The letter as the server has it; nothing is marked by reading it."""
        part = "BODY.PEEK[HEADER]" if head_alone else "BODY.PEEK[]"
        _status, answer = self.server.client.uid("fetch", uid, f"({part})")
        return next((bytes(piece[1]) for piece in answer if isinstance(piece, tuple)), b"")

    def is_kept(self, uid: str) -> None:
        """Marks the letter as seen and moves it where kept ones lie."""
        self.server.flag(uid, MailMessageFlags.SEEN, True)
        if self.mailbox.kept_folder:
            self.server.move(uid, self.mailbox.kept_folder)

    def wait(self, seconds: float, is_leaving: Callable[[], bool]) -> None:
        """By IDLE: until something comes, the seconds are over, or we leave."""
        until = time.monotonic() + seconds
        with self.server.idle as idle:
            while time.monotonic() < until and not is_leaving():
                if idle.poll(timeout=1.0):
                    return

    @property
    def can_wait(self) -> bool:
        return "IDLE" in self.server.client.capabilities

    def _size(self, uid: str) -> int:
        _status, answer = self.server.client.uid("fetch", uid, "(RFC822.SIZE)")
        words = b" ".join(piece for piece in answer if isinstance(piece, bytes)).replace(b")", b" ").split()
        return int(words[words.index(b"RFC822.SIZE") + 1]) if b"RFC822.SIZE" in words else 0


@contextmanager
def open_session(mailbox: Mailbox) -> Iterator[Session]:
    """Signs in and chooses the folder; the one for kept letters is made when it is missing. Raises one of FAILURES."""
    server = _server(mailbox)
    try:
        password = passwords.of(mailbox)
        # LOGIN knows no letters but Latin ones.
        sign_in = server.login if (mailbox.login + password).isascii() else server.login_utf8
        sign_in(mailbox.login, password, initial_folder=mailbox.folder)
        if mailbox.kept_folder and not server.folder.exists(mailbox.kept_folder):
            server.folder.create(mailbox.kept_folder)
        yield Session(mailbox, server)
    finally:
        try:
            server.logout()
        except FAILURES:
            server.client.shutdown()


def _server(mailbox: Mailbox) -> BaseMailBox:
    if mailbox.security == Mailbox.Security.TLS:
        return MailBox(mailbox.host, mailbox.port, timeout=SECONDS, ssl_context=ssl.create_default_context())
    if mailbox.security == Mailbox.Security.STARTTLS:
        return MailBoxStartTls(mailbox.host, mailbox.port, timeout=SECONDS, ssl_context=ssl.create_default_context())
    return MailBoxUnencrypted(mailbox.host, mailbox.port, timeout=SECONDS)


def look(mailbox: Mailbox) -> int:
    """Signs in, looks into the folder and leaves: how many letters wait there. Raises one of FAILURES."""
    with open_session(mailbox) as session:
        return sum(1 for _waiting in session.waiting())
