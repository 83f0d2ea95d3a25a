"""The first page: what waits for this person, what is open, the contracts, the phones."""

from reglament.cases.course import waiting
from reglament.cases.course.entries import Message
from reglament.contracts.models import SupportChannel
from reglament.memory import values as keeping
from reglament.portal.house import house
from tests.cast import NOON, Cast
from tests.doors.portal.conftest import Count, Look


def test_it_says_what_waits_for_the_reader(cast: Cast, look: Look, clock) -> None:
    asked = cast.case_in_work(subject="Упал стек")
    waiting.ask_customer(asked, Message(text="Пришлите журнал стека.\nИ фото."), by=cast.engineer, at=clock.at)
    solved = cast.solved_case(subject="Не идёт звук")
    clock.move(hours=3)
    page = look(cast.ivanov, "/")
    assert "Ждём от Вас 2 ответа" in page.text
    needs = page.part("Требуется Ваш ответ")
    assert "Пришлите журнал стека." in needs
    assert "И фото." not in needs
    assert f"Вопрос: Engineer Человекова, {asked.number}" in needs
    assert "Подтвердите решение: Не идёт звук" in needs
    assert f"{solved.number} · будет закрыто автоматически вт 24.11, если Вы не возразите" in needs


def test_a_solution_is_confirmed_from_here(cast: Cast, look: Look, clock) -> None:
    case = cast.solved_case()
    clock.move(hours=3)
    page = look(cast.orlova, "/").press("Подтвердить решение")
    assert f"Решение подтверждено, {case.number} закрыто. Спасибо!" in page.text
    case.refresh_from_db()
    assert case.status == "closed"


def test_open_cases_stand_by_their_nearest_deadline(cast: Cast, look: Look) -> None:
    cast.case(subject="Может подождать", priority=3)
    cast.case(subject="Спешит", priority=1)
    rows = look(cast.orlova, "/").rows("Открытые обращения")[1:]
    assert [("Спешит" in row[1], "Может подождать" in row[1]) for row in rows] == [(True, False), (False, True)]
    assert "Реагирование" in rows[0][4]


def test_an_observer_is_asked_nothing(cast: Cast, look: Look, clock) -> None:
    cast.solved_case()
    clock.move(hours=3)
    page = look(cast.observer, "/")
    assert "Сейчас от Вас ничего не требуется" in page.text
    assert "Зарегистрировать обращение" not in page.buttons()


def test_contracts_and_phones_are_at_hand(cast: Cast, look: Look) -> None:
    page = look(cast.orlova, "/")
    assert [row[0] for row in page.rows("Договоры")[1:]] == ["ВС-2025/114"]
    assert "до 31.08.2027" in page.part("Договоры")
    assert "8 (800) 000-00-43" in page.part("Телефоны")


def test_each_phone_stands_once(cast: Cast, look: Look) -> None:
    SupportChannel.objects.create(
        role="direct", kind="phone", value=house().phone, label_ru="Ещё раз", label_en="Again"
    )
    keeping.forget_everything()
    part = look(cast.orlova, "/").part("Телефоны")
    assert part.count(house().phone) == 1


def test_who_may_register_nothing_is_told_why(cast: Cast, look: Look) -> None:
    page = look(cast.stranger, "/").follow("Почему нельзя зарегистрировать обращение?")
    assert "Ни в одном действующем договоре Вы не указаны как лицо, которое регистрирует обращения." in page.text


def test_an_unsent_draft_is_offered(cast: Cast, look: Look) -> None:
    look(cast.ivanov, "/cases/new/").press("Сохранить черновик", subject="Недописанное")
    assert "Недописанное Черновик, не отправлен" in look(cast.ivanov, "/").text
    assert "Недописанное" not in look(cast.orlova, "/").text


def test_the_same_statements_for_one_case_and_for_many(cast: Cast, statements: Count, clock) -> None:
    for _ in range(2):
        cast.case()
        waiting.ask_customer(cast.case_in_work(), Message(text="Что видно?"), by=cast.engineer, at=NOON)
    few = statements(cast.orlova, "/")
    for _ in range(8):
        cast.case()
        waiting.ask_customer(cast.case_in_work(), Message(text="Что видно?"), by=cast.engineer, at=NOON)
    assert statements(cast.orlova, "/") == few <= 11
