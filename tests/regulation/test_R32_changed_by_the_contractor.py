"""R-32  The contractor may give a case another priority, but has to say why."""

import pytest

from reglament.cases.course import closing, priority
from reglament.clauses import Refused
from tests.cast import Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import Post

WHY = "Работает резервный канал, склад обслуживается."


def test_ground_and_words_reach_the_customer(cast: Cast, look: Look, post: Post, watch: Watch) -> None:
    case = cast.case_in_work()
    watch.move(minutes=20)
    form = look(cast.engineer, f"/desk/cases/{case.number}/steps/priority/")
    form.press("Изменить приоритет", priority="3", ground="impact_reduced", text=WHY)
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert "Приоритет 3, Средний" in page.text
    assert "12:20 Приоритет 2 → 3:" in page.history
    assert WHY in page.history
    for person in (cast.orlova,):
        letter = post.last(person).text
        assert f"Приоритет обращения {case.number} изменён: 2 (Высокий) → 3 (Средний)." in letter
        assert "Основание:" in letter
        assert WHY in letter
        assert "Если Вы не согласны, ответьте на это письмо и объясните почему." in letter


@pytest.mark.parametrize(("ground", "text"), [("", WHY), ("no_such_ground", WHY), ("impact_reduced", "  ")])
def test_without_a_ground_or_without_words_it_stays(
    cast: Cast, look: Look, watch: Watch, ground: str, text: str
) -> None:
    case = cast.case_in_work()
    with pytest.raises(Refused, match="Выберите основание и поясните его"):
        priority.change(case, 3, ground=ground, text=text, by=cast.engineer, at=watch.move(minutes=20))
    form = look(cast.engineer, f"/desk/cases/{case.number}/steps/priority/")
    page = form.press("Изменить приоритет", priority="3", ground=ground, text=text)
    assert page.status in (409, 422)
    assert "Приоритет 2, Высокий" in look(cast.orlova, f"/cases/{case.number}/").text


@pytest.mark.parametrize("who", ["operator", "logistics", "director", "account_manager", "admin"])
def test_who_does_not_work_on_cases_may_not(cast: Cast, watch: Watch, who: str) -> None:
    case = cast.case_in_work()
    with pytest.raises(Refused):
        priority.change(case, 3, ground="impact_reduced", text=WHY, by=getattr(cast, who), at=watch.move(minutes=5))


def test_the_responsible_contact_hears_of_it_whoever_opened_the_case(cast: Cast, post: Post, watch: Watch) -> None:
    case = cast.case_in_work(opener=cast.ivanov)
    priority.change(case, 3, ground="impact_reduced", text=WHY, by=cast.engineer, at=watch.move(minutes=5))
    assert post.last(cast.ivanov).kind == post.last(cast.orlova).kind == "priority_changed"


def test_an_ended_case_keeps_its_priority(cast: Cast, watch: Watch) -> None:
    case = cast.solved_case()
    closing.accept(case, by=cast.orlova, at=watch.move(hours=3))
    with pytest.raises(Refused, match="приоритет больше не меняется"):
        priority.change(case, 3, ground="impact_reduced", text=WHY, by=cast.engineer, at=watch.at)


def test_two_engineers_cannot_both_have_the_last_word(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    watch.move(minutes=20)
    first = look(cast.engineer, f"/desk/cases/{case.number}/steps/priority/")
    second = look(cast.engineer2, f"/desk/cases/{case.number}/steps/priority/")
    first.press("Изменить приоритет", priority="3", ground="impact_reduced", text=WHY)
    late = second.press("Изменить приоритет", priority="1", ground="impact_grown", text="Встал весь склад.")
    assert late.status == 409
    assert "За это время обращение изменилось." in late.text
    assert late.value("text") == "Встал весь склад."
    assert "Приоритет 3, Средний" in look(cast.orlova, f"/cases/{case.number}/").text
