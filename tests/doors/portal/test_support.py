"""The public page: how to reach support, open to everybody, made of data."""

from django.test import Client

from reglament.contracts.models import Category, Priority, SupportChannel
from tests.cast import Cast
from tests.doors.portal.conftest import Look
from tests.regulation.seeing import plain, see


def test_every_channel_stands_on_it_without_a_session(cast: Cast) -> None:
    page = see(Client(), "/support/")
    for channel in SupportChannel.objects.all():
        assert plain(channel.label_ru) in page.text
        assert plain(channel.value) in page.text
    assert page.status == 200


def test_priorities_and_categories_are_told_in_full(cast: Cast) -> None:
    text = see(Client(), "/support/").text
    for priority in Priority.objects.all():
        assert plain(priority.definition_ru) in text
        assert plain(priority.example_ru) in text
        assert f"Значимость: {priority.significance_ru}" in text
    for category in Category.objects.all():
        assert plain(category.description_ru) in text


def test_the_letter_is_ready_to_be_copied(cast: Cast) -> None:
    page = see(Client(), "/support/")
    assert "Логин: your.login Приоритет: 2 Что случилось, своими словами." in page.text
    assert page.rows("Поля письма")[1] == [
        "Логин",
        "обязательно",
        "Ваш логин на портале; без него обращение не регистрируется",
    ]


def test_thresholds_are_behind_the_sign_in(cast: Cast, look: Look) -> None:
    guest = see(Client(), "/support/").text
    assert "Пороговые значения стоят в Вашем договоре: войдите, чтобы их увидеть" in guest
    assert "ВС-2025/114" not in guest.replace("CustomerID", "")
    assert "Пороговые значения Ваших договоров: ВС-2025/114" in look(cast.orlova, "/support/").text


def test_a_changed_channel_is_soon_on_the_page(cast: Cast) -> None:
    SupportChannel.objects.filter(role="fax").update(value="+7 (495) 000-99-99")
    assert "+7 (495) 000-99-99" in see(Client(), "/support/").text


def test_it_speaks_english_too(cast: Cast) -> None:
    page = see(Client(headers={"accept-language": "en"}), "/support/")
    assert "How to reach us" in page.text
    assert Priority.objects.get(number=1).definition_en in page.text


def test_there_is_nothing_to_post(cast: Cast) -> None:
    assert Client().post("/support/").status_code == 405
