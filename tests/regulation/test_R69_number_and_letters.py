"""R-69  One number for every channel; the customer is written to on registration, rejection and every new state."""

import re
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from reglament.cases.course import (
    assignment,
    closing,
    correspondence,
    merging,
    refusal,
    reopening,
    solving,
    triage,
    waiting,
)
from reglament.cases.course.entries import Message
from reglament.cases.models import Case
from reglament.notifications import layout
from tests.cast import NOON, Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import EMERGENCY, GOOD, SUPPORT, Post

NUMBER = re.compile(r"SD-2026-\d{6}")


def test_the_number_is_the_same_on_the_page_in_the_letter_and_at_the_desk(cast: Cast, look: Look, post: Post) -> None:
    case = post.send(GOOD).case
    assert NUMBER.fullmatch(case.number)
    assert f"Обращение {case.number} зарегистрировано." in post.last(cast.ivanov).text
    assert case.number in look(cast.ivanov, f"/cases/{case.number}/").text
    assert case.number in look(cast.duty, f"/desk/cases/{case.number}/").text


def test_numbers_follow_one_another_and_none_is_given_twice(cast: Cast) -> None:
    numbers = [cast.case(channel=channel).number for channel in ("web", "email", "phone", "fax")]
    order = [int(number.rpartition("-")[2]) for number in numbers]
    assert order == list(range(order[0], order[0] + 4))


def test_the_number_in_an_answer_leads_to_the_case(cast: Cast, watch: Watch, post: Post) -> None:
    case = cast.case_in_work()
    watch.move(hours=1)
    receipt = post.send("Есть новости?", sender=cast.orlova.email, subject=f"обращение №{case.number}")
    assert (receipt.verdict, receipt.case) == ("reply", case)


def test_registration_is_told_with_all_that_matters(cast: Cast, post: Post) -> None:
    case = post.send(GOOD).case
    letter = post.last(cast.ivanov)
    assert letter.text.split("\n\n")[:2] == [
        "— Пишите ответ выше этой строки —",
        "Здравствуйте, Ivanov Человекова!",
    ]
    for words in (
        f"Обращение {case.number} зарегистрировано.",
        "Тема: Нет связи со складом",
        "Приоритет: 2 (Высокий)",
        "Договор: ВС-2025/114",
        "Реагирование: до 17.11.2026 13:00 МСК",
        "Решение: до 20.11.2026 12:00 МСК",
        f"Позвоните по номеру {EMERGENCY} и назовите номер обращения.",
        f"/cases/{case.number}/",
        "Подрядчик, служба технической поддержки",
    ):
        assert words in letter.text, words


def test_the_letter_gives_the_deadlines_that_the_page_gives(cast: Cast, look: Look, post: Post) -> None:
    case = post.send(GOOD).case
    page = look(cast.ivanov, f"/cases/{case.number}/").text
    for clock in ("REACT", "SOL"):
        due = case.deadlines.get(clock=clock).due_at + timedelta(hours=3)
        assert f"{due:%d.%m.%Y %H:%M} МСК" in post.last(cast.ivanov).text
        assert f"{due:%H:%M}" in page


def test_the_same_in_english_for_who_reads_english(cast: Cast, post: Post) -> None:
    cast.ivanov.language = "en"
    cast.ivanov.save()
    case = post.send(GOOD).case
    letter = post.last(cast.ivanov)
    for words in (
        f"Case {case.number} is registered.",
        "Priority: 2 (High)",
        "Reaction: until 17 Nov 2026, 13:00 MSK",
        f"Call {EMERGENCY} and give the case number.",
    ):
        assert words in letter.text, words


def test_a_priority_set_by_default_is_explained(cast: Cast, post: Post) -> None:
    post.send(GOOD.replace("Приоритет: 2", "Приоритет: срочно"))
    text = post.last(cast.ivanov).text
    assert "поэтому установлен приоритет 4 (Низкий)" in text
    assert "ответьте на это письмо" in text


