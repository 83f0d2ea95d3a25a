"""R-12  Requests without a service contract have an address of their own, and no term of a contract."""

from collections.abc import Callable

import pytest
from django.test import Client

from reglament.cases.models import Case
from reglament.intake.models import Receipt
from reglament.people import house
from tests.cast import Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import CONTRACTS, GOOD, Post


@pytest.mark.parametrize(
    ("text", "sender"),
    [
        ("Сколько стоит поддержка двух коммутаторов?", "buyer@newcomer.example"),
        ("Здравствуйте, наш договор закончился. Хотим продлить.", "petrov@customer.example"),
        (GOOD, "ivanov@customer.example"),
    ],
)
def test_no_key_fields_are_needed_and_no_case_is_made(cast: Cast, post: Post, text: str, sender: str) -> None:
    receipt = post.send(text, to=CONTRACTS, sender=sender, subject="Вопрос о договоре")
    assert (receipt.verdict, receipt.reason) == ("no_contract", "no_contract_address")
    assert not Case.objects.exists()


def test_the_sender_gets_a_number_in_the_queue_and_no_deadline(cast: Cast, post: Post) -> None:
    receipt = post.send("Сколько стоит поддержка?", to=CONTRACTS, sender="buyer@newcomer.example", subject="Цены")
    letter = post.last("buyer@newcomer.example")
    assert letter.subject == f"Письмо принято, номер в очереди {receipt.pk}"
    assert "Письмо «Цены» принято." in letter.text
    assert "не обращение по сервисному договору, сроки договора на него не распространяются" in letter.text
    assert "Сервис-менеджер ответит Вам" in letter.text


def test_who_has_a_contract_after_all_reads_where_to_write(cast: Cast, post: Post) -> None:
    post.send(GOOD, to=CONTRACTS)
    assert "Если договор есть, отправьте обращение на адрес support@vector.example" in post.last(cast.ivanov.email).text


def test_a_rejected_stranger_reads_of_this_address(cast: Cast, post: Post) -> None:
    post.send("Логин: nobody\nПриоритет: 3\n\nНужна помощь.", sender="buyer@newcomer.example")
    assert f"Если сервисного договора нет, напишите на адрес {CONTRACTS}." in post.last("buyer@newcomer.example").text


def test_the_address_of_a_letter_in_copy_decides_too(cast: Cast, post: Post) -> None:
    """Without an envelope the headers say which of our addresses it came to."""
    raw_to = f"Отдел продаж <{CONTRACTS}>"
    receipt = post.bring(
        b"From: buyer@newcomer.example\r\nTo: "
        + f"=?utf-8?B?0J7RgtC00LXQuw==?= <{CONTRACTS}>".encode()
        + b"\r\n\r\nHello",
        to="",
    )
    assert raw_to and receipt.verdict == "no_contract"


QUEUE = "/desk/without-contract/"


def _asked(post: Post, text: str = "Сколько стоит поддержка?", **how: object) -> Receipt:
    written = {"to": CONTRACTS, "sender": "buyer@newcomer.example", "subject": "Цены"} | how
    return post.send(text, **written)  # type: ignore[arg-type]


def test_such_letters_wait_in_a_queue_of_their_own(cast: Cast, look: Look, post: Post, watch: Watch) -> None:
    receipt = _asked(post, "Сколько стоит поддержка двух коммутаторов?")
    watch.move(minutes=95)
    for reader in (cast.manager, cast.head, cast.duty):
        (_head, row) = look(reader, QUEUE).rows("Обращения без договора")
        assert row[0] == str(receipt.pk)
        assert row[2:5] == ["1 ч 35 мин", "buyer@newcomer.example buyer@newcomer.example", "Цены"]
        assert row[5] == "Без ответа"
    page = look(cast.manager, QUEUE).follow("Цены")
    assert "Сколько стоит поддержка двух коммутаторов?" in page.part("Письмо")
    assert "17.11.2026 12:00 МСК" in page.part("Письмо")
    assert "Нам не известен" in page.part("Отправитель")


@pytest.mark.parametrize("who", ["operator", "engineer", "lead", "account_manager", "logistics", "director", "admin"])
def test_others_do_not_find_the_queue(cast: Cast, look: Look, post: Post, who: str) -> None:
    receipt = _asked(post)
    assert look(getattr(cast, who), QUEUE).status == 404
    assert look(getattr(cast, who), f"{QUEUE}{receipt.pk}/").status == 404


def test_first_processing_is_not_burdened_with_them(cast: Cast, look: Look, post: Post) -> None:
    _asked(post, subject="Вопрос о ценах")
    _asked(post, "Авария, приоритет: 1, всё стоит!", subject="Стоит всё")
    page = look(cast.duty, "/desk/triage/").text
    assert "Вопрос о ценах" not in page
    assert "Стоит всё" in page


def test_its_files_are_saved_one_by_one(cast: Cast, look: Look, post: Post) -> None:
    receipt = _asked(post, files=[("список.txt", b"two switches")])
    link = look(cast.manager, f"{QUEUE}{receipt.pk}/").tree.xpath("//a[contains(@href, '/files/0/')]")[0]
    assert link.text_content().strip() == "список.txt"
    response = look(cast.manager, QUEUE).client.get(link.get("href"))
    assert response.content == b"two switches"
    assert response["Content-Disposition"].startswith("attachment")
    assert look(cast.manager, QUEUE).client.get(link.get("href").replace("/0/", "/1/")).status_code == 404


