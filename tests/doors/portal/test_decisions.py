"""What a customer decides: confirm, reopen, cancel, say that a workaround failed, add a colleague."""

from urllib.parse import quote

import pytest

from reglament.cases.course import solving
from reglament.cases.models import Case, ReplyDraft
from tests.cast import NOON, Cast
from tests.doors.portal.conftest import Look
from tests.regulation.seeing import see


def address(case: Case) -> str:
    return f"/cases/{case.number}/"


def test_the_solution_is_confirmed(cast: Cast, look: Look, clock) -> None:
    case = cast.solved_case()
    clock.move(hours=3)
    page = look(cast.ivanov, address(case))
    assert "Обращение будет закрыто автоматически в 14:00 МСК, вт 24.11, если Вы не возразите." in page.text
    assert "закрыто. Спасибо!" in page.press("Подтвердить решение").text
    case.refresh_from_db()
    assert case.status == "closed"


def test_two_people_cannot_both_decide(cast: Cast, look: Look, browse, clock) -> None:
    case = cast.solved_case()
    clock.move(hours=3)
    seen = look(cast.ivanov, address(case))
    look(cast.orlova, f"{address(case)}reopening/").press("Вернуть в работу", text="Снова падает.")
    late = seen.press("Подтвердить решение")
    assert late.status == 409
    assert "Не выполнено" in late.text
    assert "Снова падает." in late.text
    case.refresh_from_db()
    assert case.status == "reopened"


def test_not_solved_needs_words(cast: Cast, look: Look, clock) -> None:
    case = cast.solved_case()
    clock.move(hours=3)
    page = look(cast.orlova, f"{address(case)}reopening/")
    empty = page.press("Вернуть в работу", text=" ")
    assert empty.status == 422
    assert "Напишите несколько слов: инженер начнёт с них." in empty.text
    done = page.press("Вернуть в работу", text="Через час упало снова.")
    assert "Обращение снова в работе." in done.text
    assert "Через час упало снова." in done.text


def test_a_stale_form_keeps_what_was_typed(cast: Cast, look: Look, clock) -> None:
    case = cast.solved_case()
    clock.move(hours=3)
    seen = look(cast.orlova, f"{address(case)}reopening/")
    look(cast.ivanov, address(case)).press("Подтвердить решение")
    late = seen.press("Вернуть в работу", text="Снова падает, вот журнал.")
    assert late.status == 409
    assert late.value("text") == "Снова падает, вот журнал."
    assert "текст сохранён" in late.text.lower() or "не потеряется" in late.text.lower() or "ниже" in late.text.lower()


@pytest.mark.parametrize(
    ("step", "button", "field"),
    [("reopening", "Вернуть в работу", "Снова падает."), ("workaround-failure", "Сообщить инженеру", "Не помогло.")],
)
def test_the_words_of_a_step_outlive_the_session(cast: Cast, browse, clock, step: str, button: str, field: str) -> None:
    case = cast.solved_case() if step == "reopening" else cast.case_in_work()
    clock.move(hours=3)
    if step != "reopening":
        solving.give_workaround(case, "Идите через резерв.", by=cast.engineer, at=clock.at)
    client = browse(cast.orlova)
    page = see(client, f"{address(case)}{step}/")
    client.logout()
    asked = page.press(button, text=field)
    assert "Сеанс завершён. Войдите: всё, что Вы ввели, сохранено." in asked.text
    assert asked.address == f"/sign-in/?next=%2Fcases%2F{case.number}%2F{step}%2F"
    client.force_login(cast.orlova)
    again = see(client, f"{address(case)}{step}/")
    assert again.value("text") == field
    assert field in again.press(button).text
    assert not ReplyDraft.objects.exists()


def test_a_step_without_words_leads_back_to_its_case(cast: Cast, browse, clock) -> None:
    case, client = cast.solved_case(), browse(cast.orlova)
    clock.move(hours=3)
    page = see(client, address(case))
    client.logout()
    assert page.press("Подтвердить решение").address == f"/sign-in/?next=%2Fcases%2F{case.number}%2F"
    joining = f"{address(case)}colleagues/"
    assert client.post(joining, {"colleague": "1"})["Location"] == f"/sign-in/?next={quote(joining, safe='')}"


def test_the_workaround_did_not_help(cast: Cast, look: Look) -> None:
    case = cast.case_in_work()
    solving.give_workaround(case, "Идите через резерв.", by=cast.engineer, at=NOON)
    page = look(cast.orlova, address(case)).follow("Не помогло")
    done = page.press("Сообщить инженеру", text="Резерв тоже лёг.")
    assert "Инженер узнает, что временное решение не помогло." in done.text
    case.refresh_from_db()
    assert case.status == "in_progress"


def test_the_opener_cancels_and_a_high_priority_only_the_responsible_contact(cast: Cast, look: Look) -> None:
    case = cast.case(opener=cast.ivanov, priority_is_agreed=False)
    refused = look(cast.ivanov, f"{address(case)}cancellation/").press("Отменить обращение", text="Само прошло.")
    assert refused.status == 409
    assert refused.value("text") == "Само прошло."
    assert (
        "ответственное контактное лицо" in refused.text.lower()
        or "ответственным контактным лицом" in refused.text.lower()
    )
    done = look(cast.orlova, f"{address(case)}cancellation/").press("Отменить обращение", text="")
    assert "Обращение отменено." in done.text


def test_who_may_not_cancel_is_told_before_writing(cast: Cast, look: Look) -> None:
    said = "При приоритетах 1 и 2 обращение отменяет только ответственное контактное лицо."
    for priority, person, is_told in ((2, cast.ivanov, True), (2, cast.orlova, False), (3, cast.ivanov, False)):
        case = cast.case(opener=cast.ivanov, priority=priority, priority_is_agreed=False)
        assert (said in look(person, f"{address(case)}cancellation/").text) is is_told


@pytest.mark.parametrize("step", ["reopening", "workaround-failure"])
def test_a_step_that_is_not_open_has_no_page(cast: Cast, look: Look, step: str) -> None:
    assert look(cast.orlova, f"{address(cast.case())}{step}/").status == 404


def test_a_colleague_of_the_same_contract_joins(cast: Cast, look: Look) -> None:
    case = cast.case()
    page = look(cast.orlova, address(case)).follow("Добавить коллегу")
    assert [label.split(" Человекова")[0] for label in page.labels("colleague")] == ["Ivanov", "Observer"]
    done = page.press("Добавить", colleague=str(cast.ivanov.pk))
    assert "Ivanov Человекова участвует в обращении и будет получать письма." in done.text
    assert "Ivanov Человекова" in done.part("Участвуют")


def test_nobody_from_elsewhere_can_be_added(cast: Cast, browse) -> None:
    case = cast.case()
    for stranger in (cast.petrov, cast.stranger, cast.engineer):
        refused = browse(cast.orlova).post(f"{address(case)}colleagues/", {"colleague": str(stranger.pk)})
        assert refused.status_code == 422
    assert not case.participants.exists()


def test_who_may_not_add_finds_no_page(cast: Cast, browse) -> None:
    case = cast.case()
    assert browse(cast.observer).get(f"{address(case)}colleagues/").status_code == 404
    assert browse(cast.ivanov).get(f"{address(case)}colleagues/").status_code == 404


def test_accepting_is_a_post(cast: Cast, browse) -> None:
    assert browse(cast.orlova).get(f"{address(cast.case())}acceptance/").status_code == 405
