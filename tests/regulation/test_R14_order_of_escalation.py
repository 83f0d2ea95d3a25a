"""R-14  The responsible contact turns to the contractor's officers named in the contract, one after the other."""

from reglament.contracts.models import Post
from tests.cast import Cast
from tests.regulation.conftest import Look


def test_the_contract_says_who_on_the_customers_side_may(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, f"/contracts/{cast.contract.number}/")
    roles = {row[0]: row[1] for row in page.rows("Ваши контактные лица")[1:]}
    assert roles["Orlova Человекова"].startswith("Ответственное контактное лицо")
    assert roles["Ivanov Человекова"].startswith("Авторизованное лицо")
    assert "Матрица эскалации к кому обращается ответственное контактное лицо" in page.text


def test_the_officers_are_named_in_their_order_with_their_addresses(cast: Cast, look: Look) -> None:
    cast.head.phone_work = "+7 (495) 000-00-20"
    cast.head.save()
    rows = look(cast.ivanov, f"/contracts/{cast.contract.number}/").rows("Матрица эскалации")[1:]
    assert rows[5][2] == (
        "Начальник СТП, Head Человекова +7 (495) 000-00-20 head@vector.example"
        " Менеджер по клиенту, Account_manager Человекова account_manager@vector.example"
    )


def test_who_stands_in_for_an_officer_is_named_too(cast: Cast, look: Look) -> None:
    Post.objects.filter(version__contract=cast.contract, code="head_of_support").update(deputy=cast.lead)
    rows = look(cast.ivanov, f"/contracts/{cast.contract.number}/").rows("Матрица эскалации")[1:]
    assert rows[0][2] == "Начальник СТП, Head Человекова head@vector.example замещает Lead Человекова"


def test_an_officer_who_changes_is_named_from_that_day(cast: Cast, look: Look) -> None:
    Post.objects.filter(version__contract=cast.contract, code="head_of_support").update(holder=cast.lead)
    rows = look(cast.ivanov, f"/contracts/{cast.contract.number}/").rows("Матрица эскалации")[1:]
    assert {row[2] for row in rows[:5]} == {"Начальник СТП, Lead Человекова lead@vector.example"}


def test_officers_of_another_contract_are_not_shown(cast: Cast, look: Look) -> None:
    Post.objects.filter(version__contract=cast.rival_contract).update(holder=cast.manager2)
    assert "Manager2" not in look(cast.ivanov, f"/contracts/{cast.contract.number}/").text
