"""A forgotten password."""

from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from reglament.people.models import Account, AccountEvent
from tests.cast import Cast
from tests.regulation.seeing import see

NEW = "совсем другой длинный пароль"


def link(account: Account) -> str:
    return f"/reset/{urlsafe_base64_encode(force_bytes(account.pk))}/{default_token_generator.make_token(account)}/"


def asked(account: Account) -> int:
    return AccountEvent.objects.filter(subject=account, kind="account.reset_asked").count()


def test_the_answer_is_the_same_whether_there_is_such_a_person_or_not(cast: Cast) -> None:
    known, unknown = (Client().post("/reset/", {"login": login}, follow=True) for login in ("orlova", "nobody"))
    assert known.redirect_chain == unknown.redirect_chain == [("/reset/asked/", 302)]
    assert "Если такая учётная запись есть, письмо со ссылкой отправлено" in known.content.decode()
    assert asked(cast.orlova) == 1


def test_an_address_serves_as_well_as_a_login(cast: Cast) -> None:
    Client().post("/reset/", {"login": "Orlova@customer.example"})
    assert asked(cast.orlova) == 1


def test_asking_again_and_again_writes_one_letter(cast: Cast) -> None:
    for _ in range(3):
        Client().post("/reset/", {"login": "orlova"})
    assert asked(cast.orlova) == 1


def test_nothing_is_sent_to_a_blocked_account(cast: Cast, clock) -> None:
    Account.objects.filter(pk=cast.orlova.pk).update(blocked_at=clock.at)
    Client().post("/reset/", {"login": "orlova"})
    assert asked(cast.orlova) == 0


def test_the_link_opens_a_new_password_once(cast: Cast) -> None:
    client, address = Client(), link(cast.orlova)
    assert "Логин: orlova" in see(client, address).text
    done = client.post(address, {"password": NEW, "repeated": NEW}, follow=True)
    assert "Пароль изменён. Войдите с новым." in done.content.decode()
    assert client.post("/sign-in/", {"login": "orlova", "password": NEW}).status_code == 302
    again = client.get(address)
    assert again.status_code == 410
    assert "Ссылка больше не действует" in again.content.decode()


def test_a_made_up_link_opens_nothing(cast: Cast) -> None:
    for address in ("/reset/MQ/abc/", "/reset/!!/x-y/", "/reset/OTk5OTk5/abc-def/"):
        assert Client().get(address).status_code == 410


def test_a_weak_password_is_refused_next_to_its_field(cast: Cast) -> None:
    page = see(Client(), link(cast.orlova)).press("Изменить пароль", password="12345", repeated="12345")
    assert page.status == 422
    assert "слишком короткий" in page.text
    differing = see(Client(), link(cast.orlova)).press("Изменить пароль", password=NEW, repeated=NEW + "1")
    assert "Пароли не совпадают." in differing.text
