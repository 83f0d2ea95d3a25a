"""§5.7  Machines that say so only in their subject or in their first words, and people who use the same words."""

import pytest

from reglament.intake.mail.parse import parse
from reglament.intake.mail.screen import Signal, screen
from tests.mail.writing import letter


def signals(text: str = "Текст", **headers: str) -> set[Signal]:
    return set(screen(letter(text, **headers), lambda _: False).signals)


@pytest.mark.parametrize(
    "subject",
    [
        "Нахожусь в отпуске до 20 октября", "Отсутствую на рабочем месте", "Нет на рабочем месте до понедельника", "Авто: Стык",
        "[Автоответ] Стык", "Ваше письмо получено (автоответ)", "Автоматическое подтверждение: Стык",
        "Ivanov Sergey is out of the office", "I am out of the office until Monday", "Re: Trunk (Out of office)",
        "I am on vacation", "Automated reply from Sergey", "Automatische Rückantwort", "Antwort automatisch: Stamm",
        "Fraværsmelding: linje", "Odpowiedź automatyczna: linia", "Automatikus válasz: vonal", "Afwezigheidsbericht: lijn",
    ],
)  # fmt: skip
def test_auto_replies_by_subject(subject: str) -> None:
    assert Signal.AUTO_REPLY in signals(Subject=subject)


@pytest.mark.parametrize(
    "subject",
    [
        "failed delivery of your letter", "Mail failure - no recipient", "Message frozen", "Postmaster notify: see transcript",
        "Sorry, your message could not be delivered", "Zustellung fehlgeschlagen", "Недоставляемое: Стык", "Отчет о недоставке",
        "Невозможно доставить сообщение", "Доставка отложена: Стык", "Прочтено: Стык", "Read: Trunk", "Message Recall Failure: Trunk",
        "Não entregue: linha", "Onbestelbaar: lijn", "Rejected by our filter", "Return receipt",
    ],
)  # fmt: skip
def test_reports_of_a_postmaster_by_subject(subject: str) -> None:
    assert Signal.BOUNCE in signals(From="postmaster@mx.example", Subject=subject)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Прочтено: Стык", "Ваше сообщение\n\n  Кому: Поддержка\n  Тема: Стык\n\nпрочитано 12 октября 2026 г. 12:30"),
        ("Read: Trunk", "Your message\n\n  To: Support\n  Subject: Trunk\n\nwas read on 12.10.2026 12:30"),
        ("Доставлено: Стык", "Ваше сообщение доставлено следующим получателям:\nsupport@vector.example"),
        ("RE: Стык : non remis", "*********************\nVotre message n'a pas pu etre delivre a\nx@y.example"),
        (
            "Mail delivery problem",
            "Hi. This is the qmail-send program at mx.example.\nI'm afraid I could not deliver it.",
        ),
        ("Gelesen: Stamm", "Ihre Nachricht\n\nAn: Support\nBetreff: Stamm\n\nwurde am 12.10.2026 gelesen."),
        ("Undelivered", "*** Sorry, your mail could not be delivered ***"),
        ("Failure: Trunk", "A message that you sent could not be delivered to one of its recipients."),
        ("Ошибка доставки", "Не удалось доставить письмо адресату x@y.example"),
    ],
)
def test_reports_without_any_mark_in_the_header(subject: str, text: str) -> None:
    assert Signal.BOUNCE in signals(text, Subject=subject)


@pytest.mark.parametrize(
    ("headers", "signal"),
    [
        ({"X_Apple_Action": "OOF/1"}, Signal.AUTO_REPLY),
        ({"X_Auto_Reply_From": "a@b.example"}, Signal.AUTO_REPLY),
        ({"X_Zoho_AutoReply": "1"}, Signal.AUTO_REPLY),
        ({"X_Mailer": "vacation 3.0"}, Signal.AUTO_REPLY),
        ({"X_Mailman_Version": "2.1"}, Signal.LIST_MAIL),
        ({"X_MS_Exchange_Message_Is_Ndr": "true"}, Signal.BOUNCE),
        ({"Return_Path": "< >"}, Signal.AUTO_GENERATED),
        ({"From": "Mail Delivery System <MAILER-DAEMON>"}, Signal.BOUNCE),
        ({"From": "<>"}, Signal.BOUNCE),
    ],
)
def test_signals(headers: dict[str, str], signal: Signal) -> None:
    assert signal in signals(**headers)


@pytest.mark.parametrize(
    ("subject", "text", "author"),
    [
        ("Авто - регистрация не работает", "Логин: ivanov.sm", ""),
        ("Auto-negotiation fails on port 3", "Login: ivanov.sm", ""),
        ("Out of office users cannot log in", "Login: ivanov.sm", ""),
        ("В отпуске инженер — кому писать?", "Текст", ""),
        ("Warning: message queue is full", "Текст", "admin@north-bridge.example"),
        ("Rejected calls on the gateway", "Текст", "administrator@north-bridge.example"),
        ("Почта не доставляется", "Добрый день!\nПользователи видят «Ваше сообщение не доставлено».", ""),
        ("Доставка плат", "Ваше письмо получили, плату доставят завтра.", ""),
        ("Re: Доставка плат", "Ваше письмо прочитали, спасибо. Когда доставка?", ""),
        ("Delivery failure on trunk", "Your server does not deliver SIP messages to us.", ""),
        ("Ошибка доставки SMS", "Логин: ivanov.sm\nСообщение не доставлено — такой ответ даёт шлюз.", ""),
        ("Re: Undeliverable: Trunk — why?", "Текст", ""),
    ],
)
def test_people_write_about_machines(subject: str, text: str, author: str) -> None:
    assert not signals(text, Subject=subject, **({"From": author} if author else {}))


@pytest.mark.parametrize(
    ("head", "signal"),
    [
        (b"Content-Class: urn:content-classes:mdn", Signal.BOUNCE),
        (b"Content-Type: text/calendar; method=REPLY", Signal.AUTO_REPLY),
        (b"Content-Type: text/calendar; method=COUNTER", Signal.AUTO_REPLY),
    ],
)
def test_signals_of_the_content(head: bytes, signal: Signal) -> None:
    assert signal in screen(parse(b"From: a@b.example\n" + head + b"\n\nx"), lambda _: False).signals


@pytest.mark.parametrize(
    ("subject", "is_bounce"), [("Fwd: Undeliverable: Trunk", False), ("Undeliverable: Trunk", True)]
)
def test_a_report_passed_on_by_a_person(subject: str, is_bounce: bool) -> None:
    parts = "--x\n\nWhat is that?\n--x\nContent-Type: message/delivery-status\n\nAction: failed\n--x--\n"
    raw = f"From: a@b.example\nSubject: {subject}\nContent-Type: multipart/mixed; boundary=x\n\n{parts}".encode()
    assert (Signal.BOUNCE in screen(parse(raw), lambda _: False).signals) == is_bounce
