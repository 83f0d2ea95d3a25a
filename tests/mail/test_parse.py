"""Letters as bytes: what is read out of them, whatever their shape."""

import base64

import pytest

from reglament.intake.mail import addresses, charsets, headers, markup, parameters, transfer
from reglament.intake.mail.letter import ParsedLetter
from reglament.intake.mail.parse import parse
from tests.mail.writing import raw


def mime(kind: str, *parts: str, boundary: str = "b") -> ParsedLetter:
    """A multipart letter; each part with its own headers."""
    body = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return parse(f'From: a@b.example\nContent-Type: {kind}; boundary="{boundary}"\n\n{body}--{boundary}--\n'.encode())


TEXT = "Content-Type: text/plain; charset=utf-8\n\nТекст"
HTML = "Content-Type: text/html; charset=utf-8\n\n<p>Разметка</p>"
PDF = "Content-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment\n\nPDF"


def names(letter: ParsedLetter) -> list[str]:
    return [one.name for one in letter.attachments]


def test_plain_is_preferred_and_html_is_kept() -> None:
    letter = mime("multipart/alternative", TEXT, HTML)
    assert (letter.text, letter.html, names(letter)) == ("Текст", "<p>Разметка</p>", [])


def test_blank_plain_gives_way_to_html() -> None:
    assert mime("multipart/alternative", "Content-Type: text/plain\n\n \n", HTML).text == "Разметка"


@pytest.mark.parametrize("kind", ["multipart/alternative", "multipart/related", "multipart/mixed", "multipart/strange"])
def test_no_file_is_lost_whatever_holds_it(kind: str) -> None:
    letter = mime(kind, TEXT, HTML, PDF)
    assert names(letter) == ["a.pdf"]
    assert letter.text.startswith("Текст")


def test_later_texts_are_joined_and_named_ones_are_files() -> None:
    named = "Content-Type: text/plain; name=log.txt\nContent-Disposition: inline\n\nlog"
    letter = mime("multipart/mixed", TEXT, PDF, "Content-Type: text/plain\n\nmore", named)
    assert (letter.text, names(letter)) == ("Текст\nmore", ["a.pdf", "log.txt"])


def test_text_that_is_all_there_is_is_the_body_though_it_has_a_name() -> None:
    letter = mime("multipart/mixed", "Content-Type: text/plain; name=body.txt\n\nВсё", PDF)
    assert (letter.text, names(letter)) == ("Всё", ["a.pdf"])


def test_text_that_is_meant_as_a_file_is_a_file() -> None:
    letter = mime("multipart/mixed", "Content-Type: text/plain\nContent-Disposition: attachment; filename=x.log\n\nlog")
    assert (letter.text, names(letter)) == ("", ["x.log"])


def test_same_words_twice_are_one_text() -> None:
    assert mime("multipart/mixed", TEXT, HTML.replace("Разметка", "Текст")).text == "Текст"


def test_letter_inside_is_one_file_byte_for_byte() -> None:
    inner = "From: x@y.example\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\ninner\n--i--\n"
    letter = mime("multipart/mixed", TEXT, f"Content-Type: message/rfc822\n\n{inner}")
    assert [one.content for one in letter.attachments] == [inner.encode()[:-1] + b"\n"]
    assert names(letter) == [""]


def test_encoded_letter_inside_is_decoded() -> None:
    part = (
        "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
        + base64.b64encode(b"Subject: x\n\ny").decode()
    )
    assert mime("multipart/mixed", TEXT, part).attachments[0].content == b"Subject: x\n\ny"


def test_report_parts_are_files() -> None:
    status = "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nAction: failed"
    letter = mime("multipart/report", TEXT, status, "Content-Type: text/rfc822-headers\n\nSubject: x")
    assert [one.content_type for one in letter.attachments] == ["message/delivery-status", "text/rfc822-headers"]