def test_files_over_the_limit_are_named(cast: Cast, post: Post) -> None:
    post.send(GOOD, files=[(f"журнал-{number}.log", b"line") for number in range(7)])
    text = post.last(cast.ivanov).text
    assert "Не приняты файлы" in text
    assert "\nжурнал-5.log\nжурнал-6.log\n" in text
    assert "журнал-4.log" not in text


def test_a_strange_sender_learns_the_number_and_the_login_all_the_rest(cast: Cast, post: Post) -> None:
    case = post.send(GOOD, sender="home@elsewhere.example").case
    assert post.kinds(cast.ivanov) == ["registered"]
    letter = post.last("home@elsewhere.example")
    assert letter.subject == f"[{case.number}] Нет связи со складом"
    assert case.number in letter.text
    assert EMERGENCY in letter.text
    for secret in ("Договор", "ВС-2025", "Человекова", "FOC2147X0AB"):
        assert secret not in letter.text


def test_rejection_of_a_letter_is_told(cast: Cast, post: Post) -> None:
    post.send("Упал стык.", sender="home@elsewhere.example")
    assert post.kinds("home@elsewhere.example") == ["rejected"]


def test_a_refusal_of_service_is_told_with_its_reason(cast: Cast, post: Post, watch: Watch) -> None:
    case = cast.case(sn="FOC0000", priority=3)
    refusal.propose(case, reason="not_covered", text="Изделия нет в договоре.", by=cast.duty, at=watch.move(hours=1))
    refusal.approve(case, by=cast.manager, at=watch.move(hours=1))
    text = post.last(cast.orlova).text
    assert f"По обращению {case.number} отказано в обслуживании." in text
    assert "Изделия нет в договоре." in text


def play(case: Case, cast: Cast, step: str, at: Any) -> None:
    """One step of the course of a case in work."""
    by: dict[str, Any] = {"by": cast.engineer, "at": at}
    match step:
        case "question":
            waiting.ask_customer(case, Message(text="Пришлите журнал."), **by)
        case "vendor":
            waiting.await_vendor(case, vendor="Cisco", vendor_number="SR-77", **by)
        case "postponed":
            waiting.postpone(case, (at + timedelta(days=9)).date(), text="Так договорились.", **by)
        case "workaround":
            solving.give_workaround(case, "Переключили на резерв.", **by)
        case "resolved":
            solving.resolve(case, Message(text="Заменили кабель."), cause="cabling", closure="solved", **by)


STATES = {
    "question": ("Требуется Ваш ответ", "Пришлите журнал.", "отсчёт продолжится после Вашего ответа"),
    "vendor": ("передано производителю", "Производитель: Cisco", "Номер у производителя: SR-77"),
    "postponed": ("отложено по согласованию с Вами до 26.11.2026", "Так договорились."),
    "workaround": ("предоставлено временное решение", "Переключили на резерв."),
    "resolved": ("решено.", "Заменили кабель.", "Подтвердить решение: ", "Не решено: ", "если Вы не возразите"),
}


@pytest.mark.parametrize("step", STATES)
def test_each_new_state_is_told(cast: Cast, post: Post, watch: Watch, step: str) -> None:
    case = cast.case_in_work()
    play(case, cast, step, watch.move(hours=1))
    letter = post.last(cast.orlova)
    assert letter.kind == step
    assert case.number in letter.text
    for words in STATES[step]:
        assert words in letter.text, words


