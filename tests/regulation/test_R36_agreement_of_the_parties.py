"""R-36  Another priority is a matter of agreement: what one side does alone is marked, what the other asks is asked."""

from reglament.cases.course import priority
from tests.cast import Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import Post

WHY = "Работает резервный канал."


def test_a_change_by_the_contractor_alone_is_marked_as_not_agreed(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    priority.change(case, 3, ground="impact_reduced", text=WHY, by=cast.engineer, at=watch.move(minutes=20))
    assert "изменён исполнителем, не согласован" in look(cast.engineer, f"/desk/cases/{case.number}/").text
    assert look(cast.orlova, f"/cases/{case.number}/").fact("Приоритет") == "изменён исполнителем, не согласован"


def test_a_priority_the_customer_set_bears_no_such_mark(cast: Cast, look: Look) -> None:
    case = cast.case_in_work()
    assert "не согласован" not in look(cast.engineer, f"/desk/cases/{case.number}/").text
    assert "не согласован" not in look(cast.orlova, f"/cases/{case.number}/").text


def test_a_priority_in_an_answer_is_asked_for_not_obeyed(cast: Cast, look: Look, post: Post, watch: Watch) -> None:
    case = cast.case_in_work(priority=3)
    watch.move(minutes=20)
    post.send("Приоритет: 1\n\nСтало хуже, склад стоит.", sender=cast.orlova.email, subject=f"Re: [{case.number}]")
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert "Приоритет 3, Средний" in page.text
    assert "12:20 Запрошен приоритет 1" in page.history
    assert "Запрошен приоритет 1" in look(cast.engineer, f"/desk/cases/{case.number}/").text
    assert any(
        "Запрошен приоритет 1" in letter.text or "склад стоит" in letter.text for letter in post.letters(cast.engineer)
    )


def test_the_reaction_is_judged_by_the_priority_the_customer_gave(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    priority.change(case, 4, ground="question_only", text="Это вопрос.", by=cast.duty, at=watch.move(minutes=20))
    reaction = case.deadlines.get(clock="REACT")
    assert (reaction.priority, reaction.allowance) == (2, 3600)


def test_silence_agrees_to_nothing(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    priority.change(case, 3, ground="impact_reduced", text=WHY, by=cast.engineer, at=watch.move(minutes=20))
    watch.move(days=10)
    assert "изменён исполнителем, не согласован" in look(cast.engineer, f"/desk/cases/{case.number}/").text
