"""R-59  The engineer compares the versions and says whether they fit together, and what to mind on the way."""

from tests.cast import Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import Post

FIELD = "compatibility"
SAID = "Совместима. Перед переходом обновите загрузчик до 17.1."


def test_the_solution_of_such_a_case_says_it_to_the_customer(cast: Cast, look: Look, post: Post, watch: Watch) -> None:
    case = cast.case_in_work(wants_version=True, current_version="17.9.4a", wanted_version="17.12")
    watch.move(hours=2)
    form = look(cast.engineer, f"/desk/cases/{case.number}/steps/solution/")
    assert "Совместимость и особенности перехода" in form.text
    form.press_starting("Решить", text="Образ выложен.", cause="software", closure="solved", compatibility=SAID)
    letter = post.last(cast.orlova).text
    assert f"Совместимость и особенности перехода:\n{SAID}" in letter
    assert SAID in look(cast.orlova, f"/cases/{case.number}/").text


def test_it_is_optional(cast: Cast, look: Look, post: Post, watch: Watch) -> None:
    case = cast.case_in_work(wants_version=True, current_version="17.9.4a")
    watch.move(hours=2)
    form = look(cast.engineer, f"/desk/cases/{case.number}/steps/solution/")
    form.press_starting("Решить", text="Образ выложен.", cause="software", closure="solved")
    assert look(cast.orlova, f"/cases/{case.number}/").state == "Решено"
    assert "Совместимость" not in post.last(cast.orlova).text


def test_other_cases_are_not_asked_about_it(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    watch.move(hours=2)
    assert "Совместимость" not in look(cast.engineer, f"/desk/cases/{case.number}/steps/solution/").text
