"""§5.5  A letter held back from its case: who lets it join, as what, and what stays as it was."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from reglament.cases import reference
from reglament.cases.course import waiting
from reglament.cases.course.entries import Message
from reglament.cases.models import Case, Entry
from reglament.contracts.models import ContractContact
from reglament.intake.models import Receipt
from reglament.notifications import rounds
from reglament.notifications.models import Letter
from reglament.people.models import Account
from tests.cast import Cast
from tests.doors.desk.conftest import Watch, read
from tests.doors.letters_written import received

Browse = Callable[[Account], Client]
RELAY = "mx.vector.example"
ANSWER = "Версия 17.12.4.\n\nвт, 17 нояб. 2026 г. в 12:10, Служба <support@vector.example>:\n\n> Какая версия?\n"
ACCEPT, SEND, KEEP = "Принять как ответ", "Отправить заказчику", "Оставить внутренней заметкой"


@pytest.fixture
def case(cast: Cast, watch: Watch) -> Case:
    """It waits for the customer's answer."""
    case = cast.case_in_work()
    return waiting.ask_customer(case, Message(text="Какая версия?"), by=cast.engineer, at=watch.at)


@pytest.fixture
def unverified(case: Case, watch: Watch, settings) -> Receipt:
    settings.AUTHSERV_ID = RELAY
    row = received(
        at=watch.move(minutes=5), sender="orlova@customer.example", subject=f"Re: [{case.number}]", text=ANSWER, html=""
    )
    assert (row.verdict, row.reason) == ("quarantine", "unverified")
    return row


def of_staff(case: Case, watch: Watch, *, text: str = "Заменим блок.", **how: str) -> Receipt:
    subject = f"Re: [{case.number}]"
    row = received(
        at=watch.move(minutes=5), sender="engineer@vector.example", subject=subject, text=text, html="", **how
    )
    assert (row.verdict, row.reason) == ("quarantine", "staff_doubtful")
    return row


def page(row: Receipt, name: str = "receipt") -> str:
    return reverse(f"desk:{name}", args=(row.pk,))


def release(client: Client, row: Receipt, kind: str = "public") -> str:
    return read(client.post(page(row, "receipt_release"), {"kind": kind}, follow=True))


def last(case: Case) -> Entry:
    return Entry.objects.filter(case=case).latest("id")


def test_a_held_answer_joins_its_case(
    cast: Cast, browse: Browse, case: Case, unverified: Receipt, watch: Watch
) -> None:
    client = browse(cast.duty)
    for name in ("receipt", "triage_receipt"):
        html = read(client.get(page(unverified, name)))
        assert ACCEPT in html
        assert SEND not in html
        assert case.number in html
    assert "Версия 17.12.4." not in read(client.get(reverse("desk:case", args=(case.number,))))
    html = release(client, unverified)
    assert "Письмо принято в обращение." in html
    entry = last(case)
    assert (entry.text, entry.author, entry.kind) == ("Версия 17.12.4.", cast.orlova, "public")
    assert "Какая версия?" in entry.whole_text
    case.refresh_from_db()
    assert case.status == "in_progress"
    unverified.refresh_from_db()
    assert (unverified.verdict, unverified.entry, unverified.settled_by) == ("quarantine", entry, cast.duty)
    event = unverified.events.latest("id")
    assert (event.kind, event.actor, event.facts["case"]) == ("letter.released", cast.duty, case.number)


def test_said_twice_it_is_done_once(cast: Cast, browse: Browse, case: Case, unverified: Receipt) -> None:
    client = browse(cast.duty)
    release(client, unverified)
    count = Entry.objects.count()
    release(client, unverified)
    assert Entry.objects.count() == count
    assert ACCEPT not in read(client.get(page(unverified)))


def test_it_may_be_left_where_it_is(cast: Cast, browse: Browse, case: Case, unverified: Receipt) -> None:
    client = browse(cast.duty)
    client.post(page(unverified, "receipt_settlement"))
    assert "уже нельзя принять" in release(client, unverified)
    assert last(case).text == "Какая версия?"
    assert unverified.events.latest("id").kind == "letter.settled"


@pytest.mark.parametrize(
    ("who", "status"),
    [("duty", 302), ("lead", 302), ("head", 302), ("manager", 302), ("manager2", 404), ("admin", 404), ("engineer", 404),
     ("operator", 404), ("director", 404), ("account_manager", 404), ("logistics", 404), ("orlova", 404), ("petrov", 404)],
)  # fmt: skip
def test_who_lets_a_letter_join(
    cast: Cast, browse: Browse, case: Case, unverified: Receipt, who: str, status: int
) -> None:
    client = browse(getattr(cast, who))
    assert client.post(page(unverified, "receipt_release"), {"kind": "public"}).status_code == status
    assert (last(case).text == "Версия 17.12.4.") == (status == 302)


def test_a_stranger_is_added_first(cast: Cast, browse: Browse, case: Case, watch: Watch) -> None:
    row = received(
        at=watch.move(minutes=5),
        sender="stranger@customer.example",
        subject=f"Re: [{case.number}]",
        text=ANSWER,
        html="",
    )
    assert (row.verdict, row.reason) == ("quarantine", "stranger")
    client = browse(cast.duty)
    assert "внесёт его в договор" in release(client, row)
    assert last(case).text == "Какая версия?"
    ContractContact.objects.create(
        contract=cast.contract, account=cast.stranger, role="authorised", valid_from=cast.contract.starts_on
    )
    release(client, row)
    assert last(case).author == cast.stranger


