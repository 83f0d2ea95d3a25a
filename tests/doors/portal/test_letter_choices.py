"""The page of one's own letters, for customers and staff alike."""

import pytest

from reglament.notifications.models import LetterChoice
from tests.cast import Cast
from tests.doors.portal.conftest import Count, Look

PAGE = "/profile/letters/"


def test_a_customer_chooses(cast: Cast, look: Look) -> None:
    page = look(cast.orlova, PAGE)
    assert page.options("reply") == ["Сразу", "В сводке", "Не присылать"]
    assert "Обращение зарегистрировано" in page.part("Приходят всегда")
    page = page.press("Сохранить", reply="digest", taken="off", hour="7")
    assert "Сохранено." in page.text
    assert set(LetterChoice.objects.values_list("account", "kind", "way")) == {
        (cast.orlova.pk, "reply", "digest"),
        (cast.orlova.pk, "taken", "off"),
    }
    page = look(cast.orlova, PAGE)
    assert (page.value("reply"), page.value("hour")) == ("digest", "7")


def test_the_profile_leads_there(cast: Cast, look: Look) -> None:
    for reader in (cast.orlova, cast.engineer):
        assert look(reader, "/profile/").follow("Мои письма").status == 200


def test_staff_are_asked_about_theirs(cast: Cast, look: Look) -> None:
    page = look(cast.engineer, PAGE).press("Сохранить", step="off")
    assert "Сохранено." in page.text
    assert "Вопрос к Вам" not in page.text
    assert LetterChoice.objects.get().kind == "step"


@pytest.mark.parametrize("typed", [{"reply": "often"}, {"hour": "24"}, {"hour": "x"}])
def test_what_is_not_offered_is_refused(cast: Cast, look: Look, typed: dict[str, str]) -> None:
    page = look(cast.orlova, PAGE).press("Сохранить", **typed)
    assert page.status == 422
    assert not LetterChoice.objects.exists()


def test_an_obligatory_letter_cannot_be_smuggled_in(cast: Cast, browse) -> None:
    browse(cast.orlova).post(PAGE, {"hour": "9", "registered": "off"})
    assert not LetterChoice.objects.exists()


def test_a_stranger_signs_in_first(client) -> None:
    assert client.get(PAGE).status_code == 302


def test_who_has_no_address_is_told(cast: Cast, look: Look) -> None:
    cast.orlova.email = ""
    cast.orlova.save()
    assert "нет адреса электронной почты" in look(cast.orlova, PAGE).text


def test_few_statements(cast: Cast, statements: Count) -> None:
    assert statements(cast.orlova, PAGE) <= 6
