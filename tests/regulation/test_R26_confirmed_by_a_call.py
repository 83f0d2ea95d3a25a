"""R-26  Priorities 1 and 2 that came in writing are confirmed by phone, where the contract asks for it."""

import pytest

from reglament.cases.course import phone, priority
from reglament.contracts.models import ContractVersion
from tests.cast import Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import EMERGENCY, GOOD, Post

ASKED = "Продублируйте обращение по телефону"


@pytest.mark.parametrize(("number", "asked"), [(1, True), (2, True), (3, False), (4, False)])
def test_the_page_and_the_letter_ask_for_the_call(cast: Cast, look: Look, post: Post, number: int, asked: bool) -> None:
    case = cast.case(priority=number)
    page = look(cast.orlova, f"/cases/{case.number}/").text
    assert (ASKED in page) is asked
    letter = post.last(cast.orlova).text
    assert (f"{ASKED}: договор требует этого для приоритетов 1 и 2." in letter) is asked
    assert (f"Позвоните по номеру {EMERGENCY} и назовите номер обращения." in letter) is asked
    if asked:
        assert f"назовите номер {case.number}: для приоритетов 1 и 2 этого требует договор." in page
        assert "Сроки идут и без звонка." in page


@pytest.mark.parametrize(("channel", "asked"), [("web", True), ("email", True), ("fax", True), ("phone", False)])
def test_a_case_that_came_by_phone_is_confirmed_already(cast: Cast, look: Look, channel: str, asked: bool) -> None:
    case = cast.case(channel=channel)
    assert (ASKED in look(cast.orlova, f"/cases/{case.number}/").text) is asked
    assert (case.phone_confirmed_at is None) is asked


def test_where_the_contract_does_not_ask_nobody_does(cast: Cast, look: Look, post: Post) -> None:
    ContractVersion.objects.update(phone_confirmation=False)
    case = cast.case(priority=1)
    assert ASKED not in look(cast.orlova, f"/cases/{case.number}/").text
    assert ASKED not in post.last(cast.orlova).text
    assert look(cast.orlova, "/contracts/ВС-2025/114/").fact("Подтверждение по телефону") == "не требуется"


def test_the_contract_says_that_it_asks(cast: Cast, look: Look) -> None:
    page = look(cast.orlova, "/contracts/ВС-2025/114/")
    assert page.fact("Подтверждение по телефону") == "приоритеты 1 и 2 подтверждаются звонком"


def test_the_form_warns_before_sending(cast: Cast, look: Look) -> None:
    form = look(cast.ivanov, "/cases/new/")
    form.press("Сохранить черновик", priority="1", subject="Авария", item=str(cast.item.pk))
    told = look(cast.ivanov, "/cases/new/").part("Что произойдёт")
    assert f"Продублируйте по телефону {EMERGENCY}" in told
    form.press("Сохранить черновик", priority="3", subject="Авария", item=str(cast.item.pk))
    assert "Продублируйте" not in look(cast.ivanov, "/cases/new/").part("Что произойдёт")


def test_the_call_is_noted_and_the_customer_sees_it(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case()
    watch.move(minutes=12)
    work = look(cast.operator, f"/desk/cases/{case.number}/")
    work.press_starting("Подтверждено звонком")
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert ASKED not in page.text
    assert page.fact("Подтверждено звонком") == "17.11.2026 12:12 МСК"
    assert "12:12 Подтверждено звонком" in page.history


def test_staff_see_who_has_not_called(cast: Cast, look: Look, watch: Watch) -> None:
    silent, calm = cast.case(), cast.case(priority=3)
    called = cast.case(priority=1, sn=cast.other_item.sn)
    phone.confirm(called, "", by=cast.operator, at=watch.move(minutes=5))
    part = look(cast.lead, "/desk/promises/").part("Приоритеты 1 и 2 без звонка")
    assert silent.number in part
    assert called.number not in part
    assert calm.number not in part


def test_the_call_stops_and_starts_no_clock(cast: Cast, watch: Watch) -> None:
    case = cast.case()
    before = list(case.deadlines.values_list("clock", "due_at", "outcome"))
    phone.confirm(case, "Подтвердил Орлов.", by=cast.operator, at=watch.move(minutes=12))
    assert list(case.deadlines.values_list("clock", "due_at", "outcome")) == before


def test_a_case_raised_to_two_is_asked_for_too(cast: Cast, look: Look, post: Post, watch: Watch) -> None:
    case = cast.case_in_work(priority=3)
    watch.move(minutes=30)
    priority.change(case, 2, ground="impact_grown", text="Встал склад.", by=cast.engineer, at=watch.at)
    assert ASKED in look(cast.orlova, f"/cases/{case.number}/").text
    assert ASKED in post.last(cast.orlova).text


def test_a_stranger_who_wrote_with_a_login_is_asked_to_call_and_told_no_more(cast: Cast, post: Post) -> None:
    post.send(GOOD, sender="ivan.home@private.example")
    assert f"Позвоните по номеру {EMERGENCY}" in post.last("ivan.home@private.example").text


def test_a_solved_case_asks_for_no_call(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.solved_case()
    watch.move(hours=3)
    assert ASKED not in look(cast.orlova, f"/cases/{case.number}/").text


def test_every_list_and_page_knows_the_same_cases_without_a_call(cast: Cast, look: Look, watch: Watch) -> None:
    unbound = cast.case(contract=None, subject="Договор не назван")
    solved = cast.solved_case(subject="Уже решено")
    watch.move(hours=3)
    board = look(cast.lead, "/desk/promises/").part("Приоритеты 1 и 2 без звонка")
    queue = look(cast.lead, "/desk/queue/?call=owed").text
    page = look(cast.lead, f"/desk/cases/{unbound.number}/").text
    assert unbound.number in board
    assert unbound.subject in queue
    assert "Приоритет 1 или 2 ещё не подтверждён звонком." in page
    assert solved.number not in board
    assert solved.subject not in queue


def test_a_letter_that_leaves_late_does_not_ask_for_a_call_nobody_needs(cast: Cast, post: Post, watch: Watch) -> None:
    cast.solved_case()
    watch.move(hours=3)
    assert not [letter for letter in post.letters(cast.orlova) if ASKED in letter.text]
