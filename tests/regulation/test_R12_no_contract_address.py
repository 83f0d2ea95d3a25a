"""R-12  Requests without a service contract have an address of their own, and no term of a contract."""

import pytest

from reglament.cases.models import Case
from tests.cast import Cast
from tests.regulation.post import CONTRACTS, GOOD, Post


@pytest.mark.parametrize(
    ("text", "sender"),
    [
        ("Сколько стоит поддержка двух коммутаторов?", "buyer@newcomer.example"),
        ("Здравствуйте, наш договор закончился. Хотим продлить.", "petrov@customer.example"),
        (GOOD, "ivanov@customer.example"),
    ],
)
def test_no_key_fields_are_needed_and_no_case_is_made(cast: Cast, post: Post, text: str, sender: str) -> None:
    receipt = post.send(text, to=CONTRACTS, sender=sender, subject="Вопрос о договоре")
    assert (receipt.verdict, receipt.reason) == ("no_contract", "no_contract_address")
    assert not Case.objects.exists()


def test_the_sender_gets_a_number_in_the_queue_and_no_deadline(cast: Cast, post: Post) -> None:
    receipt = post.send("Сколько стоит поддержка?", to=CONTRACTS, sender="buyer@newcomer.example", subject="Цены")
    letter = post.last("buyer@newcomer.example")
    assert letter.subject == f"Письмо принято, номер в очереди {receipt.pk}"
    assert "Письмо «Цены» принято." in letter.text
    assert "не обращение по сервисному договору, сроки договора на него не распространяются" in letter.text
    assert "Сервис-менеджер ответит Вам" in letter.text


def test_who_has_a_contract_after_all_reads_where_to_write(cast: Cast, post: Post) -> None:
    post.send(GOOD, to=CONTRACTS)
    assert "Если договор есть, отправьте обращение на адрес support@vector.example" in post.last(cast.ivanov.email).text


def test_a_rejected_stranger_reads_of_this_address(cast: Cast, post: Post) -> None:
    post.send("Логин: nobody\nПриоритет: 3\n\nНужна помощь.", sender="buyer@newcomer.example")
    assert f"Если сервисного договора нет, напишите на адрес {CONTRACTS}." in post.last("buyer@newcomer.example").text


def test_the_address_of_a_letter_in_copy_decides_too(cast: Cast, post: Post) -> None:
    """Without an envelope the headers say which of our addresses it came to."""
    raw_to = f"Отдел продаж <{CONTRACTS}>"
    receipt = post.bring(
        b"From: buyer@newcomer.example\r\nTo: "
        + f"=?utf-8?B?0J7RgtC00LXQuw==?= <{CONTRACTS}>".encode()
        + b"\r\n\r\nHello",
        to="",
    )
    assert raw_to and receipt.verdict == "no_contract"
