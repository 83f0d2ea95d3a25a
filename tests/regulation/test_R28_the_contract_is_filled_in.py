"""R-28  In the portal nobody types the contract's number: the system knows it."""

from reglament.cases.models import Case
from reglament.contracts.models import ContractContact
from tests.cast import Cast
from tests.regulation.agreements import second_contract
from tests.regulation.conftest import Look
from tests.regulation.post import CONTRACTS

REGISTER = "Зарегистрировать"


def test_the_only_contract_is_set_at_once(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/")
    part = page.part("1. Договор")
    assert part.startswith("1. Договор ВС-2025/114 , Техническая поддержка сети")
    assert "Подставлен автоматически: это единственный договор" in part
    page.press(REGISTER, subject="Стек", description="Упал.", priority="3")
    assert Case.objects.get().contract == cast.contract


def test_of_several_one_chooses_among_ones_own(cast: Cast, look: Look) -> None:
    second = second_contract(cast)
    page = look(cast.ivanov, "/cases/new/")
    assert "По какому договору?" in page.text
    assert "ВС-2025/114" in page.text
    assert "ВС-2026/300" in page.text
    assert "ВС-2025/200" not in page.text
    form = look(cast.ivanov, f"/cases/new/?contract={second.pk}")
    assert form.part("1. Договор").startswith("1. Договор ВС-2026/300")
    form.press(REGISTER, subject="Телефон", description="Молчит.", priority="4")
    assert Case.objects.get().contract == second


def test_a_number_slipped_in_from_outside_is_refused(cast: Cast, look: Look) -> None:
    form = look(cast.ivanov, "/cases/new/")
    page = form.press(REGISTER, subject="Стек", description="Упал.", contract=str(cast.rival_contract.pk))
    assert page.status == 409
    assert "По этому договору зарегистрировать обращение нельзя. Черновик сохранён." in page.text
    assert "ВС-2025/200" not in page.text
    assert not Case.objects.exists()


def test_without_a_contract_another_way_is_shown(cast: Cast, look: Look) -> None:
    ContractContact.objects.filter(account=cast.ivanov).delete()
    page = look(cast.ivanov, "/cases/new/")
    assert "Нет договора, по которому можно зарегистрировать обращение" in page.text
    assert f"Обращения без договора и изменения контактных лиц принимаем по адресу {CONTRACTS}" in page.text