def test_inline_picture_is_known_as_one() -> None:
    picture = "Content-Type: image/png\nContent-ID: <logo>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo="
    one = mime("multipart/related", HTML, picture).attachments[0]
    assert (one.inline, one.content_id, one.size, one.name) == (True, "logo", 8, "")


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('attachment; filename="a b.pdf"', "a b.pdf"),
        ("attachment; filename=a b.pdf", "a b.pdf"),
        ("attachment; filename='a.pdf'", "a.pdf"),
        ("attachment; filename*=utf-8''%D0%90%20b.pdf", "А b.pdf"),
        ("attachment; filename*=windows-1251''%C0.pdf", "А.pdf"),
        ('attachment; filename*0="a"; filename*1="b.pdf"', "ab.pdf"),
        ("attachment; filename*0*=utf-8''%D0; filename*1*=%90.pdf", "А.pdf"),
        ('attachment; filename*1="b.pdf"; filename*0="a"', "ab.pdf"),
        ('attachment; filename="=?utf-8?B?0JAucGRm?="', "А.pdf"),
        ('attachment; filename="=?utf-8?Q?=D0?= =?utf-8?Q?=90.pdf?="', "А.pdf"),
        ("attachment; filename==?koi8-r?B?4S5wZGY=?=", "А.pdf"),
        ('attachment; filename="А.pdf"', "А.pdf"),
        ('attachment; filename="a\\"b.pdf"', 'a"b.pdf'),
        ('attachment; filename="C:\\dir\\a.pdf"', "C:\\dir\\a.pdf"),
        ('attachment; filename="unclosed.pdf', "unclosed.pdf"),
        ('attachment;\n filename="a;b.pdf"', "a;b.pdf"),
        ("attachment", ""),
        ("attachment; filename=", ""),
    ],
)
def test_file_names(header: str, name: str) -> None:
    letter = mime("multipart/mixed", TEXT, f"Content-Type: application/pdf\nContent-Disposition: {header}\n\nPDF")
    assert names(letter) == [name]


def test_file_name_in_a_legacy_charset() -> None:
    data = 'From: a@b.example\nContent-Type: application/pdf; name="Схема.pdf"\n\nx'.encode("cp1251")
    assert names(parse(data)) == ["Схема.pdf"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Привет", "Привет"),
        ("=?utf-8?B?0J/RgNC40LLQtdGC?=", "Привет"),
        ("=?UTF-8*ru?Q?=D0=9F?=", "П"),
        ("=?utf-8?B?0J/RgNC40LI=?= =?utf-8?B?0LXRgg==?=", "Привет"),
        ("=?utf-8?B?0J/RgNC4?=\n =?utf-8?B?0LLQtdGC?=", "Привет"),
        ("=?utf-8?B?0J/RgNC40LLQ?= =?utf-8?B?tdGC?=", "Привет"),
        ("=?koi8-r?Q?=F0=D2=C9=D7=C5=D4?=", "Привет"),
        ("=?windows-1251?B?z/Do4uXy?=", "Привет"),
        ("=?utf-8?Q?a_b?= c =?utf-8?Q?d?=", "a b c d"),
        ("=?utf-8?Q?with space?=", "with space"),
        ("Re: =?utf-8?B?0J8=?=: x", "Re: П: x"),
        ("=?no-such?B?0J8=?=", "П"),
        ("=?utf-8?X?0J8=?=", "=?utf-8?X?0J8=?="),
        ("=?utf-8?B?", "=?utf-8?B?"),
        ("a\r\n\tb", "a b"),
        ("a\r\n b\r\nInjected: x", "a bInjected: x"),
        ("a\x00b\u2028c", "abc"),
        ("", ""),
    ],
)
def test_header_text(value: str, text: str) -> None:
    assert headers.decode(value) == text


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("a@b.example", [("a@b.example", "")]),
        ("Name <a@b.example>", [("a@b.example", "Name")]),
        ('"Last, First" <a@b.example>', [("a@b.example", "Last, First")]),
        ("=?utf-8?B?0J8=?= <a@b.example>", [("a@b.example", "П")]),
        ("=?utf-8?Q?=D0=9F_=3Ca=40b.example=3E?=", [("a@b.example", "П")]),
        ("a@b.example (Name)", [("a@b.example", "Name")]),
        ("a@b.example, c@d.example", [("a@b.example", ""), ("c@d.example", "")]),
        ("a@b.example; c@d.example", [("a@b.example", ""), ("c@d.example", "")]),
        ("Group: a@b.example, c@d.example;", [("a@b.example", ""), ("c@d.example", "")]),
        ("undisclosed-recipients:;", []),
        ("<>", []),
        ("", []),
        ("no address", []),
        ('"a@b.example" <c@d.example>', [("c@d.example", "a@b.example")]),
        ("a@b.example <c@d.example>", [("c@d.example", "a@b.example")]),
        ("Name <a@b.example", [("a@b.example", "Name")]),
        ("(c(omm)ent) a@b.example", [("a@b.example", "c(omm)ent".replace("(", "").replace(")", ""))]),
        ("<mailto:a@b.example>", [("a@b.example", "")]),
        ("Name <a @b.example>", [("a@b.example", "Name")]),
        ("'a@b.example'", [("a@b.example", "")]),
    ],
)
def test_addresses(value: str, found: list[tuple[str, str]]) -> None:
    assert [(one.address, one.name) for one in addresses.parse(value)] == found


