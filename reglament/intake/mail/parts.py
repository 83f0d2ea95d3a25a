"""The MIME tree by the standard parser, with limits it does not know: parts, depth, header size."""

import re
from collections.abc import Iterator, Mapping
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32, compat32
from functools import cached_property

from reglament.intake.mail import charsets, headers, missed, parameters, transfer

MAX_PARTS = 1000
MAX_DEPTH = 30
MAX_HEADERS = 2000
MAX_HEADER = 65_536
"""Characters of one header that are kept: recipients may be many."""

_FILE_NAME = re.compile(r"[^/\\:]{1,200}\.\w{1,10}")


class TooManyParts(ValueError):
    """The letter has more parts, or parts deeper inside one another, than anybody sends in earnest."""


class Part(Message):
    """One part. A letter inside the letter is not walked into: it is one file, byte for byte."""

    def __init__(self, policy: Compat32 = compat32) -> None:
        super().__init__(policy)
        self.depth = 0
        self.tally = [0]
        self.header_count = 0

    def set_raw(self, name: str, value: str) -> None:
        """Called by the parser for each header."""
        self.header_count += 1
        if self.header_count <= MAX_HEADERS:
            super().set_raw(name, value[:MAX_HEADER])

    def attach(self, payload: Message) -> None:  # type: ignore[override]
        """Called by the parser when a part begins; raises TooManyParts."""
        assert isinstance(payload, Part)
        payload.depth, payload.tally = self.depth + 1, self.tally
        self.tally[0] += 1
        if payload.depth > MAX_DEPTH or self.tally[0] > MAX_PARTS:
            raise TooManyParts
        super().attach(payload)

    def get_content_type(self) -> str:
        """Asked by the parser to decide whether to look inside; a letter inside the letter pretends to be opaque."""
        kind = self.kind
        return "application/octet-stream" if kind.startswith("message/") else kind

    def get_boundary(self, failobj: object = None) -> str | None:  # type: ignore[override]
        """The boundary between the parts, without trailing blanks."""
        return self.parameters.get("boundary", "").rstrip() or None

    def value(self, name: str) -> str:
        """The first raw header of this name, an empty string if there is none."""
        wanted = name.lower()
        return next((value for header, value in self.raw_items() if header.lower() == wanted), "")

    @property
    def kind(self) -> str:
        """The declared content type, or the default where there is none or it is no type at all."""
        kind = parameters.read(self.value("content-type"))[0]
        if re.fullmatch(r"[\w.+-]+/[\w.+-]+", kind):
            return kind
        return "application/octet-stream" if kind and self.name else self.get_default_type()

    @property
    def parameters(self) -> Mapping[str, str]:
        return parameters.read(self.value("content-type"))[1]

    @property
    def disposition(self) -> str:
        """The declared "inline" or "attachment", else an empty string."""
        return parameters.read(self.value("content-disposition"))[0]

    @property
    def name(self) -> str:
        """The file name, decoded; an empty string if the part has none."""
        given = parameters.read(self.value("content-disposition"))[1]
        named = parameters.text(given, "filename") or parameters.text(self.parameters, "name")
        return named or self._location

    @property
    def _location(self) -> str:
        """Some programs name a file by its place alone; an address on the web is no name."""
        place = headers.decode(self.value("content-location")).strip('"')
        return place if _FILE_NAME.fullmatch(place) else ""

    @property
    def content_id(self) -> str:
        return headers.clean(self.value("content-id")).strip("<>")[:250]

    @property
    def stored(self) -> object:
        """A list of parts, or the text with bytes as surrogates; get_payload() would decode it, and slowly."""
        return vars(self).get("_payload")

    @property
    def raw(self) -> bytes:
        """The bytes between the headers and the end, still encoded."""
        payload = self.stored
        return payload.encode("utf-8", "surrogateescape") if isinstance(payload, str) else b""

    @property
    def content(self) -> bytes:
        """The bytes with the transfer encoding undone."""
        return transfer.undo(self.raw, headers.unfold(self.value("content-transfer-encoding")))

    @property
    def charset(self) -> str:
        """As declared, perhaps a lie."""
        return parameters.text(self.parameters, "charset")

    @property
    def text(self) -> str:
        """The content as text with "\\n" line ends."""
        return plain(charsets.decode(self.content, self.charset))

    @property
    def found(self) -> list["Part"]:
        """The parts the standard parser found."""
        payload = self.stored
        return [part for part in payload if isinstance(part, Part)] if isinstance(payload, list) else []

    @cached_property
    def children(self) -> list["Part"]:
        """Every part inside this one."""
        source, letter = missed.parts(self), missed.enclosed(self)
        return [*self.found, *(parse(source).found if source else []), *([parse(letter)] if letter is not None else [])]


def parse(raw: bytes, *, head_only: bool = False) -> Part:
    """The tree of a letter; raises TooManyParts."""
    parsed = BytesParser(Part, policy=compat32).parsebytes(raw, headersonly=head_only)
    assert isinstance(parsed, Part)
    return parsed


def plain(text: str) -> str:
    """Line ends are "\\n", nothing a database or a page refuses is left."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return re.sub(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", "", text.replace("\x0c", "\n")).strip("\n")


def leaves(part: Part) -> Iterator[Part]:
    """Every part that has no parts, in the order of the letter."""
    children = part.children
    if not children:
        yield part
    for child in children:
        yield from leaves(child)
