"""The list of cases: search, filters, pages, and what it may cost."""

import pytest

from reglament.cases.course import closing
from tests.cast import NOON, Cast
from tests.doors.portal.conftest import Count, Look

CAPTION = "Обращения"


def subjects(page) -> list[str]:
    return [row[1].split(" Следующий")[0].split(" поступило")[0] for row in page.rows(CAPTION)[1:]]


def test_it_shows_what_the_person_may_see_newest_first(cast: Cast, look: Look) -> None:
    cast.case(subject="Первое")
    cast.case(subject="Второе", opener=cast.ivanov)
    cast.case(subject="Чужое", company=cast.rivals, contract=cast.rival_contract, opener=cast.petrov, sn="", pn="")
    assert subjects(look(cast.ivanov, "/cases/")) == ["Второе", "Первое"]
    assert subjects(look(cast.ivanov, "/cases/?whose=mine")) == ["Второе"]
    assert subjects(look(cast.petrov, "/cases/")) == ["Чужое"]


def test_a_row_tells_number_step_priority_state_and_deadline(cast: Cast, look: Look) -> None:
    case = cast.case_in_work(subject="Стек упал")
    _head, row = look(cast.orlova, "/cases/").rows(CAPTION)
    assert row[0] == case.number
    assert row[1].startswith("Стек упал Следующий шаг за нами:")
    assert row[2] == "2 Приоритет 2, Высокий"
    assert row[4].startswith("Реагирование, осталось 1 ч")


@pytest.mark.parametrize(
    "words",
    [
        "SD-2026-000001",
        "sd-2026-1",
        "1",
        "000001",
        "C9300",
        "c9300-48p-a=",
        "FOC2147X0AB",
        "foc2147",
        "стек упал",
        "СТЁК",
    ],
)
def test_words_find_a_case(cast: Cast, look: Look, words: str) -> None:
    found = cast.case(subject="Стёк упал ночью")
    cast.case(subject="Другое", sn="", pn="", category=_consultation())
    found.number = "SD-2026-000001"
    found.save()
    assert subjects(look(cast.orlova, f"/cases/?q={words}")) == ["Стёк упал ночью"]


def test_a_deadline_that_has_passed_is_told_as_past(cast: Cast, look: Look, clock) -> None:
    cast.case()
    clock.move(hours=3)
    row = look(cast.orlova, "/cases/").rows("Обращения")[1]
    assert row[4].endswith("просрочено на 2 ч срок был в 13:00 МСК, сегодня")


def test_nothing_found_says_what_is_searched(cast: Cast, look: Look) -> None:
    cast.case()
    page = look(cast.orlova, "/cases/?q=нет такого")
    assert "Ничего не найдено" in page.text
    assert "по началу P/N и S/N" in page.text


def test_filters_stand_in_the_address(cast: Cast, look: Look, clock) -> None:
    cast.case(subject="Срочное", priority=1)
    ended = cast.case(subject="Отменённое", priority=3)
    closing.cancel(ended, "", by=cast.orlova, at=NOON)
    assert subjects(look(cast.orlova, "/cases/?state=open")) == ["Срочное"]
    assert subjects(look(cast.orlova, "/cases/?state=ended")) == ["Отменённое"]
    assert subjects(look(cast.orlova, "/cases/?priority=1")) == ["Срочное"]
    assert subjects(look(cast.orlova, f"/cases/?contract={cast.contract.pk}")) == ["Отменённое", "Срочное"]
    assert "Ничего не найдено" in look(cast.orlova, f"/cases/?contract={cast.rival_contract.pk}").text


@pytest.mark.parametrize(
    "query", ["state=x&priority=9&whose=all", "contract=abc", f"contract={'9' * 30}", f"before={'9' * 30}", "after=-1"]
)
def test_what_cannot_be_read_is_not_said(cast: Cast, look: Look, query: str) -> None:
    cast.case(subject="Одно")
    assert look(cast.orlova, f"/cases/?{query}").status == 200


def test_pages_are_turned_by_key_both_ways(cast: Cast, look: Look, monkeypatch) -> None:
    monkeypatch.setattr("reglament.portal.cases.turned.__defaults__", (2,))
    for number in range(1, 6):
        cast.case(subject=f"Тема {number}")
    first = look(cast.orlova, "/cases/?state=open")
    assert subjects(first) == ["Тема 5", "Тема 4"]
    assert "Новее" not in first.buttons()
    second = first.follow("Старше")
    assert subjects(second) == ["Тема 3", "Тема 2"]
    third = second.follow("Старше")
    assert subjects(third) == ["Тема 1"]
    assert "Старше" not in third.buttons()
    assert subjects(third.follow("Новее")) == ["Тема 3", "Тема 2"]
    assert "state=open" in third.address


def test_a_colleague_sees_a_case_that_was_shared(cast: Cast, look: Look) -> None:
    cast.contract.contacts.filter(account=cast.ivanov).update(scope="own")
    case = cast.case(subject="Общее")
    assert "Обращений пока нет" in look(cast.ivanov, "/cases/").text
    case.participants.create(account=cast.ivanov, reason="colleague", added_at=NOON)
    assert subjects(look(cast.ivanov, "/cases/")) == ["Общее"]


def test_the_same_few_statements_for_one_case_and_for_fifty(cast: Cast, statements: Count) -> None:
    cast.case_in_work()
    few = statements(cast.orlova, "/cases/")
    for _ in range(24):
        cast.case()
        cast.case(priority=4)
    cast.case_in_work()
    assert statements(cast.orlova, "/cases/") == few <= 5
    assert statements(cast.orlova, "/cases/?q=C9300&state=open") <= 5


def test_other_methods_are_refused(cast: Cast, browse) -> None:
    assert browse(cast.orlova).post("/cases/").status_code == 405


def _consultation():
    from reglament.contracts.models import Category

    return Category.objects.get(code="consultation")
