"""R-02  Customer and engineer talk in the case itself; what staff say among themselves stays with them."""

import pytest

from reglament.cases.course import assignment, correspondence, participants, waiting
from reglament.cases.course.entries import Message
from reglament.contracts.models import Category, ContractContact
from reglament.people.models import Account
from tests.cast import Cast
from tests.regulation.agreements import second_contract
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import Post


def test_what_the_customer_writes_reaches_the_engineer(cast: Cast, look: Look, post: Post, watch: Watch) -> None:
    case = cast.case_in_work()
    watch.move(minutes=10)
    page = look(cast.orlova, f"/cases/{case.number}/").press("Отправить", text="Мигает третий блок питания.")
    assert "Мигает третий блок питания." in page.text
    assert "Мигает третий блок питания." in look(cast.engineer, f"/desk/cases/{case.number}/").text
    letter = post.last(cast.engineer)
    assert letter.kind == "answer"
    assert "Мигает третий блок питания." in letter.text


def test_what_the_engineer_writes_reaches_the_customer(cast: Cast, look: Look, post: Post, watch: Watch) -> None:
    case = cast.case_in_work()
    watch.move(minutes=10)
    work = look(cast.engineer, f"/desk/cases/{case.number}/")
    work.press("Отправить", text="Проверьте, пожалуйста, кабель стека.")
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert "Проверьте, пожалуйста, кабель стека." in page.text
    assert "Engineer Человекова" in page.text
    letter = post.last(cast.orlova)
    assert f"Новое сообщение в обращении {case.number}. Пишет Engineer Человекова:" in letter.text
    assert "Проверьте, пожалуйста, кабель стека." in letter.text


def test_an_internal_note_is_for_staff_alone(cast: Cast, look: Look, post: Post, watch: Watch) -> None:
    case = cast.case_in_work()
    watch.move(minutes=10)
    work = look(cast.engineer, f"/desk/cases/{case.number}/")
    work.press("Сохранить заметку", text="Похоже на брак партии.")
    assert "Похоже на брак партии." in look(cast.lead, f"/desk/cases/{case.number}/").text
    for person in (cast.orlova, cast.ivanov):
        assert "брак партии" not in look(person, f"/cases/{case.number}/").text
        assert all("брак партии" not in letter.text for letter in post.letters(person))


def test_while_nobody_is_assigned_the_duty_engineer_hears(cast: Cast, post: Post, watch: Watch) -> None:
    case = cast.case()
    correspondence.reply(case, Message(text="И ещё не горит индикатор."), by=cast.orlova, at=watch.move(minutes=5))
    assert "И ещё не горит индикатор." in post.last(cast.duty).text
    assert all(letter.kind != "answer" for letter in post.letters(cast.engineer))


def test_an_answer_by_letter_is_as_good_as_one_in_the_portal(cast: Cast, post: Post, watch: Watch, look: Look) -> None:
    case = cast.case_in_work()
    waiting.ask_customer(case, Message(text="Какая версия ПО?"), by=cast.engineer, at=watch.move(minutes=10))
    question = post.last(cast.orlova)
    assert "Требуется Ваш ответ" in question.text
    watch.move(minutes=10)
    receipt = post.send(
        "17.9.4a\n\n> Какая версия ПО?", sender=cast.orlova.email, subject="Re: вопрос", In_Reply_To=question.message_id
    )
    assert (receipt.verdict, receipt.case) == ("reply", case)
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert "17.9.4a" in page.text
    assert "В работе" in page.text


@pytest.mark.parametrize(("scope", "sees"), [("contract", True), ("company", True), ("own", False)])
def test_how_much_a_contact_sees_stands_in_the_contract(cast: Cast, look: Look, scope: str, sees: bool) -> None:
    ContractContact.objects.filter(account=cast.ivanov).update(scope=scope)
    case = cast.case(opener=cast.orlova)
    assert (case.number in look(cast.ivanov, "/cases/").text) is sees
    assert look(cast.ivanov, f"/cases/{case.number}/").status == (200 if sees else 404)


@pytest.mark.parametrize("who", ["petrov", "stranger"])
def test_to_everybody_else_the_case_does_not_exist(cast: Cast, look: Look, who: str) -> None:
    case = cast.case()
    person: Account = getattr(cast, who)
    assert look(person, f"/cases/{case.number}/").status == 404
    assert case.number not in look(person, "/cases/").text
    assert look(person, f"/cases/{case.number}/").text == look(person, "/cases/SD-2026-999999/").text


def test_a_colleague_of_the_contract_can_be_brought_in(cast: Cast, look: Look, post: Post, watch: Watch) -> None:
    ContractContact.objects.filter(account=cast.ivanov).update(scope="own")
    case = cast.case(opener=cast.orlova)
    watch.move(minutes=5)
    page = look(cast.orlova, f"/cases/{case.number}/").follow("Добавить коллегу")
    page.press("Добавить", colleague=str(cast.ivanov.pk))
    assert look(cast.ivanov, f"/cases/{case.number}/").status == 200
    assert f"Вы добавлены в обращение {case.number}. Кто добавил: Orlova Человекова." in post.last(cast.ivanov).text


def test_an_observer_reads_and_does_not_write(cast: Cast, look: Look) -> None:
    case = cast.case()
    page = look(cast.observer, f"/cases/{case.number}/")
    assert "Стек из трёх коммутаторов перезагрузился четыре раза с утра." in page.text
    assert "Отправить" not in page.buttons()
    assert "Вы наблюдаете за обращением: отвечают в нём контактные лица договора." in page.text


def test_staff_who_watch_hear_of_every_step(cast: Cast, post: Post, watch: Watch) -> None:
    case = cast.case_in_work()
    participants.watch(case, by=cast.engineer2, at=watch.move(minutes=5))
    assignment.assign(case, by=cast.lead, at=watch.move(minutes=5), team=cast.team, assignee=cast.lead)
    assert case.number in post.last(cast.engineer2).subject


def test_an_observer_of_the_whole_company_writes_under_no_contract(cast: Cast, look: Look) -> None:
    ContractContact.objects.filter(account=cast.observer).update(scope="company")
    case = cast.case(contract=second_contract(cast), category=Category.objects.get(code="consultation"), pn="", sn="")
    page = look(cast.observer, f"/cases/{case.number}/")
    assert page.status == 200
    assert "Отправить" not in page.buttons()
