"""Contracts to read: the list and the page of one."""

from reglament.contracts.models import CoveredItem
from reglament.equipment import registering
from tests.cast import Cast
from tests.doors.portal.conftest import Count, Look

PAGE = "/contracts/ВС-2025/114/"


def test_the_list_shows_validity_services_and_who_keeps_it(cast: Cast, look: Look) -> None:
    _head, row = look(cast.orlova, "/contracts/").rows("Договоры")
    assert row[0] == "ВС-2025/114"
    assert "Сервис-менеджер: Manager Человекова" in row[1]
    assert row[2] == "Позиций: 2"
    assert row[4] == "действует до 31.08.2027 ещё 288 дней"


def test_one_that_ends_soon_and_one_that_ended_say_so(cast: Cast, look: Look) -> None:
    cast.expired.contacts.create(account=cast.orlova, role="observer", valid_from=cast.expired.starts_on)
    cast.contract.ends_on = "2026-12-01"
    cast.contract.save()
    rows = look(cast.orlova, "/contracts/").rows("Договоры")[1:]
    assert rows[1][4] == "закончился 31.12.2025 спросите сервис-менеджера о новом договоре"
    assert rows[0][4] == "заканчивается 30.11.2026 ещё 14 дней, спросите о продлении"


def test_one_that_has_not_begun_says_when_it_will(cast: Cast, look: Look) -> None:
    cast.contract.starts_on = "2027-01-01"
    cast.contract.save()
    assert "начнётся 01.01.2027" in look(cast.orlova, "/contracts/").rows("Договоры")[1][4]


def test_the_page_shows_thresholds_hours_matrix_people_and_composition(cast: Cast, look: Look) -> None:
    page = look(cast.orlova, PAGE)
    high = page.rows("Таблица пороговых значений")[2]
    assert high == ["2 Приоритет 2, Высокий", "15 мин", "1 ч", "8 ч", "1 раб. день", "3 раб. дня"]
    assert "Замена оборудования:" in page.part("Пороговые значения")
    hours = page.part("Режим обслуживания")
    assert "ср 04.11 выходной День народного единства" in hours
    assert "2027 год: переносы выходных дней не подтверждены" in hours
    assert page.rows("Матрица эскалации")[-1][:2] == ["3X", "времени решения"]
    assert "Генеральный директор, Director Человекова" in page.rows("Матрица эскалации")[-1][2]
    assert "Orlova Человекова" in page.rows("Ваши контактные лица")[1][0]
    assert [row[2] for row in page.rows("Состав договора")[1:]] == ["FOC2147X0AB", "FOC2147X0AC"]


def test_the_composition_is_searched_and_paged(cast: Cast, look: Look) -> None:
    _items(cast, 30)
    page = look(cast.orlova, PAGE)
    assert "1–25 из 32" in page.text
    assert "26–32 из 32" in page.follow("Дальше").text
    found = look(cast.orlova, f"{PAGE}?q=стек склада")
    assert [row[2] for row in found.rows("Состав договора")[1:]] == ["FOC2147X0AB"]
    assert "В этом договоре ничего не найдено." in look(cast.orlova, f"{PAGE}?q=нет такого").text
    assert look(cast.orlova, f"{PAGE}?page=999").status == 200


def test_who_is_named_in_no_contract_is_told_whom_to_ask(cast: Cast, look: Look) -> None:
    assert "Вы не указаны ни в одном договоре" in look(cast.stranger, "/contracts/").text
    assert look(cast.stranger, PAGE).status == 404


def test_another_companys_contract_is_none(cast: Cast, look: Look) -> None:
    assert look(cast.petrov, PAGE).status == 404
    assert look(cast.petrov, "/contracts/ВС-2025/999/").status == 404


def test_the_same_statements_for_one_row_and_for_many(cast: Cast, statements: Count) -> None:
    few, page = statements(cast.orlova, "/contracts/"), statements(cast.orlova, PAGE)
    _items(cast, 50)
    for number in range(10):
        cast.expired.pk = None
        cast.expired.number = cast.expired.number_folded = f"ВС-2023/{number:03d}"
        cast.expired.digit_code = f"2300{number}"
        cast.expired.save()
        cast.expired.contacts.create(account=cast.orlova, role="observer", valid_from=cast.expired.starts_on)
    assert statements(cast.orlova, "/contracts/") == few <= 5
    assert statements(cast.orlova, PAGE) == page <= 14


def _items(cast: Cast, count: int) -> None:
    for number in range(count):
        item = registering.item(cast.company, cast.item.product, sn=f"FOC{number:08d}", site=cast.site)
        CoveredItem.objects.create(
            contract=cast.contract, item=item, cover_from=cast.contract.starts_on, cover_until=cast.contract.ends_on
        )
