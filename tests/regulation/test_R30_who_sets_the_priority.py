"""R-30  At registration the responsible contact has the word; whoever else opens a high one, that contact is told."""

import pytest

from reglament.cases.models import Case
from tests.cast import Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import GOOD, Post


@pytest.mark.parametrize(("number", "told"), [(1, True), (2, True), (3, False), (4, False)])
def test_a_high_priority_of_another_contact_is_told_to_the_responsible_one(
    cast: Cast, look: Look, post: Post, number: int, told: bool
) -> None:
    look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", subject="Стек", description="Упал.", item=str(cast.item.pk), priority=str(number)
    )
    case = Case.objects.get()
    letters = post.letters(cast.orlova)
    assert bool(letters) is told
    if told:
        name = {1: "Критический", 2: "Высокий"}[number]
        assert f"Открыто обращение {case.number} с приоритетом {number} ({name})." in letters[0].text
        assert "Вы получили это письмо как ответственное контактное лицо по договору ВС-2025/114." in letters[0].text
        assert "Если приоритет должен быть другим, ответьте на это письмо" in letters[0].text


def test_a_letter_is_told_of_in_the_same_way(cast: Cast, post: Post) -> None:
    post.send(GOOD)
    assert post.kinds(cast.orlova) == ["high_priority"]


def test_what_the_responsible_contact_opened_needs_no_such_letter(cast: Cast, look: Look, post: Post) -> None:
    case = cast.case(opener=cast.orlova, priority=1)
    assert post.kinds(cast.orlova) == ["registered"]
    assert "установлен ответственным контактным лицом" in look(cast.engineer, f"/desk/cases/{case.number}/").text


@pytest.mark.parametrize(
    ("login", "priority", "is_told"), [("ivanov", "2", True), ("ivanov", "3", False), ("orlova", "1", False)]
)
def test_the_form_says_beforehand_that_the_responsible_contact_is_told(
    cast: Cast, look: Look, login: str, priority: str, is_told: bool
) -> None:
    person = getattr(cast, login)
    look(person, "/cases/new/").press("Сохранить черновик", item=str(cast.item.pk), priority=priority)
    told = look(person, "/cases/new/").part("Что произойдёт")
    assert (f"Уведомим ответственное контактное лицо о приоритете {priority}." in told) is is_told


def test_nobody_is_held_up_by_it(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", subject="Авария", description="Всё стоит.", item=str(cast.item.pk), priority="1"
    )
    assert page.state == "Зарегистрировано"
    assert "осталось 30 мин до 12:30 МСК, сегодня" in page.text


@pytest.mark.parametrize(("number", "is_cancelled"), [(1, False), (2, False), (3, True), (4, True)])
def test_a_high_one_is_cancelled_by_the_responsible_contact_alone(
    cast: Cast, look: Look, watch: Watch, number: int, is_cancelled: bool
) -> None:
    case = cast.case(opener=cast.ivanov, priority=number)
    watch.move(minutes=10)
    form = look(cast.ivanov, f"/cases/{case.number}/").follow("Отменить обращение")
    page = form.press("Отменить обращение", text="Разобрались сами.")
    said = "При приоритетах 1 и 2 обращение отменяет только ответственное контактное лицо."
    assert (said in page.text) is not is_cancelled
    if not is_cancelled:
        look(cast.orlova, f"/cases/{case.number}/cancellation/").press("Отменить обращение", text="Да, отменяем.")
    assert look(cast.ivanov, f"/cases/{case.number}/").state == "Отменено заказчиком"
