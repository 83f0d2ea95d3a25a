"""R-24  Such a letter names the employee in full: name, position, telephones, address, and a fax if there is one."""

import pytest

from reglament.intake.mail import account_request
from reglament.people import house, logins
from tests.cast import NOON, Cast
from tests.regulation.conftest import Look
from tests.regulation.post import CONTRACTS, Post

WHOLE = {
    "ФИО": "Петрова Анна Сергеевна",
    "Должность": "инженер сети",
    "Телефон рабочий": "+7 (495) 000-00-31",
    "Телефон мобильный": "+7 900 000-00-31",
    "E-mail": "petrova@customer.example",
    "Факс": "+7 (495) 000-00-32",
}


def _text(*left_out: str) -> str:
    return "\n".join(f"{name}: {value}" for name, value in WHOLE.items() if name not in left_out)


@pytest.mark.parametrize(
    ("left_out", "reason"),
    [
        ((), "account_request"),
        (("Факс",), "account_request"),
        (("Факс", "Телефон мобильный"), "account_request"),
        (("Факс", "Должность"), "account_request"),
        (("Факс", "Должность", "Телефон рабочий", "Телефон мобильный"), "account_request"),
        (("Факс", "Должность", "Телефон рабочий", "Телефон мобильный", "E-mail"), "no_contract_address"),
        (("ФИО",), "no_contract_address"),
    ],
)
def test_a_letter_that_describes_a_person_is_about_an_account(
    cast: Cast, post: Post, left_out: tuple[str, ...], reason: str
) -> None:
    receipt = post.send(_text(*left_out), to=CONTRACTS, sender=cast.orlova.email, subject="Для портала")
    assert receipt.reason == reason


@pytest.mark.parametrize(
    ("left_out", "missing"),
    [
        ((), ()),
        (("Факс",), ()),
        (("Телефон мобильный",), ()),
        (("Телефон рабочий", "Телефон мобильный"), ("phone",)),
        (("Должность",), ("position",)),
        (("E-mail", "Должность"), ("position", "email")),
    ],
)
def test_everything_but_the_fax_is_needed(left_out: tuple[str, ...], missing: tuple[str, ...]) -> None:
    request = account_request.find("Новый сотрудник", _text(*left_out))
    assert request is not None
    assert request.missing == missing


def test_the_values_are_read_as_written() -> None:
    request = account_request.find("Новый сотрудник", _text())
    assert request is not None
    assert (request.full_name, request.position) == ("Петрова Анна Сергеевна", "инженер сети")
    assert request.phone == "+7 (495) 000-00-31\n+7 900 000-00-31"
    assert (request.email, request.fax) == ("petrova@customer.example", "+7 (495) 000-00-32")


def test_the_sender_reads_what_is_missing_and_the_service_manager_too(cast: Cast, look: Look, post: Post) -> None:
    post.send(
        _text("Факс", "Должность", "E-mail"), to=CONTRACTS, sender=cast.orlova.email, subject="Добавить сотрудника"
    )
    assert "нужно ещё знать: должность, адрес электронной почты." in post.last(cast.orlova).text
    assert "Не указано: должность, адрес электронной почты" in post.last(cast.manager).text
    page = look(cast.manager, "/desk/account-requests/").follow("Добавить сотрудника")
    assert "не указано: должность, адрес электронной почты" in page.text


def test_a_whole_letter_is_asked_for_nothing_more(cast: Cast, look: Look, post: Post) -> None:
    post.send(_text("Факс"), to=CONTRACTS, sender=cast.orlova.email, subject="Добавить сотрудника")
    assert "нужно ещё знать" not in post.last(cast.orlova).text
    page = look(cast.manager, "/desk/account-requests/").follow("Добавить сотрудника")
    assert "не указано" not in page.text
    assert (page.value("phone_work"), page.value("phone_mobile")) == ("+7 (495) 000-00-31", "+7 900 000-00-31")
    assert (page.value("position"), page.value("fax")) == ("инженер сети", "")


def test_the_account_is_not_made_before_it_is_all_said(cast: Cast, look: Look, post: Post) -> None:
    post.send(_text("Должность"), to=CONTRACTS, sender=cast.orlova.email, subject="Добавить сотрудника")
    page = look(cast.manager, "/desk/account-requests/").follow("Добавить сотрудника")
    refused = page.press("Завести учётную запись и пригласить")
    assert "Укажите ФИО, должность, телефон и адрес электронной почты." in refused.text
    assert refused.press("Завести учётную запись и пригласить", position="инженер").state == "Выполнен"


def test_a_house_may_ask_for_less(cast: Cast, look: Look, post: Post) -> None:
    house.change_value("contact.required_fields", ["full_name", "email"], by=cast.admin, at=NOON)
    post.send(_text("Должность", "Телефон рабочий", "Телефон мобильный"), to=CONTRACTS, sender=cast.orlova.email)
    page = look(cast.manager, "/desk/account-requests/").follow("Добавить сотрудника")
    assert "не указано" not in page.text
    assert page.press("Завести учётную запись и пригласить").state == "Выполнен"


@pytest.mark.parametrize(
    ("name", "login", "spoken"),
    [
        ("Петрова Анна Сергеевна", "petrova.as", "Анна Сергеевна Петрова"),
        ("Анна Сергеевна Петрова", "petrova.as", "Анна Сергеевна Петрова"),
        ("Щукин Юрий", "shchukin.y", "Юрий Щукин"),
        ("John Smith", "smith.j", "John Smith"),
        ("Ли", "", "Ли"),
    ],
)
def test_a_login_is_proposed_from_the_name(db: None, name: str, login: str, spoken: str) -> None:
    assert logins.propose(name) == login
    assert logins.spoken(name) == spoken