def test_the_answer_leaves_by_mail_in_the_language_of_the_letter(cast: Cast, look: Look, post: Post) -> None:
    receipt = _asked(
        post, "How much is support for two switches?", subject="Prices", Message_ID="<ask@newcomer.example>"
    )
    page = look(cast.manager, f"{QUEUE}{receipt.pk}/").press("Отправить ответ", text="We shall call you at two.")
    assert "Ответ отправляется на адрес buyer@newcomer.example." in page.text
    assert "We shall call you at two." in page.part("Ответ")
    letter = post.last("buyer@newcomer.example")
    assert letter.subject == "Re: Prices"
    assert letter.text.startswith("We shall call you at two.\n\nYour letter was received on 17 Nov 2026, 12:00 MSK")
    assert letter.headers["In-Reply-To"] == "<ask@newcomer.example>"
    assert letter.headers["Reply-To"] == CONTRACTS
    assert look(cast.manager, QUEUE).rows("Обращения без договора")[1][5] == "Ответ дан"


def test_a_ready_text_is_put_behind_what_is_typed_and_sends_nothing(cast: Cast, look: Look, post: Post) -> None:
    receipt = _asked(post)
    count = len(post.letters("buyer@newcomer.example"))
    page = look(cast.manager, f"{QUEUE}{receipt.pk}/").press("Условия и предложение", text="Уважаемая Марина!")
    assert page.value("text").startswith("Уважаемая Марина!\n\nЗдравствуйте!")
    english = page.press("Conditions and an offer", text="")
    assert english.value("text").startswith("Hello,")
    assert len(post.letters("buyer@newcomer.example")) == count


def test_sent_and_finished_it_leaves_the_queue(cast: Cast, look: Look, post: Post) -> None:
    receipt = _asked(post)
    page = look(cast.manager, f"{QUEUE}{receipt.pk}/").press("Отправить и завершить", text="Позвоним в два часа.")
    assert page.address == QUEUE
    assert "Писем в очереди нет" in page.text
    page = look(cast.manager, f"{QUEUE}?show=all").follow("Цены")
    assert "Ответ дан" in page.part("Завершено")
    assert "Manager Человекова, 17.11.2026 12:00 МСК" in page.part("Завершено")


def test_an_empty_answer_is_not_sent_and_nothing_else_either(cast: Cast, look: Look, post: Post) -> None:
    receipt = _asked(post)
    page = look(cast.manager, f"{QUEUE}{receipt.pk}/").press("Отправить ответ", text="  ")
    assert page.status == 422
    assert "Напишите ответ." in page.text


def test_it_is_finished_with_a_reason_and_that_is_an_event(cast: Cast, look: Look, post: Post) -> None:
    receipt = _asked(post)
    page = look(cast.manager, f"{QUEUE}{receipt.pk}/").press("Завершить", text="")
    assert page.status == 422
    assert "Укажите, чем завершилось." in page.text
    page = page.press("Завершить", reason="other", text="")
    assert "Укажите в нескольких словах, чем завершилось." in page.text
    page.press("Завершить", reason="other", text="Ошиблись домом")
    page = look(cast.head, f"{QUEUE}{receipt.pk}/")
    assert "Другое: Ошиблись домом" in page.part("Завершено")
    assert [(event.kind, event.facts.get("reason")) for event in receipt.events.all()][-1] == (
        "letter.settled",
        "other",
    )


def test_who_has_a_contract_gets_a_case_with_the_time_of_the_letter(
    cast: Cast, look: Look, post: Post, watch: Watch
) -> None:
    receipt = _asked(post, "Стек перезагружается, помогите.", sender=cast.ivanov.email, subject="Стек")
    watch.move(hours=3)
    page = look(cast.manager, f"{QUEUE}{receipt.pk}/")
    assert "Отправитель указан в договоре" in page.part("Отправитель")
    form = page.follow(f"Зарегистрировать по договору {cast.contract.number}")
    assert form.value("description") == "Стек перезагружается, помогите."
    numbers = {"pn": cast.item.product.pn, "sn": cast.item.sn}
    form.press_starting("Зарегистрировать", priority="3", category="incident", **numbers)
    case = Case.objects.get()
    assert (case.opener, case.contract, case.channel) == (cast.ivanov, cast.contract, "email")
    assert case.received_at == receipt.received_at
    assert "зарегистрировано как обращение" in look(cast.manager, f"{QUEUE}{receipt.pk}/").part("Завершено")
    assert "Писем в очереди нет" in look(cast.manager, QUEUE).text


def test_two_people_do_not_finish_it_twice(cast: Cast, look: Look, post: Post) -> None:
    receipt = _asked(post)
    first, second = (look(reader, f"{QUEUE}{receipt.pk}/") for reader in (cast.manager, cast.head))
    first.press("Завершить", reason="called")
    late = second.press("Завершить", reason="advertising")
    assert late.status == 409
    assert "Обновите страницу." in late.text


def test_a_house_may_keep_its_robot_silent(cast: Cast, post: Post) -> None:
    house.change_value("nocontract.autoreply", False, by=cast.admin, at=post.clock.at)
    _asked(post)
    assert not post.letters("buyer@newcomer.example")


def test_the_queue_costs_the_same_for_one_letter_and_for_many(
    cast: Cast, look: Look, post: Post, statements: Callable[[Client, str], int]
) -> None:
    receipt = _asked(post)
    addresses = (QUEUE, f"{QUEUE}{receipt.pk}/")
    few = [statements(look(cast.manager, one).client, one) for one in addresses]
    for number in range(30):
        _asked(post, f"Сколько стоит поддержка? {number}", subject=f"Цены {number}")
    assert [statements(look(cast.manager, one).client, one) for one in addresses] == few
    assert few[0] <= 4
    assert few[1] <= 9
