"""Mailboxes, a letter tried before it is sent, and what the worker gave up: who sees them and what they do."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from reglament.cases.models import Case
from reglament.intake.loading import load_tables
from reglament.intake.models import Mailbox, Profile, Receipt
from reglament.jobs.models import Job
from reglament.people.models import HouseEvent
from tests.cast import NOON, Cast
from tests.doors.desk.conftest import read

Browse = Callable[[object], Client]
READERS = ("duty", "lead", "head", "manager", "admin")


def values(**changed: object) -> dict[str, object]:
    profile = Profile.objects.get(code="login_priority")
    typed: dict[str, object] = {
        "address": "Help@Vector.example", "kind": "support", "profile": profile.pk, "is_active": "on", "host": "",
        "port": 993, "security": "tls", "login": "", "password": "", "folder": "INBOX", "kept_folder": "Reglament",
    }  # fmt: skip
    return typed | changed


@pytest.fixture
def admin(cast: Cast, browse: Browse) -> Client:
    load_tables()
    return browse(cast.admin)


def test_an_address_is_entered_and_its_letters_are_taken(admin: Client) -> None:
    assert "Адресов пока нет" in read(admin.get(reverse("desk:mailboxes")))
    page = read(admin.post(reverse("desk:new_mailbox"), values(), follow=True))
    assert "Ящик help@vector.example сохранён." in page
    row = Mailbox.objects.get()
    assert (row.address, row.kind, row.profile.code) == ("help@vector.example", "support", "login_priority")
    assert HouseEvent.objects.get(kind="mailbox.set").facts["mailbox"] == row.pk
    assert "передаёт почтовый сервер" in read(admin.get(reverse("desk:mailboxes")))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"host": "mail.example"}, "Укажите логин на почтовом сервере."),
        ({"host": "mail.example", "login": "x", "kept_folder": "INBOX"}, "Для принятых писем нужна отдельная папка."),
        ({"host": "mail.example", "login": "x", "security": "none"}, "Без шифрования читается только сервер"),
        ({"port": 70000}, "65535"),
    ],
)
def test_what_cannot_work_is_said_beside_the_field(admin: Client, changed: dict[str, object], said: str) -> None:
    answer = admin.post(reverse("desk:new_mailbox"), values(**changed))
    assert answer.status_code in (409, 422)
    assert said in read(answer)
    assert "help@vector.example" in read(answer).lower()
    assert not Mailbox.objects.exists()


def test_one_address_is_entered_once(admin: Client) -> None:
    admin.post(reverse("desk:new_mailbox"), values())
    assert "Этот адрес уже добавлен." in read(
        admin.post(reverse("desk:new_mailbox"), values(address="HELP@vector.example"))
    )
    assert Mailbox.objects.count() == 1


def test_a_server_that_is_not_there_is_said(admin: Client) -> None:
    admin.post(reverse("desk:new_mailbox"), values(host="127.0.0.1", port=9, security="none", login="x"))
    row = Mailbox.objects.get()
    page = read(admin.post(reverse("desk:mailbox_test", args=(row.pk,)), follow=True))
    assert "Почтовый сервер не даёт прочитать ящик:" in page


def test_a_password_is_never_shown_again(admin: Client) -> None:
    admin.post(reverse("desk:new_mailbox"), values(host="mail.example", login="x", password="сверх-тайный"))
    row = Mailbox.objects.get()
    assert "сверх-тайный" not in read(admin.get(reverse("desk:mailbox", args=(row.pk,))))


@pytest.mark.parametrize("who", [*READERS, "operator", "engineer", "orlova"])
def test_who_sees_and_who_keeps(cast: Cast, browse: Browse, who: str) -> None:
    load_tables()
    client = browse(getattr(cast, who))
    assert client.get(reverse("desk:mailboxes")).status_code == (200 if who in READERS else 404)
    assert client.get(reverse("desk:letter_trial")).status_code == (200 if who in READERS else 404)
    for name in ("new_mailbox", "leftovers"):
        assert client.get(reverse(f"desk:{name}")).status_code == (200 if who == "admin" else 404)
    assert client.post(reverse("desk:new_mailbox"), values()).status_code == (302 if who == "admin" else 404)


def test_a_letter_is_tried_without_any_trace(cast: Cast, browse: Browse) -> None:
    client = browse(cast.duty)
    typed = {
        "sender": "ivanov@customer.example",
        "subject": "Нет связи",
        "text": "Логин: ivanov\nПриоритет: 2\n\nУпал стык.",
    }
    page = read(client.post(reverse("desk:letter_trial"), typed))
    assert "Логин и приоритет указаны верно." in page
    assert "Упал стык." in page
    page = read(client.post(reverse("desk:letter_trial"), {"text": "Всё стоит!"}))
    assert "В начале письма не указан логин." in page
    whole = "From: x@y.example\nSubject: Out of office\nAuto-Submitted: auto-replied\n\nЯ в отпуске."
    assert "Автоматическое письмо" in read(client.post(reverse("desk:letter_trial"), {"text": whole}))
    assert not (Receipt.objects.exists() or Case.objects.exists())
    assert client.post(reverse("desk:letter_trial"), {"text": ""}).status_code == 422


def test_what_was_given_up_is_tried_again(admin: Client) -> None:
    job = Job.objects.create(
        name="clerk.sweep_files",
        asked_at=NOON,
        run_at=NOON,
        state=Job.State.DEAD,
        given_up_at=NOON,
        last_error="нет места",
    )
    assert "нет места" in read(admin.get(reverse("desk:leftovers")))
    page = read(admin.post(reverse("desk:leftover_again", args=(job.pk,)), follow=True))
    assert "Задание снова передано на выполнение." in page
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.WAITING, 0)
    assert admin.post(reverse("desk:leftover_again", args=(job.pk,))).status_code == 404
