"""R-37  The product is named by its maker's code; how it is typed does not matter, what it is does."""

import pytest

from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.post import Post

NOT_IN_CONTRACT = "такого P/N или S/N в договоре нет"


@pytest.mark.parametrize(
    "written",
    ["C9300-48P-A", "c9300-48p-a", "C9300 48P A", "C930048PA", "C9300-48P-A=", " C9300‑48P‑A ", "Ｃ9300-48P-A"],
)
def test_every_spelling_of_the_code_is_the_same_product(cast: Cast, look: Look, written: str) -> None:
    case = cast.case(pn=written)
    assert (case.status, case.item) == ("registered", cast.item)
    assert "P/N и S/N совпадают" in look(cast.duty, f"/desk/cases/{case.number}/").text


@pytest.mark.parametrize(
    "key", ["P/N", "PN", "Product_Number", "product number", "Код продукта", "Модель", "партномер"]
)
def test_a_letter_may_call_it_by_many_names(cast: Cast, post: Post, key: str) -> None:
    case = post.send(f"Логин: ivanov\nПриоритет: 2\n{key}: C9300-48P-A\nS/N: FOC2147X0AB\n\nУпал.").case
    assert case and (case.pn, case.item) == ("C9300-48P-A", cast.item)


def test_it_is_desirable_and_stops_nobody(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press("Зарегистрировать", subject="Стек", description="Упал.", priority="2")
    assert page.status == 200
    assert page.state == "Зарегистрировано"


def test_cyrillic_twins_are_not_taken_for_the_code(cast: Cast, look: Look) -> None:
    case = cast.case(pn="С9300-48Р-А", sn="", priority=3)
    assert case.status == "check"
    assert NOT_IN_CONTRACT in look(cast.orlova, f"/cases/{case.number}/").text


def test_what_the_customer_typed_stays_on_the_page(cast: Cast, look: Look) -> None:
    case = cast.case(pn="c9300 48p a=", sn="нет такого", priority=3)
    assert "c9300 48p a=" in look(cast.orlova, f"/cases/{case.number}/").fact("Оборудование")
