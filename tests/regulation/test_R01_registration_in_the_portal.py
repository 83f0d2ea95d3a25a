"""R-01  The customer's own people register cases in the portal."""

import pytest
from django.test import Client

from reglament.cases.models import Case
from reglament.contracts.models import Contract
from tests.cast import NOON, Cast
from tests.regulation.conftest import Look
from tests.regulation.post import CONTRACTS, GOOD, Post
from tests.regulation.seeing import see

REGISTER = "Зарегистрировать"


@pytest.mark.parametrize("who", ["orlova", "ivanov"])
def test_a_contact_gets_a_number_on_the_page_and_by_letter(cast: Cast, look: Look, post: Post, who: str) -> None:
    person = getattr(cast, who)
    form = look(person, "/cases/new/")
    done = form.press(REGISTER, subject="Стек упал", description="С утра.", priority="3", item=str(cast.item.pk))
    case = Case.objects.get()
    assert f"Обращение принято, его номер {case.number}." in done.text
    assert done.address == f"/cases/{case.number}/"
    assert case.opener == person
    letter = post.last(person)
    assert letter.subject == f"[{case.number}] Стек упал"
    assert f"Обращение {case.number} зарегистрировано." in letter.text


@pytest.mark.parametrize("who", ["observer", "stranger"])
def test_who_may_only_watch_is_shown_another_way(cast: Cast, look: Look, who: str) -> None:
    page = look(getattr(cast, who), "/cases/new/")
    assert REGISTER not in page.buttons()
    assert "Нет договора, по которому можно зарегистрировать обращение" in page.text
    assert CONTRACTS in page.text


def test_a_contract_may_leave_it_to_the_responsible_contact_alone(cast: Cast, look: Look) -> None:
    cast.contract.terms = {"contract.who_can_open": "responsible"}
    cast.contract.save()
    assert REGISTER in look(cast.orlova, "/cases/new/").buttons()
    assert REGISTER not in look(cast.ivanov, "/cases/new/").buttons()


def test_pressing_twice_makes_one_case(cast: Cast, look: Look) -> None:
    form = look(cast.ivanov, "/cases/new/")
    sent = [form.press(REGISTER, subject="Стек упал", description="С утра.", priority="3") for _ in range(2)]
    assert Case.objects.count() == 1
    assert sent[0].address == sent[1].address == f"/cases/{Case.objects.get().number}/"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"subject": "  ", "description": "С утра."}, "Напишите тему в нескольких словах."),
        ({"subject": "Стек", "description": ""}, "Опишите, что происходит: инженер начнёт с этого."),
    ],
)
def test_an_incomplete_form_comes_back_with_what_was_typed(
    cast: Cast, look: Look, typed: dict[str, str], words: str
) -> None:
    page = look(cast.ivanov, "/cases/new/").press(REGISTER, priority="2", phone="+7 900 000-00-01", **typed)
    assert page.status == 422
    assert "Не отправлено. Исправьте, пожалуйста:" in page.text
    assert words in page.text
    assert page.value("phone") == "+7 900 000-00-01"
    assert page.value("description") == typed["description"]
    assert not Case.objects.exists()


def test_what_was_typed_survives_a_lost_session_with_its_files(cast: Cast, look: Look) -> None:
    form = look(cast.ivanov, "/cases/new/")
    form.client.logout()
    page = form.press(REGISTER, files=[("log.txt", b"line")], subject="Стек упал", description="Длинный рассказ.")
    assert "Сеанс завершён. Войдите: всё, что Вы ввели, сохранено." in page.text
    assert not Case.objects.exists()
    form.client.force_login(cast.ivanov)
    again = see(form.client, "/cases/new/")
    assert (again.value("subject"), again.value("description")) == ("Стек упал", "Длинный рассказ.")
    assert "log.txt" in again.text
    again.press(REGISTER, priority="3")
    entry = Case.objects.get().entries.get()
    assert [row.name for row in entry.attachments.all()] == ["log.txt"]


def test_a_draft_is_nobody_elses(cast: Cast, look: Look) -> None:
    look(cast.ivanov, "/cases/new/").press("Сохранить черновик", subject="Только моё")
    assert look(cast.ivanov, "/cases/new/").value("subject") == "Только моё"
    assert look(cast.orlova, "/cases/new/").value("subject") == ""


def test_without_a_session_nobody_registers(cast: Cast) -> None:
    page = see(Client(), "/cases/new/")
    assert page.address.startswith("/sign-in/")
    assert REGISTER not in page.buttons()


def test_a_contract_that_ended_while_the_form_was_open_registers_nothing(cast: Cast, look: Look) -> None:
    form = look(cast.ivanov, "/cases/new/")
    Contract.objects.filter(pk=cast.contract.pk).update(ends_on=NOON.date())
    page = form.press(REGISTER, subject="Стек упал", description="С утра.")
    assert page.status == 409
    assert "Договор ВС-2025/114 не действует: зарегистрировать по нему обращение нельзя." in page.text
    assert "Черновик сохранён." in page.text
    assert CONTRACTS in page.text
    assert not Case.objects.exists()


@pytest.mark.parametrize("who", ["observer", "ivanov"])
def test_a_letter_opens_no_more_than_the_form(cast: Cast, post: Post, look: Look, who: str) -> None:
    """What the contract leaves to the responsible contact alone goes to the contract check."""
    cast.contract.terms = {"contract.who_can_open": "responsible"}
    cast.contract.save()
    person = getattr(cast, who)
    case = post.send(GOOD.replace("ivanov", who), sender=person.email).case
    assert case and (case.status, case.contract) == ("check", None)
    assert f"Требуется проверка договора по обращению {case.number}." in post.last(cast.manager).text
    letter = post.last(person).text
    assert "действующего договора для него нет" in letter
    assert "Реагирование: до" not in letter
