"""Letters put together wrongly, or sealed in a way that hides nothing."""

import base64

import pytest

from reglament.intake.mail import addresses, armour, headers, opaque, transfer
from reglament.intake.mail.parse import parse

HEAD = b"From: a@b.example\nSubject: s\nMIME-Version: 1.0\n"
PARTS = b"--x\nContent-Type: text/plain\n\nText\n--x\nContent-Type: application/pdf; name=a.pdf\n\nabc\n--x--\n"


def files(raw: bytes) -> list[tuple[str, int]]:
    return [(one.name, one.size) for one in parse(raw).attachments]


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + b"\n" + PARTS,
        HEAD + b"\n\n\n" + PARTS,
        HEAD + b"Content-Type: text/html; boundary=x\n\n" + PARTS,
        HEAD + b"Content-Type: multipart/mixed; boundary=x\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(PARTS),
        HEAD.replace(b"\n", b"\r") + b"Content-Type: multipart/mixed; boundary=x\r\r" + PARTS.replace(b"\n", b"\r"),
    ],
    ids=["no type", "no type, blank lines", "wrong type", "encoded as a whole", "returns only"],
)  # fmt: skip
def test_parts_are_found_whatever_the_header_says(raw: bytes) -> None:
    assert parse(raw).text == "Text"
    assert files(raw) == [("a.pdf", 3)]


def test_a_text_that_only_looks_like_parts_stays_a_text() -> None:
    declared = HEAD + b"Content-Type: text/plain\n\n" + PARTS
    assert parse(declared).text.startswith("--x")
    assert parse(HEAD + b"\n-- \nContent-Type is a header").text == "-- \nContent-Type is a header"


def test_prose_was_never_encoded() -> None:
    prose = b"This is plain text,\nnot encoded at all.\n"
    assert transfer.base64(prose) == prose
    assert transfer.base64(base64.encodebytes(prose)) == prose
    assert transfer.base64(b"YWJj ZGVm\n") == b"abcdef"  # two words may as well be broken base64


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("ivanov @ b.example", "ivanov@b.example"),
        ("Ivanov <ivanov@ b.example>", "ivanov@b.example"),
        ("Ivanov [ivanov@b.example]", "ivanov@b.example"),
        ("ivanov@[192.0.2.1]", "ivanov@[192.0.2.1]"),
    ],
)
def test_careless_addresses(value: str, address: str) -> None:
    assert addresses.bare(value) == address


def test_signs_that_japanese_charsets_got_later() -> None:
    assert headers.decode("=?iso-2022-jp?B?GyRCLSEbKEIgGyRCNF0/dBsoQg==?=") == "① 丸数"


def test_short_cyrillic_names_in_an_unknown_charset() -> None:
    raw = HEAD + b"Content-Type: application/pdf; name*=x-none''%CE%F2%F7.pdf\n\nabc"
    assert files(raw) == [("Отч.pdf", 3)]


@pytest.mark.parametrize(
    ("place", "name"),
    [("photo.jpg", "photo.jpg"), ('"photo 1.jpg"', "photo 1.jpg"), ("https://a.example/photo.jpg", ""), ("photo", "")],
)
def test_a_file_may_be_named_by_its_place(place: str, name: str) -> None:
    assert files(HEAD + f"Content-Type: image/jpeg\nContent-Location: {place}\n\nabc".encode()) == [(name, 3)]


def test_hebrew_is_not_taken_for_russian() -> None:
    text = "שלום עולם"
    assert parse(HEAD + b"Content-Type: text/plain; charset=windows-1255\n\n" + text.encode("cp1255")).text == text


def alternative(plain: str, html: str) -> bytes:
    parts = f"--x\nContent-Type: text/plain; charset=utf-8\n\n{plain}\n--x\nContent-Type: text/html; charset=utf-8\n\n{html}\n--x--\n"
    return HEAD + b"Content-Type: multipart/alternative; boundary=x\n\n" + parts.encode()


@pytest.mark.parametrize(
    "excuse",
    [
        "Для просмотра этого письма нужен почтовый клиент с поддержкой HTML.",
        "This message is in HTML. Please use a client that can display it.",
    ],
)
def test_an_excuse_gives_way_to_the_letter(excuse: str) -> None:
    html = "<p>Логин: ivanov.sm</p><p>Приоритет: 2</p><p>" + "Упал стык с оператором. " * 8 + "</p>"
    assert parse(alternative(excuse, html)).text.startswith("Логин: ivanov.sm\nПриоритет: 2")


def test_words_about_html_are_no_excuse() -> None:
    told = "Портал не отображает HTML в Вашем клиенте, что делать?"
    assert parse(alternative(told, f"<p>{told}</p>")).text == told


SIGNED = """before
-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

Логин: ivanov.sm
- --\x20
Иванов
-----BEGIN PGP SIGNATURE-----

iQEz
-----END PGP SIGNATURE-----
after"""


def test_armour_is_left_blank_line_for_line() -> None:
    opened = armour.opened(SIGNED)
    assert opened.split("\n") == ["before", "", "", "", "Логин: ivanov.sm", "-- ", "Иванов", "", "", "", "", "after"]
    assert armour.opened("Hash: SHA256\n- -- ") == "Hash: SHA256\n- -- "


@pytest.mark.parametrize(
    "data", [b"", b"\x30", b"\x30\x80", b"\x30\x80" * 400, b"abc", bytes(range(256)), b"\x30\x84\xff\xff\xff\xff"]
)
def test_bytes_that_enclose_nothing(data: bytes) -> None:
    with pytest.raises(opaque.NotSigned):
        opaque.content(data)
    letter = parse(
        HEAD + b"Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(data)
    )
    assert letter.unreadable == "smime"
    assert len(letter.attachments) == 1


INNER = "--y\nContent-Type: text/plain\n\nOne\n--y\nContent-Type: image/png; name=a.png\n\nabc\n--y\nContent-Type: text/plain\n\nTwo\n--y--\n"


def test_every_piece_of_the_chosen_shape_is_kept() -> None:
    parts = f"--x\nContent-Type: multipart/mixed; boundary=y\n\n{INNER}--x\nContent-Type: text/html\n\n<p>One Two</p>\n--x--\n"
    raw = HEAD + b"Content-Type: multipart/alternative; boundary=x\n\n" + parts.encode()
    assert parse(raw).text == "One\nTwo"
    assert files(raw) == [("a.png", 3)]


def test_a_named_text_beside_the_shapes_is_a_file() -> None:
    named = b"Content-Type: text/plain; name=a.log\n\nlog\n--x--\n"
    raw = alternative("Text", "<p>Text</p>").replace(b"--x--\n", b"--x\n" + named)
    assert parse(raw).text == "Text"
    assert files(raw) == [("a.log", 3)]
