"""Whatever the bytes: no exception, no long wait, nothing that a database or a header would refuse."""

import json
import string
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reglament.intake.mail import dedupe, explain, judge, quoting
from reglament.intake.mail.directory import EmptyDirectory
from reglament.intake.mail.grammar import read_fields
from reglament.intake.mail.letter import ParsedLetter
from reglament.intake.mail.parse import parse
from reglament.intake.mail.profile import profile
from tests.mail.house import House

MEGABYTE = 1_000_000
SECONDS = 2.0

HEADERS = (
    "Subject",
    "From",
    "To",
    "References",
    "Content-Type",
    "Content-Disposition",
    "Message-ID",
    "Received",
    "X-Loop",
)
VALUES = (
    "(", '"', ",", "=?", "=?a?q?", "=?utf-8?B?0J8=?= ", "<", "a@b,", ";", '";"', "\\", "a:", "\n ", "filename*0=a;",
    "\u0416", "' ",
    "a <", "a@", "[", "=?utf-8?q?=?=", "boundary=", "(a)", "a b ", "(" * 50 + ")" * 50, "Re: ", "SD-2026-", "Auto",
)  # fmt: skip
LINES = (
    "> ", ">", "On a wrote:\n", "On 1\n", "a:\n", "a@b.example:\n", "From: a\n", "-- \n", "________\n", "\n",
    "-----", "- ", "; ", "|",
    "\t", "Логин: a;", "Логин\n", "Приоритет: 1\n", "Описание:\n", "a\n> b\n", "С уважением\n", "12.10.2026 9:30, a\n",
    "begin 644 a\n", "Пишите ответ выше этой строки ", "*", "Отправлено с ", "a" * 200_000 + "\n", "wrote: ",
    "пишет: ", "\u200b", "1) ", "| ", "--\n", ":\n", "a ---12.10.2026 12:30---", "Sent from my a\n", "Best,\nIvan Ivanov\n",
    "-----BEGIN PGP SIGNED MESSAGE-----\n", "Цитирую a", "Your message could ",
)  # fmt: skip
TAGS = (
    "<", "<a ", '<a "', "<!--", "<div>", "<blockquote>", "<td>", "<td>x", "&#", "&amp", "<br>", "<style>", "</",
    "<div class='",
    '<div class="gmail_quote">', "<pre>\n", "<a \"<a ' > ", "<p style='border:none;border-top:solid ",
    "<table><tr><td>", "<![",
)  # fmt: skip


@contextmanager
def in_time() -> Iterator[None]:
    begun = time.process_time()
    yield
    assert time.process_time() - begun < SECONDS


def filled(unit: str, length: int = MEGABYTE) -> str:
    return unit * (length // len(unit))


def storable(letter: ParsedLetter) -> bool:
    """Every text of the letter can be written to a database."""
    sender, recipients = letter.sender, letter.recipients
    texts = [letter.message_id, letter.subject, letter.text, letter.html, letter.date, sender.address, sender.name]
    texts += [*sender.claimed, *sender.reply_to, *recipients.everyone, *letter.references, *letter.in_reply_to]
    texts += [text for pair in (*letter.headers, *letter.content_parameters) for text in pair]
    texts += [text for one in letter.attachments for text in (one.name, one.content_type, one.content_id)]
    return all("\x00" not in text and text.encode("utf-8") is not None for text in texts)


def explained(raw: bytes) -> dict[str, object]:
    letter = parse(raw)
    line = explain.line(judge.judge(letter, House(), envelope_to=letter.sender.address, authserv_id="mx.example"))
    line.encode("utf-8")
    assert "\n" not in line
    assert "\x00" not in letter.text + letter.subject
    assert not set("\r\n") & set(letter.subject + letter.sender.address + letter.sender.name + letter.message_id)
    assert storable(letter)
    dedupe.key(raw, mailbox="support@vector.example", message_id=letter.message_id)
    found: dict[str, object] = json.loads(line)
    return found


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_long_headers(name: str, value: str) -> None:
    """Values are cut before they are read, so seventy kilobytes are as bad as a megabyte."""
    raw = f"{name}: {filled(value, MEGABYTE // 14)}\n\nЛогин: ivanov.sm".encode()
    with in_time():
        explained(raw)


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_megabyte_of_header(value: str) -> None:
    raw = f"Subject: {filled(value)}\n\nЛогин: ivanov.sm".encode()
    with in_time():
        explained(raw)


@pytest.mark.parametrize("line", LINES, ids=lambda line: repr(line[:30]))
def test_long_texts(line: str) -> None:
    text = filled(line)
    with in_time():
        explained(f"From: a@b.example\nContent-Type: text/plain; charset=utf-8\n\n{text}".encode())


@pytest.mark.parametrize("line", LINES, ids=lambda line: repr(line[:30]))
def test_long_texts_under_key_fields(line: str) -> None:
    with in_time():
        read_fields(f"Логин: ivanov.sm\nОписание: a\n{filled(line)}", profile())


@pytest.mark.parametrize("tag", TAGS, ids=repr)
def test_long_html(tag: str) -> None:
    with in_time():
        explained(f"From: a@b.example\nContent-Type: text/html; charset=utf-8\n\n{filled(tag)}".encode())


@pytest.mark.parametrize("line", [":\n", "--\n", ">\n", "=\n", "wrote:\n", "a\tb\n"], ids=repr)
def test_long_preformatted_texts(line: str) -> None:
    with in_time():
        explained(f"From: a@b.example\nContent-Type: text/html; charset=utf-8\n\n<pre>{filled(line)}".encode())


@pytest.mark.parametrize(
    "raw",
    [
        b"Content-Type: application/pkcs7-mime\n\n" + b"\x30\x80" * 500_000,
        b"Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\n" + b"MIAG" * 250_000,
        b"Content-Type: multipart/mixed; boundary=a\nContent-Transfer-Encoding: base64\n\n" + b"LS1hCg==\n" * 100_000,
        b"From: a@b.example\n\n" + b"--a\nContent-Type: text/plain\n\n" * 900,
        b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\n" * 200_000,
        b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(20_000)),
        b"Content-Type: message/rfc822\n\n" * 30_000,
        b"Content-Type: multipart/digest; boundary=a\n\n" + b"--a\n\nSubject: x\n\n" * 900,
        b"Content-Transfer-Encoding: base64\n\n" + b"a=\n" * 300_000,
        b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=\n=3" * 250_000,
        b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n" + b"M" * MEGABYTE,
        b"X: y\n" * 200_000,
        b"a" * MEGABYTE,
        b"\r" * MEGABYTE,
        b"\xff" * MEGABYTE,
        bytes(range(256)) * 4000,
        b"Content-Type: text/plain; charset=utf-7\n\n" + b"+" * MEGABYTE,
        b"Content-Type: text/plain; charset=hz\n\n" + b"~{" * 500_000,
        b"Content-Type: text/plain\n\n" + "Не работает ".encode("koi8-r") * 80_000,
    ],
    ids=lambda raw: repr(raw[:40]),
)
def test_long_letters(raw: bytes) -> None:
    with in_time():
        explained(raw)


