"""Letters as customers write them and as they get them back."""

from collections.abc import Iterable
from datetime import datetime
from email.message import EmailMessage
from typing import Protocol

from reglament.intake import receiving
from reglament.intake.models import Receipt
from reglament.notifications import rounds
from reglament.notifications.models import Letter
from reglament.people.models import Account

SUPPORT = "support@vector.example"
CONTRACTS = "contracts@vector.example"
MANAGERS = "service-managers@vector.example"
EMERGENCY = "8 (800) 000-00-43"
NUMBERS = "P/N: C9300-48P-A\nS/N: FOC2147X0AB\n"
GOOD = f"Логин: ivanov\nПриоритет: 2\n{NUMBERS}\nСтек перезагружается каждые десять минут."


class Clock(Protocol):
    at: datetime


def written(
    text: str,
    *,
    sender: str = "ivanov@customer.example",
    subject: str = "Нет связи со складом",
    to: str = SUPPORT,
    files: Iterable[tuple[str, bytes]] = (),
    **headers: str,
) -> bytes:
    """A letter as its sender's program writes it."""
    letter = EmailMessage()
    letter["From"], letter["To"] = sender, to
    if subject:
        letter["Subject"] = subject
    for name, value in headers.items():
        letter[name.replace("_", "-")] = value
    letter.set_content(text)
    for name, content in files:
        letter.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return letter.as_bytes()


class Post:
    """The mail between customers and support, at the moment of `clock`."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    def send(self, text: str, *, to: str = SUPPORT, **how: object) -> Receipt:
        """Somebody writes to support; what became of the letter."""
        return self.bring(written(text, to=to, **how), to=to)  # type: ignore[arg-type]

    def bring(self, raw: bytes, *, to: str = SUPPORT) -> Receipt:
        return receiving.receive(raw, mailbox=to, at=self.clock.at)

    def letters(self, reader: Account | str) -> list[Letter]:
        """Everything that was sent to this person or address, oldest first."""
        rounds.run(self.clock.at)
        address = reader if isinstance(reader, str) else reader.email
        return list(Letter.objects.filter(to_address=address).order_by("id"))

    def last(self, reader: Account | str) -> Letter:
        """The newest letter to this person or address."""
        found = self.letters(reader)
        assert found, f"nothing was sent to {reader}"
        return found[-1]

    def kinds(self, reader: Account | str) -> list[str]:
        return [letter.kind for letter in self.letters(reader)]