def test_the_whole_course_is_told_in_its_order(cast: Cast, post: Post, watch: Watch) -> None:
    case = cast.case()
    assignment.assign(case, by=cast.duty, at=watch.move(minutes=1), team=cast.team, assignee=cast.engineer)
    assignment.take(case, by=cast.engineer, at=watch.move(minutes=1))
    waiting.ask_customer(case, Message(text="Пришлите журнал."), by=cast.engineer, at=watch.move(minutes=1))
    correspondence.reply(case, Message(text="Вот он."), by=cast.ivanov, at=watch.move(minutes=1))
    solving.diagnose(case, "Кабель стека.", by=cast.engineer, at=watch.move(minutes=1))
    play(case, cast, "resolved", watch.move(minutes=1))
    reopening.reopen(case, "Опять упало.", by=cast.ivanov, at=watch.move(minutes=1))
    assignment.take(case, by=cast.engineer, at=watch.move(minutes=1))
    play(case, cast, "resolved", watch.move(minutes=1))
    case.refresh_from_db()
    closing.close_by_itself(case, at=watch.move(days=30))
    assert post.kinds(cast.orlova) == [
        *("registered", "taken", "question", "reply", "diagnosis", "resolved"),
        *("reopened", "taken", "resolved", "closed"),
    ]


def test_a_check_ends_with_registration_and_its_deadlines(cast: Cast, post: Post, watch: Watch) -> None:
    case = cast.case(sn="FOC0000", priority=3)
    assert "идёт проверка договора" in post.last(cast.orlova).text
    triage.set_item(case, item=cast.item, by=cast.duty, at=watch.move(hours=1))
    triage.confirm(case, by=cast.duty, at=watch.at)
    triage.register(case, by=cast.duty, at=watch.at)
    text = post.last(cast.orlova).text
    assert f"Обращение {case.number} зарегистрировано." in text
    assert "Реагирование: до 17.11.2026 17:00 МСК" in text


def test_a_merged_number_goes_on_leading_to_the_case(cast: Cast, post: Post, look: Look, watch: Watch) -> None:
    main, duplicate = cast.case(), cast.case()
    merging.merge(duplicate, main, by=cast.duty, at=watch.move(minutes=5))
    assert f"объединено с обращением {main.number}" in post.last(cast.orlova).text
    page = look(cast.orlova, f"/cases/{duplicate.number}/")
    assert main.number in page.address


def test_nobody_is_written_to_about_the_own_step(cast: Cast, post: Post, watch: Watch) -> None:
    case = cast.solved_case(at=NOON)
    watch.move(hours=3)
    before = post.kinds(cast.orlova)
    closing.accept(case, by=cast.orlova, at=watch.at)
    assert post.kinds(cast.orlova) == before
    assert post.last(cast.engineer).kind == "step"


def test_what_stays_in_the_house_is_in_no_customers_letter(cast: Cast, post: Post, watch: Watch) -> None:
    case = cast.case_in_work()
    correspondence.note(case, Message(text="Секрет дома."), by=cast.duty, at=watch.move(hours=1))
    assert all("Секрет дома." not in letter.text for letter in post.letters(cast.orlova))
    assert "Секрет дома." in post.last(cast.engineer).text


@pytest.mark.parametrize("how", ["as outlook", "as a quotation"])
def test_an_answer_above_our_page_is_told_from_it(cast: Cast, watch: Watch, post: Post, how: str) -> None:
    """A mail program repeats the HTML part of our letter under the answer: only the answer enters the case."""
    case = cast.case_in_work()
    letter = post.last(cast.orlova)
    ours = layout.html(letter.text, subject=letter.subject, language="ru").partition("<body")[2].partition(">")[2]
    quoted = ours.partition("</body>")[0]
    body = f"<blockquote>{quoted}</blockquote>" if how == "as a quotation" else quoted
    answer = EmailMessage()
    answer["From"], answer["To"] = cast.orlova.email, SUPPORT
    answer["Subject"], answer["In-Reply-To"] = f"Re: {letter.subject}", letter.message_id
    answer.set_content(f"<div>Да, кабель меняли вчера.</div><div>{body}</div>", subtype="html")
    receipt = post.bring(answer.as_bytes())
    assert (receipt.verdict, receipt.case) == ("reply", case)
    assert case.entries.order_by("id").last().text == "Да, кабель меняли вчера."
