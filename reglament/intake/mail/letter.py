"""What is left of a letter once it has been read: plain values, no MIME."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Attachment:
    """One leaf of the letter that is not its body; a letter inside the letter is one file."""

    name: str
    content: bytes
    content_type: str = "application/octet-stream"
    content_id: str = ""
    inline: bool = False

    @property
    def size(self) -> int:
        """Bytes after decoding."""
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who says they wrote: addresses are bare, names decoded."""

    address: str = ""
    name: str = ""
    claimed: tuple[str, ...] = ()
    reply_to: tuple[str, ...] = ()
    return_path: str | None = None

    @property
    def certain(self) -> bool:
        """Identity comes from From alone: one author, who is the address shown."""
        return len(self.claimed) == 1 and self.claimed[0] == self.address

    @property
    def answer_to(self) -> str:
        """Where a robot's answer goes: Reply-To, else From; empty if there is neither."""
        return self.reply_to[0] if self.reply_to else self.address


@dataclass(frozen=True, slots=True)
class Recipients:
    """Bare addresses in the order of the headers; `delivered` is Delivered-To and X-Original-To."""

    delivered: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()

    @property
    def everyone(self) -> tuple[str, ...]:
        """Every address, the surest sign of the mailbox first."""
        return (*self.delivered, *self.to, *self.cc)


@dataclass(frozen=True, slots=True)
class ParsedLetter:
    """A letter read to the end. `unreadable` says why a person has to look at the raw bytes, else it is empty."""

    message_id: str = ""
    sender: Sender = field(default_factory=Sender)
    recipients: Recipients = field(default_factory=Recipients)
    subject: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    date: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    text: str = ""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    unreadable: str = ""
    content_type: str = "text/plain"
    content_parameters: tuple[tuple[str, str], ...] = ()

    def all(self, name: str) -> list[str]:
        """Every value of a header, top to bottom, unfolded but not decoded; `name` in lower case."""
        return [value for header, value in self.headers if header == name]

    def first(self, name: str) -> str:
        """The topmost value of a header, or an empty string."""
        return next((value for header, value in self.headers if header == name), "")
