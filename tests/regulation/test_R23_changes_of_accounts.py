"""R-23  To add an employee or to mend an account the customer writes to the service manager's address."""

import pytest

from reglament.cases.models import Case
from reglament.people.models import Account
from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.post import CONTRACTS, Post
from tests.regulation.seeing import see


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Добавить сотрудника", "Прошу дать доступ Петровой Анне."),
        ("Портал", "Добрый день! Просим изменить учётную запись orlova: сменилась фамилия."),
        ("Уволился Иванов", "Нужно заблокировать учетную запись ivanov с понедельника."),
        ("New colleague", "Please add a user for our night shift."),
    ],
)
def test_such_a_letter_is_known_by_its_words(cast: Cast, post: Post, subject: str, text: str) -> None:
    receipt = post.send(text, to=CONTRACTS, sender=cast.orlova.email, subject=subject)
    assert (receipt.verdict, receipt.reason) == ("no_contract", "account_request")
    assert not Case.objects.exists()


def test_the_sender_reads_that_the_service_manager_will_answer(cast: Cast, post: Post) -> None:
    receipt = post.send("Просим добавить сотрудника.", to=CONTRACTS, sender=cast.orlova.email, subject="Новый инженер")
    letter = post.last(cast.orlova)
    assert letter.subject == f"Письмо принято, номер в очереди {receipt.pk}"
    assert "Сервис-менеджер ответит Вам по электронной почте." in letter.text


def test_the_letter_alone_changes_no_account(cast: Cast, post: Post) -> None:
    before = set(Account.objects.values_list("login", "blocked_at"))
    post.send("Просим заблокировать учетную запись ivanov.", to=CONTRACTS, sender=cast.orlova.email)
    assert set(Account.objects.values_list("login", "blocked_at")) == before


def test_staff_find_it_among_the_letters_without_a_case(cast: Cast, look: Look, post: Post) -> None:
    receipt = post.send("Просим добавить сотрудника.", to=CONTRACTS, sender=cast.orlova.email, subject="Новый инженер")
    page = look(cast.duty, f"/desk/triage/receipts/{receipt.pk}/")
    assert "Новый инженер" in page.text
    assert "учётн" in page.text.lower()
    assert "Просим добавить сотрудника." in page.text


@pytest.mark.parametrize("address", ["/profile/", "/contracts/"])
def test_the_portal_says_where_to_write(cast: Cast, look: Look, address: str) -> None:
    page = look(cast.ivanov, address).text
    assert CONTRACTS in page


def test_the_public_page_says_it_too(cast: Cast, client: object) -> None:
    part = see(client, "/support/").part("Каналы обращения")  # type: ignore[arg-type]
    assert "чтобы завести или изменить учётную запись сотрудника" in part