def test_two_from_headers_name_two_authors() -> None:
    sender = parse(b"From: a@b.example\nFrom: evil@x.example\n\nx").sender
    assert sender.claimed == ("a@b.example", "evil@x.example")
    assert not sender.certain


def test_without_from_nobody_is_certain() -> None:
    sender = parse(b"Reply-To: a@b.example\n\nx").sender
    assert (sender.address, sender.certain) == ("a@b.example", False)


@pytest.mark.parametrize(
    ("value", "path"), [("<>", ""), ("", ""), ("<a@b.example>", "a@b.example"), ("a@b.example", "a@b.example")]
)
def test_return_path(value: str, path: str) -> None:
    assert parse(f"Return-Path: {value}\nFrom: a@b.example\n\nx".encode()).sender.return_path == path
    assert parse(b"From: a@b.example\n\nx").sender.return_path is None


def test_recipients() -> None:
    letter = parse(raw(Delivered_To="s@v.example", To="A <t@v.example>", Cc="c@v.example, d@v.example"))
    assert letter.recipients.everyone == ("s@v.example", "t@v.example", "c@v.example", "d@v.example")


def test_threading_headers() -> None:
    letter = parse(raw(References="<1@x> <2@x> <3@x>", In_Reply_To="<3@x> (text)"))
    assert letter.references == ("1@x", "2@x", "3@x")
    assert letter.in_reply_to == ("3@x",)
    assert letter.message_id == "1@north-bridge.example"


@pytest.mark.parametrize(
    "charset", ["windows-1251", "koi8-r", "utf-8", "cp866", "iso-8859-5", "x-mac-cyrillic", "utf-16"]
)
def test_honest_charsets(charset: str) -> None:
    text = "Логин: ivanov.sm\nНе работает телефонная станция, ёлки."
    name = charset.removeprefix("x-") if charset.startswith("x-mac") else charset
    assert charsets.decode(text.encode(name), charset) == text


@pytest.mark.parametrize("real", ["windows-1251", "koi8-r", "utf-8"])
@pytest.mark.parametrize(
    "declared", ["windows-1251", "koi8-r", "iso-8859-1", "us-ascii", "utf-8", "", "unknown-8bit", "windows-1252"]
)
def test_lying_charsets(real: str, declared: str) -> None:
    text = "Добрый день! Не работает телефонная станция на площадке в Казани, просим помочь."
    assert charsets.decode(text.encode(real), declared) == text


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("Größe über alles, schöne Grüße aus München", "iso-8859-1"),
        ("déjà vu, où êtes-vous à Noël ?", "windows-1252"),
        ("Zażółć gęślą jaźń", "iso-8859-2"),
        ("日本語のメール", "iso-2022-jp"),
        ("日本語のメール", "shift_jis"),
        ("简体中文邮件", "gb2312"),
        ("한국어 메일", "ks_c_5601-1987"),
        ("Ελληνικά γράμματα", "iso-8859-7"),
    ],
)
def test_other_alphabets_are_left_alone(text: str, charset: str) -> None:
    codec = {"ks_c_5601-1987": "cp949"}.get(charset, charset)
    assert charsets.decode(text.encode(codec), charset) == text


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "unicode_escape", "rot13", "base64", "zlib", "../etc", "\x00", "a" * 1000]
)
def test_charsets_that_are_none(charset: str) -> None:
    assert charsets.codec(charset) == ""
    assert charsets.decode("Привет, мир, как дела?".encode(), charset) == "Привет, мир, как дела?"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"SGVsbG8=", b"Hello"),
        (b"SGVsbG8", b"Hello"),
        (b"SGVs\nbG8=\n", b"Hello"),
        (b"SGVsbG8=\nSGVsbG8=\n", b"HelloHello"),
        (b"SGV!sbG8=", b"Hello"),
        (b"SGVsbG8=\n\n-- \nA footer of the list\n", b"Hello"),
        (b"", b""),
        (b"=", b""),
    ],
)
def test_base64(data: bytes, found: bytes) -> None:
    assert transfer.base64(data) == found


