"""Signing in and out."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from reglament.people.models import Account
from tests.cast import PASSWORD, Cast
from tests.regulation.seeing import see

WRONG = "Логин или пароль не подходит."


def enter(client: Client, login: str, password: str = PASSWORD, **more: str):
    return client.post("/sign-in/", {"login": login, "password": password, **more})


def without_tokens(content: bytes) -> str:
    return re.sub(r'value="[^"]*"', "", content.decode())


def test_without_a_session_the_home_page_leads_to_the_form(cast: Cast) -> None:
    response = Client().get("/")
    assert (response.status_code, response["Location"]) == (302, "/sign-in/")


def test_the_first_form_that_is_posted_asks_for_login_and_password(cast: Cast) -> None:
    page = html.fromstring(Client().get("/sign-in/").content)
    first = next(form for form in page.forms if form.method == "POST")
    assert {"login", "password"} <= set(first.fields.keys())


def test_the_page_says_whom_to_ask_for_a_login(cast: Cast) -> None:
    page = see(Client(), "/sign-in/")
    assert "Его выдаёт сервис-менеджер Вашего договора. Напишите на service-managers@vector.example" in page.text


def test_a_customer_comes_to_the_home_page_and_staff_to_the_desk(cast: Cast) -> None:
    assert enter(Client(), " Orlova ")["Location"] == "/"
    assert enter(Client(), "duty")["Location"] == "/desk/"


def test_staff_have_no_business_in_the_portal(cast: Cast, browse) -> None:
    assert browse(cast.duty).get("/")["Location"] == "/desk/"
    assert browse(cast.duty).get("/cases/new/")["Location"] == "/desk/"
    assert browse(cast.duty).post("/cases/new/").status_code == 404


def test_the_way_back_is_remembered_and_leads_nowhere_else(cast: Cast) -> None:
    asked = Client().get("/cases/?state=open")
    assert asked["Location"] == "/sign-in/?next=%2Fcases%2F%3Fstate%3Dopen"
    assert enter(Client(), "orlova", next="/cases/?state=open")["Location"] == "/cases/?state=open"
    for elsewhere in ("https://evil.example/", "//evil.example", "/desk/", "javascript:alert(1)"):
        assert enter(Client(), "orlova", next=elsewhere)["Location"] == "/"


def test_a_wrong_password_an_unknown_login_and_a_blocked_one_answer_alike(cast: Cast) -> None:
    Account.objects.filter(login="ivanov").update(blocked_at=timezone.now())
    answers = [enter(Client(), "orlova", "мимо"), enter(Client(), "nobody", "мимо"), enter(Client(), "ivanov")]
    assert {answer.status_code for answer in answers} == {422}
    assert WRONG in answers[0].content.decode()
    assert len({without_tokens(answer.content).replace("ivanov", "") for answer in answers}) == 1


def test_the_session_gets_a_new_key_on_signing_in(cast: Cast) -> None:
    client = Client()
    enter(client, "orlova")
    first = client.session.session_key
    client.post("/sign-out/")
    enter(client, "orlova")
    assert client.session.session_key != first


def test_signing_out_is_a_post(cast: Cast, browse) -> None:
    client = browse(cast.orlova)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/").status_code == 302


def test_too_many_failures_hold_a_login_back(cast: Cast, settings, clock) -> None:
    settings.DEMO = False
    client = Client()
    for _ in range(6):
        enter(client, "orlova", "мимо")
    held = enter(client, "orlova")
    assert held.status_code == 429
    assert "Слишком много неудачных попыток." in held.content.decode()
    clock.move(minutes=20)
    assert enter(client, "orlova").status_code == 302


def test_the_demo_is_never_held_back_on_its_own_machine(cast: Cast, settings) -> None:
    settings.DEMO = True
    for _ in range(30):
        enter(Client(), "orlova", "мимо")
    assert enter(Client(), "orlova").status_code == 302


def test_behind_a_proxy_one_visitor_does_not_hold_back_another(cast: Cast, settings) -> None:
    settings.DEMO = False
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for number in range(25):
        Client(headers={"x-forwarded-for": "203.0.113.9"}).post("/sign-in/", {"login": f"n{number}", "password": "x"})
    assert (
        Client(headers={"x-forwarded-for": "203.0.113.9"})
        .post("/sign-in/", {"login": "orlova", "password": PASSWORD})
        .status_code
        == 429
    )
    assert (
        Client(headers={"x-forwarded-for": "198.51.100.7"})
        .post("/sign-in/", {"login": "orlova", "password": PASSWORD})
        .status_code
        == 302
    )


def test_the_demo_lists_its_logins_and_nobody_elses(cast: Cast, settings) -> None:
    settings.DEMO = True
    assert "Демонстрационные логины" not in see(Client(), "/sign-in/").text
    cast.contractor.demo = True
    cast.contractor.save()
    page = see(Client(), "/sign-in/")
    assert "пароль у каждого «demo»" in page.text
    assert "engineer" in page.text
    settings.DEMO = False
    assert "Демонстрационные логины" not in see(Client(), "/sign-in/").text


@pytest.mark.parametrize("address", ["/sign-in/", "/reset/"])
def test_other_methods_are_refused(cast: Cast, address: str) -> None:
    assert Client().put(address).status_code == 405
