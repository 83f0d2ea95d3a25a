"""R-03  While a case is open its customer adds words and files; nothing written is ever taken away."""

import pytest

from reglament.cases.course import closing, correspondence
from reglament.cases.course.entries import Message
from reglament.cases.models import Case
from tests.cast import Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import Post


def test_words_and_files_stand_in_the_case_and_come_back_unchanged(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    watch.move(minutes=10)
    page = look(cast.orlova, f"/cases/{case.number}/").press(
        "Отправить", files=[("журнал.log", b"stack member 2 lost")], text="Журнал приложен."
    )
    assert "Журнал приложен." in page.text
    assert "журнал.log" in page.text
    assert page.download("журнал.log") == b"stack member 2 lost"
    work = look(cast.engineer, f"/desk/cases/{case.number}/")
    assert work.download("журнал.log") == b"stack member 2 lost"


def test_every_addition_has_its_author_and_time(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    for person, minutes, text in ((cast.orlova, 10, "Первое."), (cast.ivanov, 25, "Второе.")):
        correspondence.reply(case, Message(text=text), by=person, at=watch.move(minutes=minutes))
    page = look(cast.orlova, f"/cases/{case.number}/").text
    assert page.index("12:10 Orlova Человекова") < page.index("Первое.")
    assert page.index("Первое.") < page.index("12:35 Ivanov Человекова") < page.index("Второе.")


def test_an_empty_addition_is_sent_back(cast: Cast, look: Look) -> None:
    case = cast.case_in_work()
    page = look(cast.orlova, f"/cases/{case.number}/").press("Отправить", text="   ")
    assert page.status in (409, 422)
    assert case.entries.count() == 1


def test_pressing_twice_says_it_once(cast: Cast, look: Look) -> None:
    case = cast.case_in_work()
    page = look(cast.orlova, f"/cases/{case.number}/")
    for _ in range(2):
        page.press("Отправить", text="Стало хуже.")
    assert [entry.text for entry in case.entries.all()].count("Стало хуже.") == 1


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Спасибо, всё работает!", "Решено"),
        ("Благодарю за помощь.", "Решено"),
        ("Не работает", "Возобновлено"),
        ("А что это было?", "Возобновлено"),
        ("К сожалению, сегодня утром стек перезагрузился снова.", "Возобновлено"),
    ],
)
def test_an_answer_to_a_solution_reopens_unless_it_is_mere_thanks(
    cast: Cast, look: Look, watch: Watch, text: str, state: str
) -> None:
    case = cast.solved_case()
    watch.move(hours=3)
    page = look(cast.orlova, f"/cases/{case.number}/").press("Отправить", text=text)
    assert text in page.text
    assert page.state == state


def test_not_solved_is_a_button_too(cast: Cast, look: Look, watch: Watch, post: Post) -> None:
    case = cast.solved_case()
    watch.move(hours=3)
    page = look(cast.orlova, f"/cases/{case.number}/").follow("Не решено")
    page = page.press("Вернуть в работу", text="Третий блок питания мигает снова.")
    assert page.state == "Возобновлено"
    assert "Третий блок питания мигает снова." in post.last(cast.engineer).text


def test_a_closed_case_takes_nothing_more_and_says_what_to_do(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.solved_case()
    form = look(cast.orlova, f"/cases/{case.number}/")
    closing.accept(case, by=cast.orlova, at=watch.move(hours=3))
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert "Отправить" not in page.buttons()
    assert f"Если вопрос возникнет снова, зарегистрируйте новое и укажите в нём {case.number}." in page.text
    refused = form.press("Отправить", text="И ещё одно.")
    assert refused.status == 409
    assert "И ещё одно." not in [entry.text for entry in case.entries.all()]
    assert "Обращение завершено." in refused.text
    assert "То, что Вы ввели, можно скопировать: И ещё одно." in refused.text


def test_a_letter_to_a_closed_case_becomes_a_linked_one(cast: Cast, look: Look, watch: Watch, post: Post) -> None:
    case = cast.solved_case()
    closing.accept(case, by=cast.orlova, at=watch.move(hours=3))
    watch.move(hours=20)
    post.send("Опять перезагружается.", sender=cast.orlova.email, subject=f"Re: [{case.number}] Стек")
    new = Case.objects.exclude(pk=case.pk).get()
    letter = post.last(cast.orlova)
    assert f"Обращение {case.number} закрыто, поэтому по Вашему письму открыто новое, связанное с ним." in letter.text
    page = look(cast.orlova, f"/cases/{new.number}/")
    assert page.follow(f"{case.number} предшествующее").address == f"/cases/{case.number}/"


def test_nothing_said_can_be_changed_or_taken_away(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    watch.move(minutes=10)
    page = look(cast.orlova, f"/cases/{case.number}/").press("Отправить", text="Так и было.")
    assert not [label for label in page.buttons() if "далить" in label or "зменить" in label]
