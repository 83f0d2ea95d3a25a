"""R-18  The form stands on the contract: the subject is chosen from its items, the category from its services."""

from reglament.cases.models import Case
from reglament.contracts.models import CoveredItem, Service
from tests.cast import NOON, Cast
from tests.regulation.conftest import Look, Watch

REGISTER = "Зарегистрировать"


def test_the_items_and_categories_offered_are_those_of_the_contract(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/")
    items = page.labels("item")
    assert [words for words in items if "FOC2147X0AB" in words and "Стек склада" in words]
    assert len(items) == 3
    assert "FOC9999X0ZZ" not in page.text
    names = [words.split(" ")[0] for words in page.labels("category")]
    assert names == ["Инцидент", "Гарантия", "Консультация", "Запрос"]
    assert page.part("1. Договор").startswith("1. Договор ВС-2025/114")


def test_what_was_chosen_becomes_the_object_of_the_case(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        REGISTER, subject="Стек", description="Упал.", item=str(cast.item.pk), category="warranty", priority="3"
    )
    assert page.fact("Категория") == "Гарантия"
    assert page.fact("Оборудование") == "Коммутатор Catalyst 9300 C9300-48P-A FOC2147X0AB"
    assert page.fact("Площадка") == "Склад «Подольск»"
    assert Case.objects.get().item == cast.item


def test_an_item_of_somebody_else_cannot_be_sent(cast: Cast, look: Look) -> None:
    form = look(cast.ivanov, "/cases/new/")
    page = form.press(REGISTER, subject="Стек", description="Упал.", item=str(cast.rival_item.pk))
    assert page.status == 422
    assert "Такой позиции в договоре нет. Выберите из списка или отметьте «В списке нет»." in page.text
    assert "Соперник" not in page.text
    assert not Case.objects.exists()


def test_an_item_whose_cover_ended_is_not_offered(cast: Cast, look: Look) -> None:
    CoveredItem.objects.filter(item=cast.other_item).update(cover_until=NOON.date())
    assert "FOC2147X0AC" not in look(cast.ivanov, "/cases/new/").text


def test_the_search_finds_items_by_number_name_and_site(cast: Cast, look: Look) -> None:
    form = look(cast.ivanov, "/cases/new/")
    for words, found in (("x0ac", 1), ("catalyst", 2), ("подольск", 2), ("стек", 1), ("rocket", 0)):
        page = form.press("Найти", q=words)
        assert len(page.labels("item")) == found + 1, words


def test_what_will_happen_is_told_before_sending(cast: Cast, look: Look) -> None:
    form = look(cast.ivanov, "/cases/new/")
    form.press("Сохранить черновик", item=str(cast.item.pk), priority="2", category="incident", subject="Стек")
    told = look(cast.ivanov, "/cases/new/").part("Что произойдёт")
    assert "Если отправить сейчас (12:00 МСК), действуют сроки: Инцидент, приоритет 2" in told
    for words in ("Регистрация сразу 15 мин", "Реагирование до 13:00 1 ч сегодня", "Решение до 12:00 3 раб. дня"):
        assert words in told


def test_a_recent_case_on_the_same_item_is_shown_and_holds_nothing_up(cast: Cast, look: Look, watch: Watch) -> None:
    first = cast.case()
    watch.move(hours=5)
    form = look(cast.ivanov, "/cases/new/")
    form.press("Сохранить черновик", item=str(cast.item.pk), subject="Снова стек", description="Опять.")
    form = look(cast.ivanov, "/cases/new/")
    assert f"По этой позиции недавно зарегистрировано обращение: {first.number}" in form.part("Что произойдёт")
    assert form.press(REGISTER, priority="2").state == "Зарегистрировано"
    second = Case.objects.exclude(pk=first.pk).get()
    assert second.possible_duplicate == first
    assert first.number in look(cast.duty, f"/desk/triage/{second.number}/").text


def test_after_a_day_the_same_item_is_a_new_matter(cast: Cast, look: Look, watch: Watch) -> None:
    cast.case()
    watch.move(hours=25)
    look(cast.ivanov, "/cases/new/").press("Сохранить черновик", item=str(cast.item.pk), subject="Снова")
    assert "недавно зарегистрировано" not in look(cast.ivanov, "/cases/new/").part("Что произойдёт")


def test_a_case_one_may_not_know_of_is_not_named(cast: Cast, look: Look) -> None:
    cast.case(opener=cast.orlova)
    cast.ivanov.contacts.update(scope="own")
    look(cast.ivanov, "/cases/new/").press("Сохранить черновик", item=str(cast.item.pk), subject="Стек")
    assert "недавно зарегистрировано" not in look(cast.ivanov, "/cases/new/").part("Что произойдёт")


def test_the_list_follows_the_contract_at_once(cast: Cast, look: Look) -> None:
    version = cast.contract.versions.get()
    version.services.add(Service.objects.get(code="outsourcing"))
    assert any("Плановые мероприятия" in words for words in look(cast.ivanov, "/cases/new/").labels("category"))
