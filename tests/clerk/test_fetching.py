"""R-09, R-12  Letters fetched from a real IMAP server: kept by us first, moved out of the way second, never lost."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from reglament.cases.models import Case
from reglament.intake import mailbox_keeping
from reglament.intake.imap import open_session
from reglament.intake.loading import load_tables
from reglament.intake.mailbox_keeping import Wanted
from reglament.intake.models import Mailbox, Profile, Receipt
from reglament.people.house import change_value
from reglament.people.models import Account
from tests.cast import NOON
from tests.clerk.dovecot import PASSWORD, Dovecot, dovecot, wait_for
from tests.clerk.installations import Made, opened
from tests.clerk.programs import Programs
from tests.mail import writing

SUPPORT = "support@vector.example"
IVANOV = "ivanov@customer.example"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Dovecot]:
    folder = tmp_path / "dovecot"
    folder.mkdir()
    try:
        with dovecot(folder) as found:
            yield found
    except FileNotFoundError:
        pytest.skip("нет Dovecot / no Dovecot: apt install dovecot-imapd")


@pytest.fixture
def programs(made: Made, tmp_path: Path, django_db_blocker: Any) -> Iterator[Programs]:
    with django_db_blocker.unblock():
        url = made.copy(tmp_path / "data")
        with opened(url, tmp_path / "data"):
            yield Programs(url, tmp_path / "data")


@pytest.fixture
def mailbox(server: Dovecot, programs: Programs) -> Mailbox:
    return enter(server)


def enter(server: Dovecot, **changed: Any) -> Mailbox:
    load_tables()
    values: dict[str, Any] = {
        "address": SUPPORT,
        "kind": "support",
        "profile": Profile.objects.get(code="login_priority"),
        "host": "127.0.0.1",
        "port": server.port,
        "security": Mailbox.Security.NONE,
        "login": "support",
        "password": PASSWORD,
    }
    return mailbox_keeping.put(Wanted(**(values | changed)), by=Account.objects.get(login="admin"), at=NOON)


def raw(number: int = 1) -> bytes:
    text = f"Логин: ivanov\nПриоритет: 2\n\nУпал стык номер {number}."
    return writing.raw(text, From=IVANOV, Message_ID=f"<{number}@customer.example>", Subject=f"Стык {number}")


def test_what_waits_and_what_comes_is_fetched_and_moved(server: Dovecot, programs: Programs, mailbox: Mailbox) -> None:
    server.put(raw(1))
    with programs.listening():
        assert wait_for(lambda: server.count("Reglament") == 1)
        server.put(raw(2))  # announced by IDLE, long before the next look
        assert wait_for(lambda: server.count("Reglament") == 2)
    assert server.count("INBOX") == 0
    assert programs.run("worker", "--once") == 0
    found = Receipt.objects.order_by("id").values_list("way", "mailbox", "verdict", "case__subject")
    assert list(found) == [("imap", SUPPORT, "case", "Стык 1"), ("imap", SUPPORT, "case", "Стык 2")]
    mailbox.refresh_from_db()
    assert mailbox.checked_at and mailbox.letter_at and not mailbox.trouble


def test_a_letter_shown_twice_is_one_entry(server: Dovecot, programs: Programs, mailbox: Mailbox) -> None:
    for _time in range(3):
        server.put(raw())
    with programs.listening():
        assert wait_for(lambda: server.count("Reglament") == 3)
    programs.run("worker", "--once")
    assert (Receipt.objects.count(), Case.objects.filter(subject="Стык 1").count()) == (1, 1)


def test_without_a_folder_for_kept_ones_they_are_marked_as_seen(server: Dovecot, programs: Programs) -> None:
    enter(server, kept_folder="")
    server.put(raw())
    with programs.listening():
        assert wait_for(lambda: Receipt.objects.exists())
    assert server.count("INBOX") == 1
    with server.client() as client:
        client.select("INBOX")
        assert client.search(None, "UNSEEN")[1] == [b""]


def test_a_wrong_password_is_seen_and_mended_without_a_restart(server: Dovecot, programs: Programs) -> None:
    mailbox = enter(server, password="не тот")
    server.put(raw())
    with programs.listening():
        assert wait_for(lambda: bool(Mailbox.objects.get().trouble))
        assert Mailbox.objects.get().trouble_since
        wanted = {
            name: getattr(mailbox, name) for name in ("address", "kind", "profile", "host", "port", "security", "login")
        }
        admin = Account.objects.get(login="admin")
        mailbox_keeping.put(
            Wanted(**wanted, password=PASSWORD), by=admin, at=NOON + timedelta(hours=1), mailbox=mailbox
        )
        assert wait_for(lambda: server.count("Reglament") == 1)
        assert wait_for(lambda: not Mailbox.objects.get().trouble)


def test_a_letter_too_large_is_seen_by_a_person(server: Dovecot, programs: Programs, mailbox: Mailbox) -> None:
    change_value("mail.max_bytes", 20_000, by=Account.objects.get(login="admin"), at=NOON)
    server.put(raw() + b"x" * 30_000)
    with programs.listening():
        assert wait_for(lambda: server.count("Reglament") == 1)
    programs.run("worker", "--once")
    receipt = Receipt.objects.get()
    assert (receipt.verdict, receipt.reason, receipt.subject) == ("quarantine", "unreadable", "Стык 1")
    assert (receipt.answer_to, receipt.head_alone) == (IVANOV, True)


def test_the_password_lies_in_no_table(server: Dovecot, programs: Programs, mailbox: Mailbox, made: Made) -> None:
    secret = programs.folder / "secrets" / f"mailbox-{mailbox.pk}"
    assert secret.read_text("utf-8") == PASSWORD
    assert secret.stat().st_mode & 0o077 == 0
    with open_session(mailbox) as session:
        assert list(session.waiting()) == []
