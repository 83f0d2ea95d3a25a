"""R-06  The customer checks what each service contract contains and until which day it holds."""

from datetime import date

import pytest

from reglament.contracts.models import Contract, ContractContact, CoveredItem
from tests.cast import Cast
from tests.regulation.conftest import Look, Watch


def test_the_list_says_what_until_when_and_who_keeps_it(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/contracts/")
    text = page.text
    for words in (
        "ВС-2025/114",
        "Техническая поддержка сети",
        "Поддержка сетевой инфраструктуры, Гарантийное обслуживание",
        "Сервис-менеджер: Manager Человекова",
        "Позиций: 2",
        "Стандарт 9x5, приоритет 1 круглосуточно",
        "действует до 31.08.2027",
    ):
        assert words in text
    assert "ВС-2025/200" not in text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "ещё 288 дней"),
        ({"ends_on": date(2026, 12, 1)}, "заканчивается 30.11.2026 ещё 14 дней, спросите о продлении"),
        ({"ends_on": date(2026, 11, 18)}, "заканчивается 17.11.2026 ещё 1 день"),
        ({"ends_on": date(2026, 11, 17)}, "закончился 16.11.2026 спросите сервис-менеджера о новом договоре"),
        ({"starts_on": date(2026, 12, 1)}, "начнётся 01.12.2026"),
        ({"state": "suspended"}, "приостановлен"),
        ({"state": "terminated"}, "Расторгнут"),
    ],
)
def test_the_validity_is_said_in_words(cast: Cast, look: Look, changed: dict[str, object], words: str) -> None:
    Contract.objects.filter(pk=cast.contract.pk).update(**changed)
    assert words in look(cast.ivanov, "/contracts/").text


def test_the_page_of_a_contract_shows_everything_it_contains(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/contracts/").follow("ВС-2025/114")
    assert page.fact("Срок действия") == "с 01.09.2025 по 31.08.2027, ещё 288 дней"
    assert page.fact("Стороны") == "АО «Подрядчик» · АО «Уральский склад»"
    assert page.fact("Действующая редакция") == "Исходная редакция, с 01.09.2025"
    assert page.fact("Цифровой код для голосового меню") == "10114"
    assert page.part("Услуги") == "Услуги Поддержка сетевой инфраструктуры Гарантийное обслуживание"
    assert page.rows("Состав договора")[1:] == [
        ["Коммутатор Catalyst 9300, Стек склада Склад «Подольск»", "C9300-48P-A", "FOC2147X0AB", "31.08.2027"],
        ["Коммутатор Catalyst 9300 Склад «Подольск»", "C9300-48P-A", "FOC2147X0AC", "31.08.2027"],
    ]


def test_the_working_time_is_shown_with_its_exceptions(cast: Cast, look: Look) -> None:
    text = look(cast.ivanov, f"/contracts/{cast.contract.number}/").part("Режим обслуживания")
    assert "9x5, Москва приоритеты 2, 3, 4" in text
    assert "пн 09:00–18:00" in text
    assert "ср 04.11 выходной День народного единства" in text


def test_an_item_whose_cover_has_ended_says_so(cast: Cast, look: Look) -> None:
    CoveredItem.objects.filter(item=cast.other_item).update(cover_until=date(2026, 11, 17))
    rows = look(cast.ivanov, f"/contracts/{cast.contract.number}/").rows("Состав договора")
    assert [row[3] for row in rows[1:]] == ["31.08.2027", "16.11.2026 сегодня не обслуживается"]


def test_the_composition_is_searched_by_number_name_and_site(cast: Cast, look: Look) -> None:
    def found(words: str) -> list[str]:
        page = look(cast.ivanov, f"/contracts/{cast.contract.number}/?q={words}")
        return [row[2] for row in page.rows("Состав договора")[1:]] if "2147" in page.text else []

    assert found("x0ac") == ["FOC2147X0AC"]
    assert found("подольск") == ["FOC2147X0AB", "FOC2147X0AC"]
    assert found("FOC9999X0ZZ") == []


def test_the_people_of_both_sides_are_named(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, f"/contracts/{cast.contract.number}/")
    assert [row[:2] for row in page.rows("Ваши контактные лица")[1:]] == [
        ["Orlova Человекова", "Ответственное контактное лицо, видит обращения по договору"],
        ["Observer Человекова", "Наблюдатель, видит обращения по договору"],
        ["Ivanov Человекова", "Авторизованное лицо, видит обращения по договору"],
    ]
    assert [row[:2] for row in page.rows("С нашей стороны")[1:]] == [
        ["Manager Человекова", "Сервис-менеджер"],
        ["Account_manager Человекова", "Менеджер по клиенту"],
    ]


@pytest.mark.parametrize("number", ["ВС-2025/200", "ВС-1999/001"])
def test_a_foreign_contract_and_one_that_never_was_look_alike(cast: Cast, look: Look, number: str) -> None:
    page = look(cast.ivanov, f"/contracts/{number}/")
    assert page.status == 404
    assert "Такой страницы нет" in page.text
    assert "Соперник" not in page.text


def test_a_contact_of_the_whole_company_sees_every_contract(cast: Cast, look: Look, watch: Watch) -> None:
    assert "ВС-2024/001" not in look(cast.ivanov, "/contracts/").text
    ContractContact.objects.filter(account=cast.ivanov).update(scope="company")
    watch.move(minutes=1)
    assert "ВС-2024/001" in look(cast.ivanov, "/contracts/").text


def test_no_price_is_shown(cast: Cast, look: Look) -> None:
    assert "руб" not in look(cast.ivanov, f"/contracts/{cast.contract.number}/").text.lower()
