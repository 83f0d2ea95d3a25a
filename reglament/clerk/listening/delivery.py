"""A letter that came over a socket: kept for each of our addresses it names, and only then acknowledged."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime

import structlog
from django.db import DatabaseError, close_old_connections, connection

from reglament.intake import accepting
from reglament.intake.mail import judge
from reglament.intake.models import Receipt
from reglament.intake.registry import Registry

logger = structlog.get_logger("reglament.clerk")

KEPT = "250 2.0.0 Kept"
NOT_OURS = "550 5.1.1 No such address here"
BUSY = "451 4.3.0 Not kept, come again later"
NO_ROOM = "452 4.3.1 Not kept: no room, come again later"


def is_ours(address: str) -> str:
    """What the server says to a recipient: '' for an address of ours, with a tag or without."""
    return _asking(lambda: "" if judge.mailbox_named(address, Registry(datetime.now(UTC))) else NOT_OURS)


def keep(raw: bytes, *, sender: str, recipient: str, way: Receipt.Way) -> str:
    """The answer to one recipient; KEPT only after the raw letter and its receipt are committed."""

    def accept() -> str:
        at = datetime.now(UTC)
        letter = _trace(sender, recipient, way, at) + raw
        receipt, is_new = accepting.accept(letter, envelope_to=recipient, at=at, way=way)
        logger.info("a letter is kept", receipt=receipt.pk, way=way.value, is_new=is_new, bytes=len(raw))
        return KEPT

    return _asking(accept)


def _asking(question: Callable[[], str]) -> str:
    """In a thread of its own: the database may be away, the disk full; the sender is asked to come again."""
    try:
        close_old_connections()
        return question()
    except DatabaseError as failure:
        logger.error("the database is away", error=str(failure).strip())
        connection.close()
        return BUSY
    except OSError as failure:
        logger.error("a letter could not be stored", error=str(failure))
        return NO_ROOM
    except Exception:
        logger.exception("a letter could not be kept")
        return BUSY


def _trace(sender: str, recipient: str, way: Receipt.Way, at: datetime) -> bytes:
    """What the last server writes on top (RFC 5321 §4.4): where errors go, for whom it was, when it came."""
    lines = (
        f"Return-Path: <{_plain(sender)}>",
        f"Delivered-To: {_plain(recipient)}",
        f"Received: by reglament with {way.label}; {format_datetime(at)}",
    )
    return "".join(f"{line}\r\n" for line in lines).encode()


def _plain(address: str) -> str:
    return "".join(letter for letter in address if letter.isprintable() and letter not in "<>")[:254]
