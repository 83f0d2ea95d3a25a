"""The own account: language, zone, colours, phones, password."""

from django.test import Client

from reglament.people.models import AccountEvent
from tests.cast import PASSWORD, Cast
from tests.doors.portal.conftest import Look
from tests.regulation.seeing import see

NEW = "совсем другой длинный пароль"


def test_what_is_changed_is_saved_and_remembered(cast: Cast, browse) -> None:
    client = browse(cast.orlova)
    page = see(client, "/profile/").press("Сохранить", zone="Asia/Vladivostok", theme="dark", phone_work="+7 900 1")
    assert "Сохранено." in page.text
    cast.orlova.refresh_from_db()
    assert (cast.orlova.zone, cast.orlova.theme, cast.orlova.phone_work) == ("Asia/Vladivostok", "dark", "+7 900 1")
    assert client.cookies["theme"].value == "dark"
    event = AccountEvent.objects.get(kind="account.profile_changed")
    assert event.facts == {"fields": "phone_work theme zone"}
    assert "UTC+10" in see(client, "/").text


def test_saving_nothing_writes_nothing(cast: Cast, look: Look) -> None:
    look(cast.orlova, "/profile/").press("Сохранить")
    assert not AccountEvent.objects.exists()


def test_zones_are_called_by_their_cities(cast: Cast, look: Look) -> None:
    offered = look(cast.orlova, "/profile/").options("zone")
    assert offered[0] == "как у компании: Екатеринбург (UTC+5)"
    assert "Москва (UTC+3)" in offered
    assert not any("/" in zone for zone in offered)


def test_an_unknown_zone_is_refused(cast: Cast, look: Look) -> None:
    assert look(cast.orlova, "/profile/").press("Сохранить", zone="Mars/Olympus").status == 422


def test_a_new_password_ends_every_other_session(cast: Cast, browse) -> None:
    here, elsewhere = browse(cast.orlova), browse(cast.orlova)
    page = see(here, "/profile/").press("Изменить пароль", current=PASSWORD, password=NEW, repeated=NEW)
    assert "Пароль изменён. Остальные Ваши сеансы завершены." in page.text
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def test_the_old_password_is_asked_for(cast: Cast, look: Look) -> None:
    page = look(cast.orlova, "/profile/").press("Изменить пароль", current="мимо", password=NEW, repeated=NEW)
    assert page.status == 422
    assert "Это не Ваш текущий пароль." in page.text


def test_staff_have_a_profile_as_well(cast: Cast, look: Look) -> None:
    assert look(cast.duty, "/profile/").status == 200


def test_the_language_is_switched_by_cookie_and_in_the_account(cast: Cast, browse) -> None:
    guest = Client()
    done = guest.post("/language/", {"language": "en", "next": "/support/"})
    assert done["Location"] == "/support/"
    assert "How to reach us" in see(guest, "/support/").text
    browse(cast.orlova).post("/language/", {"language": "en"})
    cast.orlova.refresh_from_db()
    assert cast.orlova.language == "en"


def test_an_unknown_language_changes_nothing(cast: Cast) -> None:
    client = Client()
    assert client.post("/language/", {"language": "de", "next": "https://evil.example"})["Location"] == "/"
    assert "language" not in client.cookies
    assert client.get("/language/").status_code == 405
