"""R-58  Whoever asks for a new version of software says which one runs now."""

import pytest

from reglament.cases.models import Case
from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.post import Post


@pytest.mark.parametrize("category", ["incident", "consultation", "commercial"])
def test_the_tick_asks_for_the_current_version_in_any_category(cast: Cast, look: Look, category: str) -> None:
    form = look(cast.ivanov, "/cases/new/")
    said = {"subject": "Обновление", "description": "Нужна новая.", "category": category, "item": str(cast.item.pk)}
    page = form.press("Зарегистрировать", wants_version="on", wanted_version="17.12", **said)
    assert page.status == 422
    assert "Укажите текущую версию: без неё обновление не спланировать." in page.text
    assert not Case.objects.exists()
    page = form.press("Зарегистрировать", wants_version="on", current_version="17.9.4a", wanted_version="17.12", **said)
    assert page.fact("Версия ПО") == "17.9.4a, нужна: 17.12"


def test_the_wanted_version_may_be_left_open(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", subject="Обновление", description="Нужна новая.", wants_version="on", current_version="17.9"
    )
    assert page.fact("Версия ПО") == "17.9, нужна: более новая"


def test_without_the_tick_no_version_is_asked_for(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press("Зарегистрировать", subject="Вопрос", description="Как настроить?")
    assert page.status == 200
    assert "Версия ПО" not in page.part("Сведения")


def test_the_operator_is_held_to_it_too(cast: Cast, look: Look) -> None:
    form = look(cast.operator, f"/desk/cases/new/?contract={cast.contract.pk}")
    page = form.press(
        "Зарегистрировать", subject="Обновление", description="Нужна.", category="consultation", wants_version="on"
    )
    assert page.status == 422
    assert "Чтобы получить новую версию, укажите, какая установлена сейчас." in page.text


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Просим обновить прошивку до последней.", True),
        ("Нужна новая версия ПО.", True),
        ("Please send us the firmware upgrade.", True),
        ("Текущая версия: 17.9.4a\n\nПросим обновить прошивку.", False),
        ("Стек перезагружается.", False),
    ],
)
def test_in_a_letter_the_duty_engineer_is_reminded(cast: Cast, look: Look, post: Post, text: str, asks: bool) -> None:
    case = post.send(f"Логин: ivanov\nПриоритет: 4\n{text}").case
    assert case
    page = look(cast.duty, f"/desk/triage/{case.number}/")
    assert ("Похоже, нужна новая версия ПО; текущая не указана." in page.text) is asks
    assert any(label.startswith("Спросить текущую версию") for label in page.buttons()) is asks


def test_the_version_named_in_a_letter_is_read(cast: Cast, post: Post) -> None:
    case = post.send("Логин: ivanov\nПриоритет: 4\nВерсия ПО: 17.9.4a\n\nПросим обновить.").case
    assert case and case.current_version == "17.9.4a"
