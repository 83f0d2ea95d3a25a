"""R-10, R-60 … R-62  A letter that the robot rejected is registered by hand, with everything it brought."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from reglament.cases.models import Case
from reglament.files import storing
from reglament.intake import receiving
from reglament.intake.models import Receipt
from reglament.notifications import rounds
from reglament.notifications.models import Letter
from tests.cast import NOON, Cast
from tests.doors.desk.conftest import Watch, read
from tests.doors.desk.test_openings import ADDRESS, fields
from tests.regulation.post import SUPPORT, written

Browse = Callable[[object], Client]
TEXT = "Логин: никто\nПриоритет: 2\n\nСтек перезагружается."
TAKEN = re.compile(r'<input type="checkbox" name="letter_files" value="(\d+)"( checked)?')


def rejected(*files: tuple[str, bytes], hours_ago: int = 3) -> Receipt:
    raw = written(TEXT, files=files, Message_ID="<first@customer.example>")
    receipt = receiving.receive(raw, mailbox=SUPPORT, at=NOON - timedelta(hours=hours_ago))
    assert receipt.verdict == "reject"
    return receipt


def where(cast: Cast, receipt: Receipt) -> str:
    return f"{ADDRESS}?contract={cast.contract.pk}&receipt={receipt.pk}"


def sent(client: Client, cast: Cast, receipt: Receipt, *numbers: int, **changed: object) -> HttpResponse:
    typed = fields(cast, **{"channel": "email", "minutes_ago": 0, "letter_files": numbers, **changed})
    return client.post(where(cast, receipt), typed)


def attached(case: Case) -> list[tuple[str, bytes]]:
    opening = case.entries.get(is_opening=True)
    return [(one.name, storing.read(one.file)) for one in opening.attachments.select_related("file")]


def test_the_files_of_the_letter_are_attached_already(cast: Cast, browse: Browse) -> None:
    receipt, client = rejected(("log.txt", b"one"), ("config.txt", b"two")), browse(cast.duty)
    form = read(client.get(where(cast, receipt)))
    assert TAKEN.findall(form) == [("0", " checked"), ("1", " checked")]
    assert form.index("Из письма") < form.index("log.txt") < form.index("config.txt")
    assert sent(client, cast, receipt, 0, 1).status_code == 302
    assert attached(Case.objects.get()) == [("log.txt", b"one"), ("config.txt", b"two")]


def test_a_file_can_be_left_out_and_others_added(cast: Cast, browse: Browse) -> None:
    receipt, more = rejected(("log.txt", b"one"), ("config.txt", b"two")), SimpleUploadedFile("more.txt", b"three")
    assert sent(browse(cast.duty), cast, receipt, 1, files=[more]).status_code == 302
    assert attached(Case.objects.get()) == [("config.txt", b"two"), ("more.txt", b"three")]


def test_what_was_left_out_stays_left_out_when_the_form_comes_back(cast: Cast, browse: Browse) -> None:
    receipt = rejected(("log.txt", b"one"), ("config.txt", b"two"))
    response = sent(browse(cast.duty), cast, receipt, 1, subject=" ")
    assert response.status_code == 422
    assert TAKEN.findall(read(response)) == [("0", ""), ("1", " checked")]


def test_files_over_the_limit_are_named_on_the_form_and_in_the_letter(cast: Cast, browse: Browse) -> None:
    receipt, client = rejected(*((f"{number}.txt", b"x") for number in range(7))), browse(cast.duty)
    form = read(client.get(where(cast, receipt)))
    assert len(TAKEN.findall(form)) == 5
    assert "Сверх допустимого, не приложены: 5.txt, 6.txt." in form
    assert sent(client, cast, receipt, *range(5)).status_code == 302
    assert [name for name, _content in attached(Case.objects.get())] == [f"{number}.txt" for number in range(5)]
    rounds.run(NOON + timedelta(hours=1))
    told = Letter.objects.get(kind="registered").text
    assert "5.txt\n6.txt" in told


def test_letter_and_form_share_one_limit(cast: Cast, browse: Browse) -> None:
    receipt, client = rejected(*((f"{number}.txt", b"x") for number in range(5))), browse(cast.duty)
    response = sent(client, cast, receipt, *range(5), files=[SimpleUploadedFile("more.txt", b"x")])
    page = read(response)
    assert response.status_code == 409
    assert "можно приложить не более 5 файлов" in page
    assert not Case.objects.exists()
    assert len(TAKEN.findall(page)) == 5
    assert sent(client, cast, receipt, *range(4), files=[SimpleUploadedFile("more.txt", b"x")]).status_code == 302


def test_a_small_picture_inside_the_text_does_not_count(cast: Cast, browse: Browse) -> None:
    """R-62  As the robot counts."""
    raw = (
        b"From: ivanov@customer.example\r\nTo: support@vector.example\r\nSubject: Logo\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n'
        b'<p>Login: nobody</p><img src="cid:logo">\r\n'
        + b"".join(
            b"--b\r\nContent-Type: image/png\r\nContent-ID: <logo%d>\r\nContent-Disposition: inline; "
            b"filename=logo%d.png\r\n\r\nPNG%d\r\n" % (number, number, number)
            for number in range(6)
        )
        + b"--b--\r\n"
    )
    receipt = receiving.receive(raw, mailbox=SUPPORT, at=NOON)
    assert sent(browse(cast.duty), cast, receipt, *range(6)).status_code == 302
    assert len(attached(Case.objects.get())) == 6


def test_the_time_of_receipt_is_the_letters_and_the_customer_is_told(cast: Cast, browse: Browse, watch: Watch) -> None:
    """R-10, R-69  The clock of registration has run since the letter came; M1 answers the letter."""
    receipt = rejected(("log.txt", b"one"), hours_ago=2)
    assert sent(browse(cast.duty), cast, receipt, 0, minutes_ago=30).status_code == 302
    case = Case.objects.get()
    assert case.received_at == receipt.received_at == NOON - timedelta(hours=2)
    assert case.registered_at == watch.at
    assert case.deadlines.get(clock="REG").elapsed == 2 * 3600 + 10 * 60
    rounds.run(watch.at)
    told = Letter.objects.get(to_address=cast.orlova.email, kind="registered")
    assert case.number in told.subject
    assert told.headers["In-Reply-To"] == "<first@customer.example>"
    page = read(browse(cast.orlova).get(reverse("portal:case", args=(case.number,))))
    assert "log.txt" in page
    receipt.refresh_from_db()
    assert (receipt.case, receipt.entry) == (case, case.entries.get(is_opening=True))


def test_the_same_form_twice_leads_to_the_same_case(cast: Cast, browse: Browse) -> None:
    receipt, client = rejected(("log.txt", b"one")), browse(cast.duty)
    typed = fields(cast, channel="email", letter_files=[0])
    first, second = (client.post(where(cast, receipt), typed) for _turn in range(2))
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


@pytest.mark.parametrize("numbers", [("7",), ("x",), ("-1",)])
def test_a_number_that_no_file_has_is_nothing(cast: Cast, browse: Browse, numbers: tuple[str, ...]) -> None:
    typed = fields(cast, channel="email", letter_files=numbers)
    assert browse(cast.duty).post(where(cast, rejected(("log.txt", b"one"))), typed).status_code == 302
    assert attached(Case.objects.get()) == []


def test_whose_address_it_is_is_offered_as_the_one_who_asks(cast: Cast, browse: Browse) -> None:
    """R-10  The duty engineer sees the name and may choose another; nobody is taken for somebody by the robot."""
    receipt, client = rejected(), browse(cast.duty)
    assert receipt.account is None
    found = read(client.get(ADDRESS, {"receipt": receipt.pk}))
    assert cast.contract.number in found
    assert cast.rival_contract.number not in found
    form = read(client.get(where(cast, receipt)))
    assert f'<option value="{cast.ivanov.pk}" selected>' in form
    Receipt.objects.filter(pk=receipt.pk).update(from_address="nobody@elsewhere.example")
    assert 'value="" selected' in read(client.get(where(cast, receipt)))


def test_the_form_says_when_the_letter_came_and_asks_for_no_minutes(cast: Cast, browse: Browse) -> None:
    form = read(browse(cast.duty).get(where(cast, rejected())))
    assert "Письмо поступило 17.11.2026 09:00 МСК, время регистрации отсчитывается с этого момента." in form
    assert "Поступило, минут назад" not in form
    assert "Поступило, минут назад" in read(browse(cast.duty).get(ADDRESS, {"contract": cast.contract.pk}))


def test_the_expected_registration_counts_from_the_letter(cast: Cast, browse: Browse) -> None:
    """R-16  Fifteen minutes from 11:40, not from now; the terms of the work run from the registration."""
    receipt, client = rejected(hours_ago=0), browse(cast.duty)
    Receipt.objects.filter(pk=receipt.pk).update(received_at=NOON - timedelta(minutes=20))
    at_first = read(client.get(where(cast, receipt)))
    preview = f"{reverse('desk:new_case_preview', args=(cast.contract.pk,))}?receipt={receipt.pk}"
    assert f'data-preview-url="{preview}"' in at_first
    chosen = read(client.post(preview, {"category": "incident", "priority": "2"}))
    for page in (at_first, chosen):
        assert "11:55" in page[page.index('id="expected"') :]
        assert "12:25" not in page[page.index('id="expected"') :]
