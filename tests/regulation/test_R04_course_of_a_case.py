"""R-04  At any minute the customer sees the state of a case and everything that happened in it: who, when, what."""

from datetime import UTC, datetime

import pytest

from reglament.cases.course import assignment, closing, correspondence, refusal, solving, waiting
from reglament.cases.course.entries import Message
from reglament.cases.models import Case
from tests.cast import NOON, Cast
from tests.regulation.conftest import Look, Watch


def _states(cast: Cast, watch: Watch) -> dict[str, Case]:
    check = cast.case(priority=3, sn="нет такого")
    registered, working, waits, solved = cast.case(), cast.case_in_work(), cast.case_in_work(), cast.solved_case()
    watch.move(hours=3)
    waiting.ask_customer(waits, Message(text="Какая версия?"), by=cast.engineer, at=watch.at)
    vendor, around, closed, cancelled = cast.case_in_work(), cast.case_in_work(), cast.solved_case(), cast.case()
    waiting.await_vendor(vendor, vendor="Cisco", vendor_number="698 123", by=cast.engineer, at=watch.at)
    solving.give_workaround(around, "Переключили на резерв.", by=cast.engineer, at=watch.at)
    closing.accept(closed, by=cast.orlova, at=watch.at)
    closing.cancel(cancelled, "Разобрались сами.", by=cast.orlova, at=watch.at)
    return {
        "Проверка договора": check, "Зарегистрировано": registered, "В работе": working, "Решено": solved,
        "Требуется Ваш ответ": waits, "Ожидание производителя": vendor, "Предоставлено временное решение": around,
        "Закрыто": closed, "Отменено заказчиком": cancelled,
    }  # fmt: skip


def test_each_state_has_its_name_in_the_list_and_on_the_page(cast: Cast, look: Look, watch: Watch) -> None:
    cases = _states(cast, watch)
    listed = {row[0]: row[3] for row in look(cast.orlova, "/cases/").rows("Обращения")[1:]}
    for state, case in cases.items():
        assert listed[case.number] == state
        assert look(cast.orlova, f"/cases/{case.number}/").state == state


def test_priority_engineer_and_deadlines_stand_on_the_page(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    watch.move(minutes=30)
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert "Приоритет 2, Высокий" in page.text
    assert page.fact("Инженер") == "Engineer Человекова"
    assert "Реагирование срок 1 ч" in page.text
    assert "осталось 30 мин до 13:00 МСК, сегодня" in page.text
    assert "до 12:00 МСК, пт 20.11" in page.text


def test_the_history_says_who_did_what_and_when(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.solved_case()
    closing.accept(case, by=cast.orlova, at=watch.move(hours=3))
    text = look(cast.orlova, f"/cases/{case.number}/").history
    told = [
        "вт, 17 ноября 2026",
        "12:00 Orlova Человекова",
        "12:00 Зарегистрировано",
        "12:01 Инженер: Engineer Человекова",
        "12:03 Взято в работу, инженер: Engineer Человекова",
        "12:20 Engineer Человекова",
        "Смотрю журналы.",
        "14:00 Engineer Человекова",
        "Заменили кабель стека.",
        "15:00 Решение подтверждено, обращение закрыто",
    ]
    places = [text.index(words) for words in told]
    assert places == sorted(places)


def test_what_staff_settle_among_themselves_is_not_shown(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case(priority=1, sn="нет такого")
    refusal.propose(case, reason="not_covered", text="Изделия нет в договоре.", by=cast.duty, at=watch.move(minutes=5))
    refusal.decline(case, text="Проверю сам.", by=cast.manager, at=watch.move(minutes=5))
    text = look(cast.orlova, f"/cases/{case.number}/").text
    for hidden in ("Предложен отказ", "Изделия нет в договоре.", "Проверю сам.", "не согласован"):
        assert hidden not in text


@pytest.mark.parametrize(
    ("zone", "moment", "label"),
    [
        ("Europe/Moscow", "12:00 МСК", "МСК (UTC+3)"),
        ("Asia/Vladivostok", "19:00 UTC+10", "UTC+10"),
        ("Asia/Yekaterinburg", "14:00 UTC+5", "UTC+5"),
    ],
)
def test_times_are_shown_in_the_readers_zone_with_its_name(
    cast: Cast, look: Look, zone: str, moment: str, label: str
) -> None:
    cast.orlova.zone = zone
    cast.orlova.save()
    case = cast.case()
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert page.fact("Поступило") == f"17.11.2026 {moment}"
    assert f"время везде: {label}" in page.text


def test_the_list_says_whose_step_is_next(cast: Cast, look: Look, watch: Watch) -> None:
    asked, working = cast.case_in_work(), cast.case_in_work()
    waiting.ask_customer(asked, Message(text="Какая версия?"), by=cast.engineer, at=watch.move(minutes=10))
    steps = {row[0]: row[1] for row in look(cast.orlova, "/cases/").rows("Обращения")[1:]}
    assert "Следующий шаг за Вами:" in steps[asked.number]
    assert "Следующий шаг за нами:" in steps[working.number]


def test_home_shows_first_what_waits_for_the_customer(cast: Cast, look: Look, watch: Watch) -> None:
    asked, solved = cast.case_in_work(), cast.solved_case()
    waiting.ask_customer(asked, Message(text="Какая версия ПО?"), by=cast.engineer, at=watch.move(minutes=10))
    watch.at = datetime(2026, 11, 17, 12, tzinfo=UTC)
    page = look(cast.orlova, "/")
    assert "Ждём от Вас 2 ответа" in page.text
    assert "Какая версия ПО?" in page.part("Требуется Ваш ответ")
    assert f"Подтвердите решение: {solved.subject}" in page.part("Требуется Ваш ответ")


def test_an_engineer_who_changes_is_seen_to_change(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    assignment.assign(case, by=cast.lead, at=watch.move(minutes=30), team=cast.team, assignee=cast.engineer2)
    correspondence.reply(case, Message(text="Теперь веду я."), by=cast.engineer2, at=watch.move(minutes=1))
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert page.fact("Инженер") == "Engineer2 Человекова"
    assert watch.at > NOON
