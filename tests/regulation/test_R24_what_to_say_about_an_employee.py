"""R-24  Such a letter names the employee in full: name, position, telephones, address, and a fax if there is one."""

import pytest

from reglament.intake.mail import account_request
from tests.cast import Cast
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
