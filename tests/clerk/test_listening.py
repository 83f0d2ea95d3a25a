"""R-09  Letters over real sockets: kept before they are acknowledged, once for each of our addresses they name."""

import smtplib
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reglament.cases.models import Case
from reglament.intake.models import Receipt
from tests.clerk.installations import Made, opened
from tests.clerk.programs import Listener, Programs
from tests.mail import writing

SUPPORT, CONTRACTS = "support@vector.example", "contracts@vector.example"
IVANOV = "ivanov@customer.example"


@pytest.fixture
def programs(made: Made, tmp_path: Path, django_db_blocker: Any) -> Iterator[Programs]:
    """A filled installation on either database, open for reading what its programs have done."""
    with django_db_blocker.unblock():
        url = made.copy(tmp_path / "data")
        with opened(url, tmp_path / "data"):
            yield Programs(url, tmp_path / "data")


@pytest.fixture
def listener(programs: Programs) -> Iterator[Listener]:
    with programs.listening() as found:
        yield found


def smtp(listener: Listener) -> smtplib.SMTP:
    return smtplib.SMTP("127.0.0.1", listener.smtp, timeout=30)


def raw(text: str = "Логин: ivanov\nПриоритет: 2\n\nУпал стык с оператором.") -> bytes:
    return writing.raw(text, From=IVANOV)


class Wire:
    """A client that says exactly what it is told to."""

    def __init__(self, port: int) -> None:
        self.port = port

    def __enter__(self) -> "Wire":
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        self.stream = self.socket.makefile("rwb")
        assert self.hear().startswith("220")
        return self

    def __exit__(self, *failure: object) -> None:
        self.stream.close()
        self.socket.close()

    def say(self, text: str | bytes) -> str:
        self.stream.write((text if isinstance(text, bytes) else text.encode()) + b"\r\n")
        self.stream.flush()
        return self.hear()

    def hear(self) -> str:
        """The last line of an answer."""
        while (line := self.stream.readline())[3:4] == b"-":
            pass
        return line.decode()


def test_a_letter_becomes_a_case(programs: Programs, listener: Listener) -> None:
    with smtp(listener) as session:
        assert session.sendmail(IVANOV, [SUPPORT], raw()) == {}
    receipt = Receipt.objects.get()
    assert (receipt.way, receipt.mailbox, receipt.verdict) == ("smtp", SUPPORT, "")
    assert programs.run("worker", "--once") == 0
    case = Case.objects.get(receipts=receipt)
    assert (case.subject, case.opener.login, case.received_at) == ("Стык", "ivanov", receipt.received_at)


def test_whatever_is_brought_again_is_kept_once(programs: Programs, listener: Listener) -> None:
    for _time in range(10):
        with smtp(listener) as session:
            session.sendmail(IVANOV, [SUPPORT], raw())
    assert Receipt.objects.count() == 1
    programs.run("worker", "--once")
    with smtp(listener) as session:
        session.sendmail(IVANOV, [SUPPORT], raw())
        session.sendmail(IVANOV, [SUPPORT], raw("Логин: ivanov\n\nДругое письмо с тем же именем."))
        session.sendmail(IVANOV, [CONTRACTS], raw())
    programs.run("worker", "--once")
    assert Receipt.objects.count() == 3
    assert sorted(Receipt.objects.values_list("verdict", flat=True)) == ["case", "case", "no_contract"]


def test_lmtp_answers_for_each_recipient(listener: Listener) -> None:
    with Wire(listener.lmtp) as wire:
        assert wire.say("LHLO me").startswith("250")
        assert wire.say(f"MAIL FROM:<{IVANOV}>").startswith("250")
        said = [wire.say(f"RCPT TO:<{address}>")[:3] for address in (SUPPORT, "nobody@vector.example", CONTRACTS)]
        assert said == ["250", "550", "250"]
        assert wire.say("DATA").startswith("354")
        assert wire.say(raw().decode().replace("\n", "\r\n") + "\r\n.").startswith("250")
        assert wire.hear().startswith("250")
        assert wire.say("QUIT").startswith("221")
    assert sorted(Receipt.objects.values_list("mailbox", "way")) == [(CONTRACTS, "lmtp"), (SUPPORT, "lmtp")]


