"""The board of deadlines: who will break what, and when; which calls are owed."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from reglament.cases.course import phone
from tests.cast import NOON, Cast
from tests.doors.desk.conftest import Watch, read

Browse = Callable[[object], Client]
ADDRESS = reverse("desk:promises")


def test_what_is_overdue_and_what_is_next(cast: Cast, browse: Browse, watch: Watch) -> None:
    late = cast.case_in_work(at=NOON - timedelta(days=1), subject="Уже просрочено")
    soon = cast.case_in_work(subject="Скоро истекает")
    page = read(browse(cast.head).get(ADDRESS))
    overdue = page[page.index('<h2 class="hot">') : page.index("Ближайшие")]
    assert late.subject in overdue
    assert soon.subject not in overdue
    assert soon.subject in page[page.index("Ближайшие") :]
    assert cast.engineer.full_name in page


def test_calls_that_are_owed(cast: Cast, browse: Browse) -> None:
    owed = cast.case(priority=1, subject="Без звонка")
    done = cast.case(priority=1, subject="Со звонком")
    phone.confirm(done, "", by=cast.operator, at=NOON)
    page = read(browse(cast.head).get(ADDRESS))
    calls = page[page.index("Приоритеты 1 и 2 без звонка") :]
    assert owed.subject in calls
    assert done.subject not in calls[: calls.index("</section>")]


def test_a_manager_sees_own_contracts_only(cast: Cast, browse: Browse) -> None:
    case = cast.case_in_work(at=NOON - timedelta(days=1))
    assert case.subject in read(browse(cast.manager).get(ADDRESS))
    assert case.subject not in read(browse(cast.manager2).get(ADDRESS))


def test_nothing_due_says_so(cast: Cast, browse: Browse) -> None:
    assert "Просроченных нет" in read(browse(cast.head).get(ADDRESS))


def test_the_board_polls(cast: Cast, browse: Browse) -> None:
    client = browse(cast.head)
    part = client.get(f"{ADDRESS}?part=board")
    assert client.get(f"{ADDRESS}?part=board", headers={"If-None-Match": part["ETag"]}).status_code == 304


def test_many_promises_cost_what_few_do(cast: Cast, browse: Browse, statements: Callable[[Client, str], int]) -> None:
    client = browse(cast.head)
    cast.case_in_work()
    with_one = statements(client, ADDRESS)
    for _each in range(20):
        cast.case_in_work()
    assert statements(client, ADDRESS) == with_one <= 5


def test_a_call_is_owed_until_the_case_is_solved_and_whatever_its_contract(cast: Cast, browse: Browse) -> None:
    """R-26  The same answer on the case, on the board and in the queue's filter."""
    unclear = cast.case(priority=1, contract=None, subject="Договор не ясен")
    solved = cast.solved_case(priority=1, subject="Уже решено")
    client = browse(cast.head)
    for where in (ADDRESS, f"{reverse('desk:queue')}?call=owed"):
        page = read(client.get(where))
        owed = page[page.index("Приоритеты 1 и 2 без звонка") :]
        assert unclear.subject in owed, where
        assert solved.subject not in owed.split("Просрочено", 1)[0], where


def test_a_phone_that_stands_twice_is_told_once(cast: Cast, browse: Browse) -> None:
    cast.orlova.phone_work = "+7 (495) 000-17-70"
    cast.orlova.save()
    cast.case(priority=1, phone="+7 (495) 000-17-70")
    assert read(browse(cast.head).get(ADDRESS)).count('href="tel:+74950001770"') == 1
