"""R-19  What comes in is first seen by the duty engineer, who checks, classifies and hands it to a specialist."""

import pytest

from reglament.cases.course import assignment
from reglament.clauses import Refused
from tests.cast import Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import CONTRACTS, Post


def test_both_groups_stand_in_the_list_by_the_nearest_term(cast: Cast, look: Look, post: Post) -> None:
    doubtful = cast.case(priority=3, sn="нет такого", subject="Сомнительное")
    urgent, calm = cast.case(subject="Срочное"), cast.case(priority=4, subject="Спокойное", sn=cast.other_item.sn)
    handed = cast.case_in_work(subject="Уже в работе")
    post.send("Сколько это стоит?", to=CONTRACTS, subject="Письмо без договора")
    text = look(cast.duty, "/desk/triage/arrivals/").text
    places = [
        text.index(words)
        for words in (
            "Не зарегистрированы", "Сомнительное",
            "Зарегистрированы, не распределены", "Срочное", "Спокойное",
        )
    ]  # fmt: skip
    assert places == sorted(places)
    assert handed.subject not in text
    assert "Письмо без договора" not in text
    assert all(case.number for case in (doubtful, urgent, calm))


def test_letters_that_speak_of_an_outage_stand_on_top(cast: Cast, look: Look, post: Post) -> None:
    case = cast.case_in_work()
    post.send("И у нас так же.", sender="else@elsewhere.example", subject=f"Re: [{case.number}] Обычное")
    post.send("Логин: nobody\nПриоритет: 1\n\nВсё стоит!", subject="Авария")
    text = look(cast.duty, "/desk/triage/arrivals/").text
    assert text.index("Авария") < text.index("Обычное")


def test_each_field_has_its_verdict(cast: Cast, look: Look, post: Post) -> None:
    case = post.send("Логин: ivanov\nПриоритет: 2\nS/N: FOC2147X0AВ\n\nСтек упал.").case
    assert case
    text = look(cast.duty, f"/desk/triage/{case.number}/").text
    for words in (
        "Договор ВС-2025/114, действует до",
        "Логин ivanov — Ivanov Человекова, авторизованное лицо",
        "Такого P/N или S/N в договоре нет. Время регистрации не регламентируется.",
        "Подставить FOC2147X0AB",
        "Звонок Звонка ещё не было.",
        "Категория Инцидент",
        "Приоритет 2 Высокий, установлен заказчиком; ответственное контактное лицо уведомлено",
        "Тема, текст Тема и описание указаны.",
    ):
        assert words in text, words


def test_the_engineer_is_proposed_and_one_press_hands_over(cast: Cast, look: Look, post: Post, watch: Watch) -> None:
    case = cast.case()
    watch.move(minutes=5)
    page = look(cast.duty, f"/desk/triage/{case.number}/")
    button = next(label for label in page.buttons() if label.startswith("Передать: Сети"))
    page.press(button)
    case.refresh_from_db()
    assert case.team == cast.team
    assert look(cast.orlova, f"/cases/{case.number}/").fact("Инженер") == str(case.assignee)
    assert f"Обращение {case.number} передано Вам. Кто передал: Duty Человекова." in post.last(case.assignee).text


def test_the_duty_engineer_registers_after_confirming(cast: Cast, look: Look, post: Post, watch: Watch) -> None:
    case = cast.case(priority=3, sn="нет такого")
    watch.move(minutes=30)
    page = look(cast.duty, f"/desk/triage/{case.number}/")
    assert "Зарегистрировать" not in page.buttons()
    assert "Сначала подтвердите право на услугу или обратитесь к сервис-менеджеру." in page.text
    look(cast.duty, f"/desk/cases/{case.number}/").press_starting("Подтвердить право на услугу")
    look(cast.duty, f"/desk/cases/{case.number}/").press_starting("Зарегистрировать")
    seen = look(cast.orlova, f"/cases/{case.number}/")
    assert seen.state == "Зарегистрировано"
    assert f"Обращение {case.number} зарегистрировано." in post.last(cast.orlova).text


def test_nobody_works_on_what_is_not_registered(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case(priority=3, sn="нет такого")
    with pytest.raises(Refused, match="Сначала зарегистрируйте обращение"):
        assignment.take(case, by=cast.engineer, at=watch.move(minutes=5))
    labels = look(cast.engineer, f"/desk/cases/{case.number}/").buttons()
    assert not any(label.startswith(("Взять в работу", "Передать", "Решить")) for label in labels)


def test_a_misrouted_case_comes_back_with_a_reason(cast: Cast, look: Look, post: Post, watch: Watch) -> None:
    case = cast.case_in_work()
    watch.move(minutes=20)
    form = look(cast.engineer, f"/desk/cases/{case.number}/steps/return/")
    assert form.press("Вернуть в первичную обработку", reason="").status == 422
    form.press("Вернуть в первичную обработку", reason="wrong_group", text="Это телефония.")
    assert case.subject in look(cast.duty, "/desk/triage/").text
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert page.fact("Инженер") == "не назначен"
    assert "Это телефония." not in page.text
    assert "до 12:00 МСК, пт 20.11" in page.text
    assert "Это телефония." in look(cast.duty, f"/desk/cases/{case.number}/").text


@pytest.mark.parametrize("who", ["operator", "engineer", "logistics", "director"])
def test_handing_over_is_for_those_who_sort(cast: Cast, watch: Watch, who: str) -> None:
    with pytest.raises(Refused):
        assignment.assign(
            cast.case(), by=getattr(cast, who), at=watch.move(minutes=5), team=cast.team, assignee=cast.engineer
        )


def test_a_rejected_letter_is_registered_by_hand(cast: Cast, look: Look, post: Post) -> None:
    receipt = post.send("Стек склада упал, помогите.", subject="Упал стек", sender=cast.ivanov.email)
    page = look(cast.duty, f"/desk/receipts/{receipt.pk}/").follow("Зарегистрировать вручную")
    if "Кто обращается" not in page.text:
        page = look(cast.duty, f"{page.address}&q=ВС-2025/114").follow("ВС-2025/114")
    assert page.value("subject") == "Упал стек"
    assert page.value("description") == "Стек склада упал, помогите."
    page.press("Зарегистрировать", opener=str(cast.ivanov.pk), priority="2", category="incident", sn=cast.item.sn)
    receipt.refresh_from_db()
    assert receipt.case and receipt.settled_by == cast.duty
    assert receipt.case.received_at == receipt.received_at
    assert f"Обращение {receipt.case.number} зарегистрировано." in post.last(cast.ivanov).text
