"""R-45  The category says what service is expected, and leads the case to the people and terms of that service."""

import pytest

from reglament.cases.course import triage
from reglament.cases.models import Case
from reglament.contracts.models import Category
from tests.cast import Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import Post


@pytest.mark.parametrize(
    ("priority", "name"),
    [("1", "Инцидент"), ("2", "Инцидент"), ("3", "Инцидент"), ("4", "Консультация"), ("", "Консультация")],
)
def test_none_given_it_follows_from_the_priority(cast: Cast, look: Look, post: Post, priority: str, name: str) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", subject="Стек", description="Упал.", item=str(cast.item.pk), priority=priority
    )
    assert page.fact("Категория") == name
    case = post.send(f"Логин: ivanov\nПриоритет: {priority}\nS/N: FOC2147X0AB\n\nУпал.").case
    assert case and case.category.name_ru == name


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Категория: Консультация", "consultation"),
        ("Категория запроса: консультация", "consultation"),
        ("Тип запроса: Гарантия", "warranty"),
        ("Category: Incident", "incident"),
        ("Категория: Чаепитие", "incident"),
    ],
)
def test_a_letter_names_it_in_either_language(cast: Cast, post: Post, line: str, code: str) -> None:
    case = post.send(f"Логин: ivanov\nПриоритет: 3\n{line}\nS/N: FOC2147X0AB\n\nУпал.").case
    assert case and case.category.code == code


def test_another_category_is_told_with_its_terms_from_that_moment(
    cast: Cast, look: Look, post: Post, watch: Watch
) -> None:
    case = cast.case(priority=3, category=Category.objects.get(code="consultation"))
    assert "Диагностирование срок" not in look(cast.orlova, f"/cases/{case.number}/").text
    watch.move(hours=2)
    form = look(cast.duty, f"/desk/cases/{case.number}/steps/category/")
    form.press("Сменить категорию", category="incident")
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert page.fact("Категория") == "Инцидент"
    assert "14:00 Категория: Консультация → Инцидент" in page.history
    assert "Диагностирование срок 2 раб. дня" in page.text
    assert "до 14:00 МСК, чт 19.11" in page.text
    letter = post.last(cast.orlova).text
    assert f"Категория обращения {case.number} изменена: Консультация → Инцидент." in letter
    assert "Сроки действуют по новой категории с момента изменения." in letter


def test_the_group_proposed_is_that_of_the_equipment(cast: Cast, look: Look) -> None:
    page = look(cast.duty, f"/desk/triage/{cast.case().number}/")
    assert any(label.startswith("Передать: Сети") for label in page.buttons())


def test_a_category_changed_on_a_doubtful_case_is_judged_anew(cast: Cast, watch: Watch) -> None:
    case = cast.case(priority=3, pn="", sn="")
    triage.reclassify(case, Category.objects.get(code="consultation"), by=cast.duty, at=watch.move(minutes=5))
    assert Case.objects.get(pk=case.pk).entitlement == "verified"


def test_terms_of_a_category_changed_during_the_check_begin_with_the_registration(
    cast: Cast, look: Look, watch: Watch
) -> None:
    cast.contract.terms = {"p12.conditional": False}
    cast.contract.save()
    case = cast.case(category=Category.objects.get(code="warranty"), sn="нет такого")
    triage.reclassify(case, Category.objects.get(code="incident"), by=cast.duty, at=watch.move(hours=1))
    triage.confirm(case, by=cast.duty, at=watch.move(hours=3))
    triage.register(case, by=cast.duty, at=watch.at)
    assert "осталось 9 ч до 16:00 МСК, завтра" in look(cast.orlova, f"/cases/{case.number}/").text


def test_a_service_confirmed_by_hand_stays_confirmed(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case(priority=3, sn="нет такого")
    triage.confirm(case, by=cast.manager, at=watch.move(minutes=30))
    triage.register(case, by=cast.manager, at=watch.at)
    triage.reclassify(case, Category.objects.get(code="warranty"), by=cast.duty, at=watch.move(minutes=5))
    page = look(cast.duty, f"/desk/triage/{case.number}/")
    assert "Право на услугу подтверждено вручную." in page.text
    assert not any(label.startswith("Предложить отказ") for label in page.buttons())