def test_the_address_with_a_tag_is_kept(listener: Listener) -> None:
    tagged = "support+c1.1.2.abcdef@vector.example"
    with smtp(listener) as session:
        session.sendmail(IVANOV, [SUPPORT, tagged], raw())
    receipt = Receipt.objects.get()
    assert (receipt.mailbox, receipt.envelope_to) == (SUPPORT, tagged)


def test_a_null_return_path_is_a_machine(programs: Programs, listener: Listener) -> None:
    with smtp(listener) as session:
        session.sendmail("", [SUPPORT], raw())
    programs.run("worker", "--once")
    assert (Receipt.objects.get().verdict, Receipt.objects.get().automatic) == ("ignore", True)


def test_a_stranger_to_our_addresses_is_refused_at_once(listener: Listener) -> None:
    with smtp(listener) as session, pytest.raises(smtplib.SMTPRecipientsRefused):
        session.sendmail(IVANOV, ["somebody@elsewhere.example"], raw())


def test_too_large_is_said_before_and_after(listener: Listener) -> None:
    with smtp(listener) as session:
        session.ehlo()
        most = int(session.esmtp_features["size"])
        assert most >= 15 * 1024 * 1024
        assert session.docmd(f"MAIL FROM:<{IVANOV}> SIZE={most + 1}")[0] == 552
    assert not Receipt.objects.exists()


def test_long_lines_and_strange_bytes_are_kept_as_they_are(listener: Listener) -> None:
    body = b"Subject: x\r\nFrom: a@b.example\r\n\r\n" + b"\xff\x00" * 40_000 + b"\r\n..\r\n\xd0\r\n"
    with smtp(listener) as session:
        session.sendmail("a@b.example", [SUPPORT], body)
    stored = Receipt.objects.get()
    assert Path(_path(stored)).read_bytes().endswith(body)


def test_only_a_dot_between_whole_line_ends_ends_a_letter(listener: Listener) -> None:
    """A letter smuggled behind a half line end stays inside the first one."""
    smuggled = b"MAIL FROM:<x@y.example>\r\nRCPT TO:<" + SUPPORT.encode() + b">\r\nDATA\r\nSubject: smuggled\r\n"
    for end in (b"\n.\n", b"\r.\r", b"\n.\r\n", b"\r\n.\n"):
        with Wire(listener.smtp) as wire:
            for line in ("HELO me", "MAIL FROM:<a@b.example>", f"RCPT TO:<{SUPPORT}>", "DATA"):
                assert wire.say(line)[:1] in "23"
            outer = b"Subject: outer " + end.hex().encode() + b"\r\n\r\ntext"
            assert wire.say(outer + end + smuggled + b"\r\n.").startswith("250")
            assert wire.say("QUIT").startswith("221")
    assert Receipt.objects.count() == 4
    assert not Receipt.objects.filter(subject="smuggled").exists()


def test_a_crowd_from_one_address_is_asked_to_come_again(listener: Listener) -> None:
    open_ones = [smtplib.SMTP("127.0.0.1", listener.smtp, timeout=30) for _number in range(50)]
    with pytest.raises(smtplib.SMTPConnectError, match="421"):
        smtplib.SMTP("127.0.0.1", listener.smtp, timeout=30)
    open_ones.pop().quit()
    with smtp(listener) as session:
        assert session.noop()[0] == 250
    for one in open_ones:
        one.close()


def test_a_database_that_is_away_loses_nothing(programs: Programs, listener: Listener) -> None:
    """The sender is told to keep the letter; when the table is back, the same letter is taken."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE intake_receipt RENAME TO intake_receipt_away")
    with smtp(listener) as session, pytest.raises(smtplib.SMTPDataError, match="451"):
        session.sendmail(IVANOV, [SUPPORT], raw())
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE intake_receipt_away RENAME TO intake_receipt")
    with smtp(listener) as session:
        session.sendmail(IVANOV, [SUPPORT], raw())
    assert Receipt.objects.count() == 1


def test_a_taken_port_is_said(programs: Programs, listener: Listener, capfd: pytest.CaptureFixture[str]) -> None:
    assert programs.run("listen", MAIL_PORT=str(listener.smtp), LMTP_PORT="0") == 1
    assert str(listener.smtp) in capfd.readouterr().err


def _path(receipt: Receipt) -> Path:
    from reglament.files import storing

    return storing.location(receipt.raw)
