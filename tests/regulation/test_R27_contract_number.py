"""R-27  A case is taken under a contract: its number says whom we help, and on what terms."""

from datetime import date

import pytest

from reglament.cases.course import triage
from reglament.contracts.models import Contract
from tests.cast import Cast
from tests.regulation.agreements import second_contract
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import CONTRACTS, NUMBERS, Post

TEXT = f"Приоритет: 3\n{NUMBERS}\nСтек перезагружается."


@pytest.mark.parametrize(
    "written",
    ["ВС-2025/114", "вс-2025/114", "№ ВС-2025/114", "ВС 2025/114".replace(" ", "–"), "ВС - 2025 / 114"],
)
def test_the_number_is_read_however_it_is_typed(cast: Cast, post: Post, written: str) -> None:
    second_contract(cast)
    case = post.send(f"Логин: ivanov\nДоговор: {written}\n{TEXT}").case
    assert case and case.contract == cast.contract


def test_one_contract_need_not_be_named(cast: Cast, post: Post) -> None:
    case = post.send(f"Логин: ivanov\n{TEXT}").case
    assert case and (case.contract, case.status) == (cast.contract, "registered")


def test_of_several_contracts_the_customer_is_asked_which(cast: Cast, post: Post) -> None:
    second_contract(cast)
    case = post.send(f"Логин: ivanov\n{TEXT}").case
    assert case and (case.contract, case.status) == (None, "check")
    letter = post.last(cast.ivanov).text
    assert f"Обращение {case.number} принято. Чтобы зарегистрировать его, нужен номер договора" in letter
    assert "ВС-2025/114: Техническая поддержка сети" in letter
    assert "ВС-2026/300: Поддержка телефонии" in letter


@pytest.mark.parametrize("number", ["ВС-2025/200", "ВС-1999/999", "не помню"])
def test_a_foreign_or_unknown_number_is_checked_by_a_person(cast: Cast, post: Post, number: str) -> None:
    case = post.send(f"Логин: ivanov\nДоговор: {number}\n{TEXT}").case
    assert case and (case.contract, case.status) == (None, "check")
    letter = post.last(cast.ivanov).text
    assert "он не указан или не найден среди Ваших действующих договоров" in letter
    assert "Соперник" not in letter


def test_without_a_contract_in_force_no_term_runs_and_the_manager_is_told(cast: Cast, post: Post, look: Look) -> None:
    Contract.objects.filter(pk=cast.contract.pk).update(ends_on=date(2026, 11, 1))
    case = post.send(f"Логин: ivanov\nПриоритет: 1\n{NUMBERS}\nВсё стоит.").case
    assert case and case.status == "check"
    letter = post.last(cast.ivanov).text
    assert f"Обращение {case.number} принято, но действующего договора для него нет." in letter
    assert "До этого сроки по договору не действуют." in letter
    assert CONTRACTS in letter
    assert f"Требуется проверка договора по обращению {case.number}." in post.last(cast.manager).text
    page = look(cast.ivanov, f"/cases/{case.number}/")
    assert page.state == "Проверка договора"
    assert "Реагирование срок" not in page.text


@pytest.mark.parametrize("state", ["suspended", "terminated", "draft"])
def test_a_contract_that_is_not_in_force_registers_nothing_in_the_portal(cast: Cast, look: Look, state: str) -> None:
    Contract.objects.filter(pk=cast.contract.pk).update(state=state)
    page = look(cast.ivanov, "/cases/new/")
    assert "Зарегистрировать" not in page.buttons()
    assert CONTRACTS in page.text


def test_the_duty_engineer_chooses_the_contract_and_terms_begin(
    cast: Cast, post: Post, look: Look, watch: Watch
) -> None:
    second = second_contract(cast)
    case = post.send(f"Логин: ivanov\n{TEXT}").case
    assert case
    watch.move(minutes=10)
    triage.set_contract(case, second, by=cast.duty, at=watch.at)
    triage.confirm(case, by=cast.duty, at=watch.at)
    triage.register(case, by=cast.duty, at=watch.at)
    page = look(cast.ivanov, f"/cases/{case.number}/")
    assert page.state == "Зарегистрировано"
    assert page.fact("Договор").startswith("ВС-2026/300")
    assert "до 14:10 МСК, сегодня" in page.text


def test_nothing_is_registered_without_a_contract(cast: Cast, post: Post, look: Look) -> None:
    second_contract(cast)
    case = post.send(f"Логин: ivanov\n{TEXT}").case
    assert case
    labels = look(cast.duty, f"/desk/cases/{case.number}/").buttons()
    assert not any(label.startswith("Зарегистрировать") for label in labels)


def test_the_managers_who_are_told_can_open_the_case(cast: Cast, post: Post, look: Look) -> None:
    second_contract(cast)
    case = post.send(f"Логин: ivanov\n{TEXT}").case
    assert case
    assert f"Требуется проверка договора по обращению {case.number}." in post.last(cast.manager).text
    assert look(cast.manager, f"/desk/cases/{case.number}/").status == 200
    assert look(cast.manager2, f"/desk/cases/{case.number}/").status == 404
