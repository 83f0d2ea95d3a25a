"""R-08  Support is called by telephone; the operator writes the request down in the caller's name."""

from datetime import timedelta

import pytest

from reglament.cases.course import opening
from reglament.cases.models import Case
from reglament.clauses import Refused
from tests.cast import NOON, Cast
from tests.regulation.conftest import Look
from tests.regulation.post import Post
from tests.regulation.seeing import Page

REGISTER = "Зарегистрировать"


def _form(cast: Cast, look: Look) -> Page:
    return look(cast.operator, "/desk/cases/new/?q=ВС-2025/114").follow("ВС-2025/114")


def _called(cast: Cast, look: Look, **typed: str) -> Page:
    said = {
        "opener": str(cast.ivanov.pk), "subject": "Стек перезагружается", "description": "Со слов Иванова: с утра.",
        "priority": "3", "category": "incident", "pn": cast.item.product.pn, "sn": cast.item.sn,
    }  # fmt: skip
    return _form(cast, look).press(REGISTER, **(said | typed))


def test_the_operator_registers_and_the_caller_gets_the_number(cast: Cast, look: Look, post: Post) -> None:
    done = _called(cast, look)
    case = Case.objects.get()
    assert f"Обращение {case.number} создано. Заказчик получит письмо." in done.text
    page = look(cast.ivanov, f"/cases/{case.number}/")
    assert page.state == "Зарегистрировано"
    assert "Ivanov Человекова" in page.history
    assert "по телефону" in page.history
    assert f"Обращение {case.number} зарегистрировано." in post.last(cast.ivanov).text
    assert (case.opener, case.typed_by, case.channel) == (cast.ivanov, cast.operator, "phone")


@pytest.mark.parametrize("query", ["ВС-2025/114", "вс–2025/114", "10114", "уральский", "ivanov", "orlova"])
def test_the_contract_is_found_by_what_a_caller_can_say(cast: Cast, look: Look, query: str) -> None:
    assert "ВС-2025/114" in look(cast.operator, f"/desk/cases/new/?q={query}").text


def test_a_priority_one_told_by_phone_needs_no_second_call(cast: Cast, look: Look) -> None:
    _called(cast, look, priority="1")
    case = Case.objects.get()
    assert case.phone_confirmed_by == cast.operator
    assert "Продублируйте" not in look(cast.ivanov, f"/cases/{case.number}/").text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"subject": " "}, "Тема"),
        ({"description": " "}, "Описание"),
        ({"minutes_ago": "61"}, "Поступило, минут назад"),
        ({"priority": "5"}, "Приоритет"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(
    cast: Cast, look: Look, typed: dict[str, str], words: str
) -> None:
    page = _called(cast, look, phone="+7 900 000-00-01", **typed)
    assert page.status == 422
    assert "Не зарегистрировано. Исправьте, пожалуйста:" in page.text
    assert words in page.text
    assert page.value("phone") == "+7 900 000-00-01"
    assert not Case.objects.exists()


def test_the_clock_starts_when_the_call_began(cast: Cast, look: Look) -> None:
    _called(cast, look, minutes_ago="10", late_because="Сначала говорили о другом.")
    assert look(cast.ivanov, f"/cases/{Case.objects.get().number}/").fact("Поступило") == "17.11.2026 11:50 МСК"


def test_a_caller_nobody_knows_by_name_is_written_down_all_the_same(cast: Cast, look: Look) -> None:
    page = _called(cast, look, opener="")
    assert page.status == 200
    assert Case.objects.get().company == cast.company


@pytest.mark.parametrize("who", ["logistics", "director", "account_manager", "admin"])
def test_who_takes_no_calls_opens_no_cases(cast: Cast, look: Look, who: str) -> None:
    assert look(getattr(cast, who), "/desk/cases/new/").status == 404


@pytest.mark.parametrize(
    ("minutes", "why", "words"),
    [(61, "Не работал стол оператора.", "не позднее чем через 1 ч"), (5, " ", "почему запись сделана позже")],
)
def test_a_call_is_written_down_soon_and_says_why_it_was_later(cast: Cast, minutes: int, why: str, words: str) -> None:
    call = cast.request(channel="phone", received_at=NOON - timedelta(minutes=minutes), late_because=why)
    with pytest.raises(Refused, match=words):
        opening.open_case(call, by=cast.operator, at=NOON)
