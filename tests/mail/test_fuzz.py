"""Each reader of a letter alone, given anything at all: no exception, no long wait, nothing a page or a database refuses."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reglament.intake.mail import addresses, armour, charsets, headers, markup, opaque, parameters, quoting, transfer
from reglament.intake.mail.parse import parse
from reglament.intake.mail.screen import screen

PATIENCE = timedelta(seconds=2)
CHARSETS = st.sampled_from(
    ["", "utf-8", "utf-7", "utf-16", "koi8-r", "windows-1251", "iso-2022-jp", "gb2312", "big5", "x-none", "hz", "ascii", "rot13", "hex", "идна"]
)  # fmt: skip
MARKS = st.sampled_from(
    ["=?utf-8?B?", "=?koi8-r?q?", "?=", "0J8=", "=D0", "<", ">", '"', "(", ")", ",", ";", ":", "@", "a.b", "\\", "\n ", "\t", "=", "'", "*0*",
     "filename", "utf-8''%D0", "%", "[", "]", "group:", "\x00", "\udcd0", "é", "Ж"]
)  # fmt: skip
VALUES = st.lists(MARKS | st.text(max_size=8), max_size=40).map("".join)
TAGS = st.sampled_from(
    ["<", ">", "</", "<div", "<blockquote>", "</blockquote>", "<br>", "<td>", "<pre>", "</pre>", "<!--", "-->", "<style>", "</style>", " class=gmail_quote",
     "'", '"', "&nbsp;", "&#", "&#x110000;", "&lt;", "<body>", "<hr id=stopSpelling>", "x", "\n", "\x00", "<![", "<?"]
)  # fmt: skip
LINES = st.sampled_from(
    ["> a", ">", "", "text", "-- ", "--", "—", "____________", "С уважением,", "Best,", "John Doe", "Sent from my phone", "On 1 Oct 2026, a@b.example wrote:",
     "12.10.2026 9:30, Иванов пишет:", "От: a\nКому: b@c.example\nТема: x", "-----Original Message-----", "----------------", "a ---12.10.2026 12:30---b",
     "-----BEGIN PGP SIGNED MESSAGE-----", "Hash: x", "-----BEGIN PGP SIGNATURE-----", "-----END PGP SIGNATURE-----"]
)  # fmt: skip


def storable(text: str) -> bool:
    return "\x00" not in text and text.encode("utf-8") is not None


@given(VALUES, CHARSETS)
@settings(max_examples=200, deadline=PATIENCE)
def test_header_values(value: str, charset: str) -> None:
    text = headers.decode(value, charset)
    assert storable(text)
    assert not {"\r", "\n", "\u2028"} & set(text)


@given(VALUES, CHARSETS)
@settings(max_examples=200, deadline=PATIENCE)
def test_address_headers(value: str, charset: str) -> None:
    for mailbox in addresses.parse(value, charset):
        assert "@" in mailbox.address
        assert storable(mailbox.address + mailbox.name)
        assert not set("\r\n<>") & set(mailbox.address)


@given(VALUES)
@settings(max_examples=200, deadline=PATIENCE)
def test_parameters(value: str) -> None:
    kind, found = parameters.read(value)
    assert kind == kind.lower()
    for name in ("filename", "name", "charset"):
        assert storable(parameters.text(found, name))


@given(st.binary(max_size=300), CHARSETS)
@settings(max_examples=200, deadline=PATIENCE)
def test_bytes_in_any_charset(data: bytes, charset: str) -> None:
    assert charsets.decode(data, charset).encode("utf-8") is not None


@given(st.binary(max_size=300), st.sampled_from(["base64", "quoted-printable", "x-uuencode", "8bit", "", "что-то"]))
@settings(max_examples=150, deadline=PATIENCE)
def test_transfer_encodings(data: bytes, name: str) -> None:
    assert isinstance(transfer.undo(data, name), bytes)


@given(
    st.binary(max_size=60)
    | st.lists(st.sampled_from([b"\x30", b"\x80", b"\xa0", b"\x04", b"\x24", b"\x00", b"\x82", b"\x06\x09"])).map(
        b"".join
    )
)
@settings(max_examples=200, deadline=PATIENCE)
def test_enclosing_signatures(data: bytes) -> None:
    with suppress(opaque.NotSigned):
        assert isinstance(opaque.content(data), bytes)


@given(st.lists(TAGS | st.text(max_size=6), max_size=60).map("".join))
@settings(max_examples=200, deadline=PATIENCE)
def test_html(source: str) -> None:
    text = markup.text(source)
    assert "<blockquote>" not in text
    quoting.reply(text, source)


@given(st.lists(LINES | st.text(max_size=12), max_size=30).map("\n".join))
@settings(max_examples=250, deadline=PATIENCE)
def test_reply_is_part_of_the_whole(text: str) -> None:
    reply = quoting.reply(armour.opened(text))
    assert len(armour.opened(text).split("\n")) == len(text.split("\n"))
    whole = {line.rstrip().removeprefix("- ") for line in text.split("\n")} | {""}
    assert all(any(line.rstrip().removeprefix("- ") in one for one in whole) for line in reply.split("\n"))


@given(VALUES, VALUES, st.lists(LINES, max_size=10).map("\n".join))
@settings(max_examples=150, deadline=PATIENCE)
def test_screening(author: str, subject: str, text: str) -> None:
    raw = f"From: {author}\nSubject: {subject}\n\n{text}".encode("utf-8", "surrogateescape")
    assert isinstance(screen(parse(raw), lambda address: "vector" in address).auto, bool)


@pytest.mark.parametrize("source", ["<blockquote>", "a <b", "<pre>a\n\nb</pre>"])
def test_html_is_never_shown_as_tags(source: str) -> None:
    assert "<" not in markup.text(source).replace("a <b", "")
