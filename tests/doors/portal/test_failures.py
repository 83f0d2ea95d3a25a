"""What a person sees when something went wrong."""

import pytest
from django.test import Client, RequestFactory

from reglament.cases.models import Case
from reglament.clauses import Refused
from reglament.config.requests import RefusalsMiddleware
from reglament.portal import failures
from tests.cast import Cast
from tests.doors.portal.conftest import Look
from tests.regulation.seeing import Page, see


def test_a_page_that_is_not_there_shows_the_way_back(cast: Cast, look: Look) -> None:
    page = look(cast.orlova, "/nowhere/")
    assert page.status == 404
    assert "Такой страницы нет" in page.text
    assert "На главную" in page.buttons()


def test_a_stale_form_shows_what_was_typed_and_nothing_secret(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.orlova)
    refused = client.post(
        "/cases/new/", {"subject": "Стек", "description": "Долгий <b>рассказ</b>.", "draft": "тайна", "do": "send"}
    )
    page = Page(client, refused, "/cases/new/")
    assert refused.status_code == 403
    assert "Форма устарела" in page.text
    assert "Долгий <b>рассказ</b>." in page.text
    assert "тайна" not in page.text
    assert "send" not in page.text
    secret = client.post("/sign-in/", {"login": "orlova", "password": "очень тайно"})
    assert "очень тайно" not in secret.content.decode()


def test_a_form_from_before_a_new_sign_in_is_kept_with_its_files(cast: Cast) -> None:
    """Two windows: in one the session ended and somebody signed in anew, in the other the old form is sent."""
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "ru"})
    client.force_login(cast.ivanov)
    page = see(client, "/cases/new/")
    client.cookies["csrftoken"] = "a" * 32
    client.force_login(cast.ivanov)
    kept = page.press(
        "Зарегистрировать", subject="Стек", description="Долгий рассказ.", files=[("show.log", b"x" * 2048)]
    )
    assert "Всё, что Вы ввели, сохранено здесь: проверьте и отправьте." in kept.text
    assert kept.value("description") == "Долгий рассказ."
    assert "show.log 2 КБ" in kept.text
    assert not Case.objects.exists()


def test_a_reply_from_before_a_new_sign_in_is_kept_too(cast: Cast) -> None:
    case = cast.case_in_work()
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "ru"})
    client.force_login(cast.orlova)
    page = see(client, f"/cases/{case.number}/")
    client.cookies["csrftoken"] = "a" * 32
    kept = page.press("Отправить", text="Ответ.")
    assert kept.value("text") == "Ответ."
    assert not case.entries.filter(text="Ответ.").exists()


@pytest.mark.parametrize(("view", "status"), [(failures.bad_request, 400), (failures.server_error, 500)])
def test_the_last_pages_need_neither_session_nor_database(view, status: int) -> None:
    answer = view(RequestFactory().get("/"))
    assert answer.status_code == status
    assert "Traceback" not in answer.content.decode()


def test_a_refusal_that_nobody_caught_is_said_in_words(rf) -> None:
    refused = Refused("R-01", "Сначала выберите договор.")
    answer = RefusalsMiddleware(lambda request: None).process_exception(rf.get("/"), refused)
    assert answer.status_code == 409
    assert "Сначала выберите договор." in answer.content.decode()


def test_refused_is_a_page_of_ours(cast: Cast, rf) -> None:
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/")
    request.user, request.resolver_match = AnonymousUser(), None
    answer = failures.forbidden(request)
    assert answer.status_code == 403
    assert "Это действие недоступно" in answer.content.decode()