@pytest.mark.parametrize(
    "name", ["quoted-printable", "Quoted-Printable ", '"quoted-printable"', "quoted_printable", "quoted-printable; x"]
)
def test_names_of_encodings(name: str) -> None:
    assert transfer.undo(b"a=3Db=\nc", name) == b"a=bc"
    assert transfer.undo(b"a=3Db", "8bit") == b"a=3Db"
    assert transfer.undo(b"a=3Db", "spam") == b"a=3Db"


def test_parameters() -> None:
    assert parameters.read('text/plain; charset="utf-8"; format=flowed') == (
        "text/plain", {"charset": "utf-8", "format": "flowed"},
    )  # fmt: skip
    assert parameters.read("text/plain charset=utf-8")[1] == {"charset": "utf-8"}
    assert parameters.read("text/plain; \udc80=a; \x00=b; charset=utf-8")[1] == {"charset": "utf-8"}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>", "a\tb\nc"),
        ("a&nbsp;b&#8203;c&shy;d", "a bcd"),
        ("<style>x</style><script>alert(1)</script>a<!-- b -->c", "ac"),
        ("<head><title>t</title></head><body>b</body>", "b"),
        ("a  \n b", "a b"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("1 < 2 &amp; 3 > 2", "1 < 2 & 3 > 2"),
        ('<a title="x > y">a</a>', "a"),
        ("<![if !mso]>a<![endif]>", "a"),
        ("<unclosed", "<unclosed"),
        ("", ""),
    ],
)
def test_html_as_text(html: str, text: str) -> None:
    assert markup.text(html) == text


def test_html_with_its_own_charset() -> None:
    html = '<meta http-equiv=Content-Type content="text/html; charset=gb2312">你好世界'.encode("gb18030")
    letter = parse(b"From: a@b.example\nContent-Type: text/html; charset=us-ascii\n\n" + html)
    assert "你好" in letter.text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "broken"),
        (b"\x00" * 100, "broken"),
        (bytes(range(256)) * 8, "broken"),
        (b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIB", "smime"),
        (b"Content-Type: application/x-pkcs7-mime; name=smime.p7m\n\nMIIB", "smime"),
        (
            b'Content-Type: multipart/encrypted; boundary=b; protocol="application/pgp-encrypted"\n\n--b\n\nx\n--b--',
            "pgp",
        ),
        (b"From: a@b\n\nHi\n-----BEGIN PGP MESSAGE-----\n\nx", "pgp"),
        (b"From: a@b\n\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nText", ""),
        (
            b"Content-Type: multipart/signed; boundary=b\n\n--b\n\nText\n--b\nContent-Type: application/x\n\nx\n--b--",
            "",
        ),
        (b"From: a@b\n\n", ""),
    ],
)
def test_what_cannot_be_read(data: bytes, reason: str) -> None:
    assert parse(data).unreadable == reason


def test_too_many_parts_keep_the_envelope() -> None:
    letter = parse(
        b"From: a@b.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 2000
    )
    assert (letter.unreadable, letter.sender.address, letter.subject) == ("too_many_parts", "a@b.example", "x")


def test_too_deep_keeps_the_envelope() -> None:
    nested = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(50))
    assert parse(f"From: a@b.example\n{nested}\nx".encode()).unreadable == "too_many_parts"


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfFrom: a@b.example\nSubject: x\n\ny",
        b"\r\n\r\nFrom: a@b.example\r\nSubject: x\r\n\r\ny",
        b"From a@b Mon Oct 12 10:00:00 2026\nFrom: a@b.example\nSubject: x\n\ny",
        b"From: a@b.example\r\r\nSubject: x\r\r\n\r\r\ny",
        b"From : a@b.example\nSubject : x\n\ny",
        b"From: a@b.example\nstray line\nSubject: x\n\ny",
        b"From: a@b.example\rSubject: x\r\ry",
        b"From: a@b.example\nSubject: x\ny without a blank line",
    ],
)
def test_header_block_is_mended(data: bytes) -> None:
    letter = parse(data)
    assert (letter.sender.address, letter.subject, letter.text[:1]) == ("a@b.example", "x", "y")


def test_uuencoded_file_is_taken_out_of_the_text() -> None:
    letter = parse(b"From: a@b.example\n\nSee:\n\nbegin 644 a.txt\n#0V%T\n`\nend\nBye\n")
    assert letter.text == "See:\n\n\nBye"
    assert [(one.name, one.content) for one in letter.attachments] == [("a.txt", b"Cat")]


def test_boundary_with_bytes_of_its_own() -> None:
    data = 'Content-Type: multipart/mixed; boundary="граница"\n\n--граница\n\nText\n--граница--\n'.encode()
    assert parse(data).text == "Text"
