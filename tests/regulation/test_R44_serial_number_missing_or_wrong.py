"""R-44  A wrong serial number has the same consequences: delay, a check of the contract, perhaps a refusal."""

from datetime import date

import pytest

from reglament.contracts.models import CoveredItem
from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.post import GOOD, Post


@pytest.mark.parametrize(
    ("pn", "sn", "finding"),
    [
        ("C9300-48P-A", "FOC0000X0XX", "P/N совпадает, такого S/N в договоре нет"),
        ("N9K-C93180YC-FX", "FOC0000X0XX", "такого P/N или S/N в договоре нет"),
        ("", "FOC0000X0XX", "такого P/N или S/N в договоре нет"),
        ("C9300-48P-A", "FOC9999X0ZZ", "P/N совпадает, такого S/N в договоре нет"),
    ],
)
def test_the_finding_is_told(cast: Cast, look: Look, pn: str, sn: str, finding: str) -> None:
    page = look(cast.orlova, f"/cases/{cast.case(priority=3, pn=pn, sn=sn).number}/")
    assert page.state == "Проверка договора"
    assert page.fact("Проверка договора") == f"ожидает: {finding}"


def test_a_unit_whose_cover_ended_is_checked(cast: Cast, look: Look) -> None:
    CoveredItem.objects.filter(item=cast.item).update(cover_until=date(2026, 11, 17))
    page = look(cast.orlova, f"/cases/{cast.case(priority=3).number}/")
    assert page.fact("Проверка договора") == "ожидает: срок поддержки этого оборудования закончился"


def test_a_unit_of_another_contract_of_the_company_is_checked(cast: Cast, look: Look) -> None:
    CoveredItem.objects.filter(item=cast.item).update(contract=cast.expired)
    page = look(cast.orlova, f"/cases/{cast.case(priority=3).number}/")
    assert page.fact("Проверка договора") == "ожидает: оборудование относится к другому договору компании"


def test_a_letter_fares_no_better(cast: Cast, post: Post, look: Look) -> None:
    text = GOOD.replace("FOC2147X0AB", "FOC0000X0XX").replace("Приоритет: 2", "Приоритет: 3")
    case = post.send(text).case
    assert case and case.status == "check"
    letter = post.last(cast.ivanov).text
    assert "P/N в обращении: C9300-48P-A\nS/N в обращении: FOC0000X0XX" in letter
    assert "Что проверяется: P/N совпадает, такого S/N в договоре нет" in letter


def test_the_service_manager_is_told_with_the_numbers(cast: Cast, post: Post) -> None:
    cast.case(priority=3, sn="FOC0000X0XX")
    letter = post.last(cast.manager).text
    assert "P/N: C9300-48P-A\nS/N: FOC0000X0XX" in letter
