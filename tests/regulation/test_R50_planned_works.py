"""R-50  Planned works are opened by the outsourcing service alone."""

import pytest

from reglament.cases.course import triage
from reglament.clauses import Refused
from reglament.contracts.models import Category, Service
from tests.cast import Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import Post

NAME = "Плановые мероприятия"
LETTER = f"Логин: ivanov\nПриоритет: 4\nКатегория: {NAME}\n\nОбновить ночью."


@pytest.fixture
def outsourcing(cast: Cast) -> None:
    cast.contract.versions.get().services.add(Service.objects.get(code="outsourcing"))


def test_without_the_service_the_form_says_why_it_is_absent(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/")
    assert not any(words.startswith(NAME) for words in page.labels("category"))
    assert f"«{NAME}» входит в услугу «Аутсорсинг», её в договоре нет." in page.text


@pytest.mark.usefixtures("outsourcing")
def test_with_the_service_it_is_offered_and_taken(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", subject="Обновление", description="Ночью.", category="planned", priority="4"
    )
    assert page.fact("Категория") == NAME


def test_a_letter_that_asks_for_it_becomes_a_commercial_request(cast: Cast, post: Post) -> None:
    case = post.send(LETTER).case
    assert case and case.category.code == "commercial"
    assert "category_reclassified" in case.receipts.get().notes
    assert "Категория: Запрос на коммерческие работы" in post.last(cast.ivanov).text


@pytest.mark.usefixtures("outsourcing")
def test_with_the_service_a_letter_is_taken_at_its_word(cast: Cast, post: Post) -> None:
    case = post.send(LETTER).case
    assert case and case.category.code == "planned"


def test_staff_cannot_set_it_either(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case()
    with pytest.raises(Refused, match="Договор не включает эту категорию"):
        triage.reclassify(case, Category.objects.get(code="planned"), by=cast.duty, at=watch.move(minutes=5))
    assert NAME not in look(cast.duty, f"/desk/cases/{case.number}/steps/category/").options("category")
