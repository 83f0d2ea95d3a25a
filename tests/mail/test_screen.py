"""§5.7  Letters no person wrote, and letters that only look like it."""

import pytest

from reglament.intake.mail.bounces import failed_recipients, original_message_ids
from reglament.intake.mail.parse import parse
from reglament.intake.mail.screen import Signal, forbids_answers, is_robot, screen
from tests.mail.writing import letter


def signals(**headers: str) -> set[Signal]:
    return set(screen(letter("Текст", **headers), lambda address: address == "support@vector.example").signals)


@pytest.mark.parametrize(
    "subject",
    [
        "Автоответ: Стык", "Автоматический ответ: Стык", "Automatic reply: Trunk", "Auto-Reply: x",
        "Out of Office", "Out of Office: Trunk", "Out of the office until Monday", "OOO: Trunk", "Auto: x",
        "Вне офиса: Стык", "Нет на работе: Стык", "В отпуске до 5 июня", "Automatische Antwort: x",
        "Abwesenheitsnotiz: x",
        "Réponse automatique : x", "Respuesta automática: x", "Risposta automatica: x", "Resposta automática: x",
        "Automatisch antwoord: x", "Autosvar: x", "Automatyczna odpowiedź: x", "RE: Automatic reply: x",
    ],
)  # fmt: skip
def test_auto_replies_by_subject(subject: str) -> None:
    assert Signal.AUTO_REPLY in signals(Subject=subject)


@pytest.mark.parametrize(
    "subject",
    [
        "Автоответчик не записывает сообщения", "Auto reply on IVR does not work", "Настройка автоответа на АТС",
        "Fwd: Undeliverable: x", "Отпускается трубка", "Autoprovisioning fails", "Vacation schedule in IVR",
        "Недоставленное сообщение в голосовой почте", "Delivery failure of spare parts",
    ],
)  # fmt: skip
def test_people_write_about_machines(subject: str) -> None:
    assert not signals(Subject=subject)


@pytest.mark.parametrize(
    ("headers", "signal"),
    [
        ({"Auto_Submitted": "auto-replied (vacation)"}, Signal.AUTO_REPLY),
        ({"Auto_Submitted": "auto-notified; owner-email=x"}, Signal.AUTO_GENERATED),
        ({"X_Autoreply": "yes"}, Signal.AUTO_REPLY),
        ({"X_Autorespond": "1"}, Signal.AUTO_REPLY),
        ({"X_POST_MessageClass": "9; Autoresponder"}, Signal.AUTO_REPLY),
        ({"Precedence": "auto_reply"}, Signal.LIST_MAIL),
        ({"Precedence": "Junk"}, Signal.LIST_MAIL),
        ({"List_Unsubscribe": "<mailto:x@y.example>"}, Signal.LIST_MAIL),
        ({"X_MS_Exchange_Inbox_Rules_Loop": "a@b.example"}, Signal.AUTO_GENERATED),
        ({"X_Failed_Recipients": "a@b.example"}, Signal.BOUNCE),
        ({"From": "Mail Delivery Subsystem <mailer-daemon@x.example>"}, Signal.BOUNCE),
        ({"From": "postmaster@x.example", "Subject": "Undeliverable: Trunk"}, Signal.BOUNCE),
        ({"From": "postmaster@x.example", "Subject": "Не удалось доставить: Стык"}, Signal.BOUNCE),
        ({"From": "System Administrator <x@y.example>", "Subject": "Delivery Status Notification"}, Signal.BOUNCE),
        ({"X_Loop": "support@vector.example"}, Signal.LOOP),
        ({"From": "support@vector.example"}, Signal.OWN_ADDRESS),
        ({"Return_Path": "<>"}, Signal.AUTO_GENERATED),
    ],
)
def test_signals(headers: dict[str, str], signal: Signal) -> None:
    assert signal in signals(**headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "no"},
        {"Auto_Submitted": "No (a person wrote it)"},
        {"X_Auto_Response_Suppress": "All"},
        {"X_Autoreply": "no"},
        {"Precedence": "first-class"},
        {"X_Loop": "other@list.example"},
        {"Return_Path": "<ivanov.sm@north-bridge.example>"},
        {"From": "postmaster@x.example", "Subject": "Не работает почта"},
        {"From": "noreply@x.example"},
    ],
)
def test_no_signals(headers: dict[str, str]) -> None:
    assert not signals(**headers)


def test_too_many_hops_are_a_loop() -> None:
    hops = b"Received: from a by b; Mon, 12 Oct 2026 10:00:00 +0300\n"
    head = b"From: a@b.example\nSubject: x\n\nx"
    assert screen(parse(hops * 51 + head), lambda _: False).signals == (Signal.LOOP,)
    assert not screen(parse(hops * 50 + head), lambda _: False).signals


def test_own_address_alone_is_not_automatic() -> None:
    assert not screen(letter(From="support@vector.example"), lambda _: True).auto


@pytest.mark.parametrize(
    "address", ["noreply@x.example", "no-reply@x", "do_not_reply@x", "Mailer-Daemon@x", "list-bounces@x"]
)
def test_robots(address: str) -> None:
    assert is_robot(address)
    assert not is_robot("ivanov.noreplyev@x.example")


def test_suppression_only_forbids_answers() -> None:
    assert forbids_answers(letter(X_Auto_Response_Suppress="DR, OOF, AutoReply"))
    assert not forbids_answers(letter(X_Auto_Response_Suppress="DR, RN, NRN"))


REPORT = b"""From: x@y.example
Content-Type: multipart/report; boundary=b

--b

Failed.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; y.example

Final-Recipient: rfc822; Nobody@y.example
Action: failed
Status: 5.1.1
--b
Content-Type: message/rfc822

Message-ID:
 <case.1@vector.example>
Subject: x

Body
--b--
"""


def test_report_names_address_and_letter() -> None:
    report = parse(REPORT)
    assert failed_recipients(report) == ("Nobody@y.example",)
    assert original_message_ids(report) == ("case.1@vector.example",)


def test_delay_is_no_failure() -> None:
    assert not failed_recipients(parse(REPORT.replace(b"Action: failed", b"Action: delayed")))
