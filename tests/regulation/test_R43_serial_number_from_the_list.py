"""R-43  In the portal the S/N is found in the same list and together with the P/N."""

from reglament.contracts.models import CoveredItem
from tests.cast import Cast
from tests.regulation.conftest import Look


def test_one_line_shows_and_sets_both_numbers(cast: Cast, look: Look) -> None:
    form = look(cast.ivanov, "/cases/new/")
    line = next(words for words in form.labels("item") if "FOC2147X0AC" in words)
    assert "P/N C9300-48P-A S/N FOC2147X0AC" in line
    page = form.press(
        "Зарегистрировать", subject="Стек", description="Упал.", item=str(cast.other_item.pk), priority="3", sn="иной"
    )
    assert page.fact("Оборудование").endswith("C9300-48P-A FOC2147X0AC")


def test_a_piece_of_the_number_finds_the_line(cast: Cast, look: Look) -> None:
    form = look(cast.ivanov, "/cases/new/")
    for words in ("FOC2147X0AC", "foc 2147 x0ac", "0ac"):
        page = form.press("Найти", q=words)
        assert [label for label in page.labels("item") if "FOC2147X0AC" in label], words


def test_the_same_unit_under_two_contracts_goes_to_the_one_of_the_form(cast: Cast, look: Look) -> None:
    CoveredItem.objects.create(
        contract=cast.rival_contract, item=cast.item, cover_from=cast.contract.starts_on,
        cover_until=cast.rival_contract.ends_on,
    )  # fmt: skip
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", subject="Стек", description="Упал.", item=str(cast.item.pk), priority="3"
    )
    assert page.state == "Зарегистрировано"
    assert page.fact("Договор").startswith("ВС-2025/114")