PIECES = st.sampled_from(
    [
        b"From: ", b"To: ", b"Subject: ", b"Content-Type: ", b"multipart/mixed; ",
        b"multipart/alternative; boundary=b", b"text/html",
        b"text/plain; charset=", b"windows-1251", b"utf-8", b"koi8-r", b"boundary=b\n", b"\n--b\n", b"\n--b--\n",
        b"\n", b"\r\n", b"\n\n",
        b"Content-Transfer-Encoding: base64\n", b"quoted-printable\n", b"=?utf-8?B?0J8=?=", b"=?", b"?=",
        b"message/rfc822\n",
        b"Content-Disposition: attachment; filename*0*=utf-8''%D0", b"; filename*1=x", b"<a@b.example>", b"\"", b"(",
        b")", b"<", b">",
        "Логин: ".encode(), "Приоритет: ".encode(), b"ivanov.sm", b"1", b"-----Original Message-----\n", b"> ",
        b"wrote:\n", b"-- \n",
        b"Auto-Submitted: auto-replied\n", b"List-Id: x\n", b"<div class=gmail_quote>", b"<blockquote>", b"</div>",
        b"<br>", b"\x00",
        b"\xd0", b"\xff\xfe", b"begin 644 a\n", b"end\n", b"In-Reply-To: ", b"[SD-2026-000123]", b"\xef\xbb\xbf",
    ]
)  # fmt: skip


@given(st.lists(PIECES | st.binary(max_size=12), max_size=60).map(b"".join))
@settings(max_examples=300, deadline=None)
def test_letters_of_torn_pieces(raw: bytes) -> None:
    answer = explained(raw)
    assert set(answer["fields"]) == set(read_fields("", profile()).as_dict())  # type: ignore[call-overload]


@given(st.binary(max_size=400))
@settings(max_examples=250, deadline=None)
def test_any_bytes(raw: bytes) -> None:
    explained(raw)


WORDS = st.sampled_from(
    [
     "Логин", "Приоритет", ":", " - ", "=", "\t", "\n", "\n\n", ";", "|", "ivanov.sm", "2", "(высокий)", "> ", "-- \n",
     "Описание", "S/N",
     "On Mon, Oct 12, 2026 Support <a@b.example> wrote:", "От: a\nКому: b\n", "С уважением,", "•", "1.", " ", "*",
     "слово", "\u200b"]
)  # fmt: skip


@given(st.lists(WORDS | st.text(max_size=6), max_size=60).map("".join))
@settings(max_examples=250, deadline=None)
def test_any_text(text: str) -> None:
    fields = read_fields(text, profile())
    lines = text.count("\n") + 1
    assert fields.priority in {None, 1, 2, 3, 4}
    assert fields.login is None or set(fields.login) <= set(string.ascii_lowercase + string.digits + "._@-")
    assert all(0 <= problem.line <= lines for problem in fields.problems)


@given(st.lists(WORDS | st.text(max_size=6), max_size=60).map("".join))
@settings(max_examples=250, deadline=None)
def test_reply_is_never_lost_nor_invented(text: str) -> None:
    reply = quoting.reply(text)
    assert bool(reply.strip()) == bool(text.strip())
    have = [line.rstrip() for line in text.split("\n")]
    assert all(line.rstrip() in have or any(line in one for one in have) for line in reply.split("\n"))


def test_empty_directory_knows_nobody() -> None:
    assert judge.judge(parse(b"From: a@b.example\n\nx"), EmptyDirectory()).reason == "login_missing"
