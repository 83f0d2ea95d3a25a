"""Letters written for a test."""

from email.message import EmailMessage

from reglament.intake.mail.letter import ParsedLetter
from reglament.intake.mail.parse import parse

FROM = "ivanov.sm@north-bridge.example"
GOOD = "Логин: ivanov.sm\nПриоритет: 2\n\nУпал стык с оператором."


def raw(text: str = GOOD, **headers: str) -> bytes:
    """The bytes of a plain letter; a header is named with underscores for hyphens, an empty one is left out."""
    message = EmailMessage()
    known = {"From": FROM, "To": "support@vector.example", "Subject": "Стык", "Message-ID": "<1@north-bridge.example>"}
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    merged = {name.lower(): (name, value) for name, value in (known | given).items()}
    for name, value in merged.values():
        if value:
            message[name] = value
    message.set_content(text, cte="8bit")
    return message.as_bytes()


def letter(text: str = GOOD, **headers: str) -> ParsedLetter:
    return parse(raw(text, **headers))
