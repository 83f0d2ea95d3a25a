"""R-21  Everybody enters by a login and password of their own."""

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils import timezone

from tests.cast import PASSWORD, Cast
from tests.regulation.conftest import Watch
from tests.regulation.post import MANAGERS, Post
from tests.regulation.seeing import Page, see

WRONG = "Логин или пароль не подходит. Проверьте раскладку клавиатуры и Caps Lock."


def _guest() -> Client:
    cache.clear()
    return Client(headers={"accept-language": "ru"})


def _enter(login: str, password: str, client: Client | None = None) -> Page:
    return see(client or _guest(), "/sign-in/").press("Войти", login=login, password=password)


@pytest.mark.parametrize(
    "address", ["/", "/cases/", "/cases/new/", "/contracts/", "/profile/", "/desk/", "/desk/queue/"]
)
def test_without_a_session_every_page_leads_to_the_form(cast: Cast, address: str) -> None:
    page = see(_guest(), address)
    assert page.address.startswith("/sign-in/")
    assert "Вход" in page.text


def test_the_right_words_open_ones_own_pages(cast: Cast) -> None:
    page = _enter("ivanov", PASSWORD)
    assert page.address == "/"
    assert "Ivanov Человекова" in page.text
    assert _enter("IVANOV", PASSWORD).address == "/"
    assert _enter("duty", PASSWORD).address.startswith("/desk/")


@pytest.mark.parametrize(
    ("login", "password"), [("ivanov", "не тот"), ("nobody", PASSWORD), ("ivanov", PASSWORD.upper())]
)
def test_a_wrong_login_and_a_wrong_password_sound_alike(cast: Cast, login: str, password: str) -> None:
    page = _enter(login, password)
    assert WRONG in page.text
    assert page.value("password") == ""


def test_a_blocked_account_stays_outside(cast: Cast) -> None:
    cast.ivanov.blocked_at = timezone.now()
    cast.ivanov.save()
    assert WRONG in _enter("ivanov", PASSWORD).text


def test_a_session_ends_with_the_account(cast: Cast) -> None:
    client = _guest()
    _enter("ivanov", PASSWORD, client)
    cast.ivanov.blocked_at = timezone.now()
    cast.ivanov.save()
    assert see(client, "/cases/").address.startswith("/sign-in/")


@override_settings(DEMO=False)
def test_after_six_failures_one_has_to_wait(cast: Cast, watch: Watch) -> None:
    client = _guest()
    for _ in range(6):
        assert WRONG in _enter("ivanov", "не тот", client).text
    page = _enter("ivanov", PASSWORD, client)
    assert page.status == 429
    assert "Слишком много неудачных попыток" in page.text
    watch.move(minutes=3)
    assert _enter("ivanov", PASSWORD, client).address == "/"


def test_the_page_says_who_gives_logins(cast: Cast) -> None:
    page = see(_guest(), "/sign-in/")
    assert "Нет логина? Его выдаёт сервис-менеджер Вашего договора." in page.text
    assert MANAGERS in page.text


def test_a_forgotten_password_is_replaced_through_a_letter(cast: Cast, post: Post, watch: Watch) -> None:
    client = _guest()
    page = see(client, "/sign-in/").follow("Не помню пароль").press("Прислать ссылку", login="ivanov")
    assert "Если такая учётная запись есть, письмо со ссылкой отправлено на её адрес." in page.text
    letter = post.last(cast.ivanov)
    assert letter.subject == "Новый пароль"
    assert "ссылка скрыта" in letter.text
    assert "Здравствуйте, Ivanov Человекова!" in letter.text


@pytest.mark.parametrize("login", ["ivanov", "nobody"])
def test_asking_for_a_new_password_tells_nobody_who_exists(cast: Cast, login: str) -> None:
    page = see(_guest(), "/reset/").press("Прислать ссылку", login=login)
    assert page.address == "/reset/asked/"
    assert "Если такая учётная запись есть, письмо со ссылкой отправлено на её адрес." in page.text


def test_customers_do_not_come_through_the_door_of_staff(cast: Cast) -> None:
    client = _guest()
    _enter("ivanov", PASSWORD, client)
    assert see(client, "/desk/queue/").status == 404
