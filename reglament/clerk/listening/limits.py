"""How much one who brings letters may ask of us, and by which name we answer."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from reglament.intake import terms
from reglament.terms.resolve import resolve


@dataclass(frozen=True, slots=True)
class Limits:
    """`host` is how the server calls itself. Bytes of a letter, recipients of one letter, connections at once, seconds
    of silence and of a whole session.
    """

    host: str
    bytes: int
    recipients: int
    connections: int
    connections_per_address: int
    silence: int
    session: int


def in_force() -> Limits:
    """As the house has set them; read once, when the listener starts."""
    return Limits(
        host=urlsplit(settings.BASE_URL).hostname or "localhost",
        bytes=resolve(terms.LETTER_BYTES),
        recipients=resolve(terms.LETTER_RECIPIENTS),
        connections=resolve(terms.CONNECTIONS),
        connections_per_address=resolve(terms.CONNECTIONS_PER_ADDRESS),
        silence=resolve(terms.SILENCE),
        session=resolve(terms.SESSION),
    )
