"""The mail server letters leave by: one session, and what its answers mean for a letter."""

import smtplib
from contextlib import AbstractContextManager
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from types import TracebackType

from django.core.mail.backends.smtp import EmailBackend

from reglament.notifications import addresses, heads, layout
from reglament.notifications.models import Letter

CLOSING = 421
# Answers that speak of our password with the server, never of a letter.
NOT_LET_IN = frozenset({454, 530, 534, 535, 538})


class ServerAway(Exception):
    """The server cannot be reached or does not let us in: no letter is to blame."""


class NotNow(Exception):
    """The server does not take this letter now; it may later."""


class Never(Exception):
    """The server will not take this letter, however often it is sent."""


class Relay(AbstractContextManager["Relay"]):
    """`with Relay() as relay: relay.send(…)`; connects with the first letter."""

    def __init__(self) -> None:
        self._server = EmailBackend()

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def _hang_up(self) -> None:
        try:
            self._server.close()
        except (OSError, smtplib.SMTPException):
            self._server.connection = None

    def send(self, letter: Letter, text: str) -> None:
        """Hands the letter over; raises ServerAway, NotNow or Never."""
        to = addresses.sendable(letter.to_address)
        if not to:
            raise Never(f"{letter.to_address!r} is no address")
        try:
            content = wire(letter, text)
        except Exception as failure:  # whatever is wrong with it will be wrong the next time
            raise Never(repr(failure)) from failure
        session = self._session()
        try:
            session.sendmail("" if letter.null_return_path else letter.headers["Reply-To"], [to], content)
        except smtplib.SMTPRecipientsRefused as refused:
            raise _verdict(*refused.recipients[to]) from refused
        except smtplib.SMTPResponseException as refused:
            if refused.smtp_code == CLOSING:
                self._hang_up()
            raise _verdict(refused.smtp_code, refused.smtp_error) from refused
        except (smtplib.SMTPException, OSError) as failure:
            # It may be this very letter that the server stumbles over: it waits, the others try a new session.
            self._hang_up()
            raise NotNow(repr(failure)) from failure

    def _session(self) -> smtplib.SMTP:
        try:
            self._server.open()
        except (smtplib.SMTPException, OSError) as failure:
            raise ServerAway(repr(failure)) from failure
        return self._server.connection  # type: ignore[return-value]  # open() gave it one or raised


def wire(letter: Letter, text: str) -> bytes:
    """R-69  The letter as it travels, plain and as HTML: the same bytes each time, but for a link made at sending."""
    message = EmailMessage(policy=SMTP)
    page = layout.html(text, subject=letter.subject, language=letter.language)
    message.set_content(text, cte=_encoding(text))
    message.add_alternative(page, subtype="html", cte=_encoding(page))
    message.set_boundary(_boundary(letter))
    lines = (heads.line(name, value) for name, value in (letter.headers | {"Subject": letter.subject}).items())
    return "".join(lines).encode("ascii") + message.as_bytes()


def _encoding(text: str) -> str:
    return "quoted-printable" if text.isascii() else "base64"


def _boundary(letter: Letter) -> str:
    """The same whenever the letter is sent; neither of the two encodings can write a line that looks like it."""
    return f"=_{sha256(letter.message_id.encode()).hexdigest()[:32]}"


def _verdict(code: int, answer: bytes | str) -> Exception:
    said = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    sentence = f"{code} {said}"[:2000]
    if code in NOT_LET_IN:
        return ServerAway(sentence)
    return Never(sentence) if 500 <= code < 600 else NotNow(sentence)