def test_a_rival_never_speaks_in_the_case(cast: Cast, browse: Browse, case: Case, watch: Watch) -> None:
    row = received(at=watch.at, sender="petrov@customer.example", subject=f"Re: [{case.number}]", text=ANSWER, html="")
    assert row.reason == "stranger"
    assert "не участвует в обращении" in release(browse(cast.duty), row)
    assert last(case).text == "Какая версия?"


def test_several_authors_are_nobody(cast: Cast, browse: Browse, case: Case, unverified: Receipt) -> None:
    Receipt.objects.filter(pk=unverified.pk).update(notes=["several_authors"])
    assert "не участвует в обращении" in release(browse(cast.duty), unverified)


def test_nothing_joins_a_case_that_has_ended(cast: Cast, browse: Browse, case: Case, unverified: Receipt) -> None:
    Case.objects.filter(pk=case.pk).update(status="closed")
    assert "Обращение завершено" in release(browse(cast.duty), unverified)
    assert last(case).text == "Какая версия?"


def test_an_unread_letter_of_no_case_offers_nothing(cast: Cast, browse: Browse, case: Case, watch: Watch) -> None:
    row = received(at=watch.at, text="Привет", html="")
    assert row.verdict == "reject"
    client = browse(cast.duty)
    assert ACCEPT not in read(client.get(page(row)))
    assert "уже нельзя принять" in release(client, row)


@pytest.mark.parametrize(("kind", "stored"), [("public", "public"), ("internal", "internal")])
def test_staff_say_for_whom_their_letter_is(
    cast: Cast, browse: Browse, case: Case, watch: Watch, kind: str, stored: str
) -> None:
    row = of_staff(case, watch)
    client = browse(cast.engineer)
    html = read(client.get(page(row)))
    assert SEND in html
    assert KEEP in html
    assert ACCEPT not in html
    assert read(client.get(page(row, "receipt_shown")))
    release(client, row, kind)
    entry = last(case)
    assert (entry.text, entry.author, entry.kind) == ("Заменим блок.", cast.engineer, stored)


def test_staff_learn_that_their_letter_waits(cast: Cast, browse: Browse, case: Case, watch: Watch) -> None:
    row = of_staff(case, watch, Reply_To="thief@evil.example")
    rounds.run(watch.at)
    assert not Letter.objects.filter(to_address="thief@evil.example").exists()
    letter = Letter.objects.filter(to_address="engineer@vector.example").latest("id")
    assert letter.kind == "held"
    link = re.search(r"(/desk/receipts/\d+/)", letter.text)
    assert link
    assert link[1] == page(row)
    assert SEND in read(browse(cast.engineer).get(link[1]))


@pytest.mark.parametrize("who", ["engineer2", "operator", "logistics", "manager2"])
def test_no_colleague_confirms_it(cast: Cast, browse: Browse, case: Case, watch: Watch, who: str) -> None:
    row = of_staff(case, watch)
    client = browse(getattr(cast, who))
    assert client.get(page(row)).status_code == 404
    assert client.post(page(row, "receipt_release")).status_code == 404


def test_the_duty_engineer_may(cast: Cast, browse: Browse, case: Case, watch: Watch) -> None:
    row = of_staff(case, watch)
    client = browse(cast.duty)
    assert "Заменим блок" in read(client.get(page(row, "triage_receipt")))
    release(client, row, "internal")
    assert last(case).author == cast.engineer


def test_an_answer_to_a_notice_for_staff_stays_among_them(cast: Cast, case: Case, watch: Watch) -> None:
    rounds.run(watch.at)
    notice = Letter.objects.filter(to_address="engineer@vector.example", kind="assigned").latest("id")
    assert (
        received(
            at=watch.move(minutes=5),
            sender="engineer@vector.example",
            text="Беру.",
            html="",
            In_Reply_To=notice.message_id,
        ).verdict
        == "reply"
    )
    assert (last(case).text, last(case).kind) == ("Беру.", "internal")


def test_an_answer_to_the_customers_words_reaches_the_customer(cast: Cast, case: Case, watch: Watch) -> None:
    rounds.run(watch.at)
    question = Letter.objects.filter(to_address="orlova@customer.example", kind="question").latest("id")
    received(
        at=watch.move(minutes=5),
        sender="orlova@customer.example",
        text="17.12.4",
        html="",
        In_Reply_To=question.message_id,
    )
    rounds.run(watch.at)
    notice = Letter.objects.filter(to_address="engineer@vector.example", kind="answer").latest("id")
    received(
        at=watch.move(minutes=5),
        sender="engineer@vector.example",
        text="Спасибо!",
        html="",
        In_Reply_To=notice.message_id,
    )
    assert (last(case).text, last(case).kind) == ("Спасибо!", "public")


def test_one_persons_notice_is_worth_nothing_in_other_hands(cast: Cast, case: Case, watch: Watch) -> None:
    forged = reference.message_id_for(case, cast.engineer, 7, "vector.example", is_internal=True)
    row = received(at=watch.at, sender="engineer2@vector.example", text="Готово.", html="", In_Reply_To=forged)
    assert (row.verdict, row.reason) == ("quarantine", "staff_doubtful")
