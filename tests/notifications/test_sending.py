"""Letters leave through a real mail server: once, in order, again while there is hope, never for ever."""

from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import parseaddr
from itertools import pairwise
from typing import Any

import pytest

from reglament.cases.course import correspondence
from reglament.cases.course.entries import Message
from reglament.notifications import heads, sending, terms
from reglament.notifications.answering import Answer, answer
from reglament.notifications.models import Letter
from reglament.people.house import change_value
from reglament.people.models import HouseEvent
from tests.cast import NOON, Cast
from tests.notifications.outbox import post, receipt, to
from tests.notifications.receiver import Receiver

pytestmark = pytest.mark.django_db


def registered(cast: Cast) -> Letter:
    """One queued letter: what the customer reads of a new case."""
    cast.case()
    letter = to(cast.orlova, post())
    Letter.objects.exclude(pk=letter.pk).delete()
    return letter


def test_what_arrives_is_what_was_written(cast: Cast, receiver: Receiver) -> None:
    letter = registered(cast)
    assert sending.send_due(at=NOON) == 1
    (received,) = receiver.letters
    message = received.message
    assert (received.sender, received.recipient) == (letter.headers["Reply-To"], "orlova@customer.example")
    assert message["Subject"] == "[SD-2026-000001] Стек C9300 перезагружается"
    (author,) = message["From"].addresses
    assert (author.display_name, author.addr_spec) == ("Подрядчик", "support@vector.example")
    assert message["Message-ID"] == letter.message_id
    assert received.text == letter.text
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at, letter.next_attempt_at) == (Letter.State.SENT, NOON, None)


NAMES = ("Наталья Павловна Орлова-Заозёрская", 'Орлова «Н. П.», отдел "Связь"', "N. Orlova")
SUBJECTS = (
    "журналы за сутки на складе",
    "Стек на складе: журналы за сутки",
    "«Южный»" + " «Южный»" * 14,
    "ё" * 110,
    "Re: a" * 20,
)


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("name", NAMES)
def test_no_blank_of_a_long_header_is_lost(cast: Cast, receiver: Receiver, subject: str, name: str) -> None:
    letter = registered(cast)
    written = {"subject": subject, "headers": letter.headers | {"To": heads.mailbox(name, "orlova@customer.example")}}
    Letter.objects.filter(pk=letter.pk).update(**written)
    sending.send_due(at=NOON)
    (received,) = receiver.letters
    assert received.message["Subject"] == subject
    # As it came: the library's reader of addresses puts a blank between two encoded words.
    spoken, address = parseaddr(message_from_bytes(received.content)["To"])
    assert (str(make_header(decode_header(spoken))), address) == (name, "orlova@customer.example")
    assert all(len(line) <= 200 for line in received.content.split(b"\r\n\r\n")[0].split(b"\r\n"))


def test_a_sent_letter_is_not_sent_again(cast: Cast, receiver: Receiver) -> None:
    registered(cast)
    assert sending.send_due(at=NOON) == 1
    assert sending.send_due(at=NOON + timedelta(days=1)) == 0
    assert len(receiver.letters) == 1


def test_without_a_mail_server_letters_stay_in_the_journal(cast: Cast, settings: Any) -> None:
    settings.SMTP_CONFIGURED = False
    cast.solved_case()
    letters = post()
    assert sending.send_due(at=NOON + timedelta(days=1)) == len(letters)
    assert set(Letter.objects.values_list("state", flat=True)) == {Letter.State.JOURNAL}


def test_identifiers_are_neither_folded_nor_encoded(cast: Cast, receiver: Receiver) -> None:
    case = cast.case_in_work()
    correspondence.reply(case, Message(text="Смотрю журналы."), by=cast.engineer, at=NOON + timedelta(minutes=9))
    post()
    sending.send_due(at=NOON + timedelta(hours=1))
    first, *_, last = [one for one in receiver.letters if one.recipient == "orlova@customer.example"]
    head = last.content.split(b"\r\n\r\n")[0].decode()
    assert f"\r\nIn-Reply-To: {first.message['Message-ID']}\r\n" in head
    assert f"\r\nReferences: {first.message['Message-ID']}\r\n" in head
    assert all(len(line) <= 998 for line in head.split("\r\n"))


def test_a_robots_answer_has_no_return_path(cast: Cast, receiver: Receiver) -> None:
    answer(receipt(), Answer.UNKNOWN_LOGIN, (), "ru", at=NOON)
    assert sending.send_due(at=NOON) == 1
    (received,) = receiver.letters
    assert (received.sender, received.recipient) == ("", "stranger@nowhere.example")


def test_attempts_come_after_1_5_15_and_60_minutes_and_then_hourly_for_five_days(
    cast: Cast, receiver: Receiver
) -> None:
    letter = registered(cast)
    receiver.answers["RCPT"] = "450 greylisted"
    waited, at = [], NOON
    while letter.state == Letter.State.QUEUED:
        assert sending.send_due(at=at) == 0
        letter.refresh_from_db()
        if letter.next_attempt_at:
            waited.append((letter.next_attempt_at - at) // timedelta(minutes=1))
            at = letter.next_attempt_at
    assert waited[:6] == [1, 5, 15, 60, 60, 60]
    assert set(waited[3:]) == {60}
    assert timedelta(days=5) <= at - NOON <= timedelta(days=5, hours=2)
    assert letter.state == Letter.State.FAILED
    assert letter.last_error == "450 greylisted"


def test_a_repeated_letter_is_the_same_letter(cast: Cast, receiver: Receiver) -> None:
    letter = registered(cast)
    receiver.answers["CONTENT"] = "451 try later"
    sending.send_due(at=NOON)
    receiver.answers.clear()
    assert sending.send_due(at=NOON + timedelta(minutes=1)) == 1
    assert receiver.letters[0].message["Message-ID"] == letter.message_id
    letter.refresh_from_db()
    assert (letter.attempts, letter.last_error) == (2, "")


@pytest.mark.parametrize("where", ["MAIL", "RCPT", "CONTENT"])
def test_a_final_refusal_stops_at_once(cast: Cast, receiver: Receiver, where: str) -> None:
    letter = registered(cast)
    receiver.answers[where] = "550 no such person"
    assert sending.send_due(at=NOON) == 0
    letter.refresh_from_db()
    assert (letter.state, letter.last_error, letter.attempts) == (Letter.State.FAILED, "550 no such person", 1)
    assert sending.send_due(at=NOON + timedelta(days=1)) == 0


def test_a_refused_letter_does_not_hold_the_others(cast: Cast, receiver: Receiver) -> None:
    cast.case()
    post()
    receiver.answers["RCPT TO:<orlova"] = "550 no such person"
    sending.send_due(at=NOON)
    assert [one.recipient for one in receiver.letters] == ["duty@vector.example"]


def test_a_person_gives_a_failed_letter_another_chance(cast: Cast, receiver: Receiver) -> None:
    letter = registered(cast)
    receiver.answers["RCPT"] = "550 no such person"
    sending.send_due(at=NOON)
    receiver.answers.clear()
    sending.send_again(letter, by=cast.duty, at=NOON + timedelta(days=2))
    assert sending.send_due(at=NOON + timedelta(days=2)) == 1
    sending.send_again(letter, by=cast.duty, at=NOON + timedelta(days=3))
    assert letter.state == Letter.State.SENT


def test_one_readers_letters_of_a_case_keep_their_order(cast: Cast, receiver: Receiver) -> None:
    case = cast.case()
    correspondence.reply(case, Message(text="Первое."), by=cast.duty, at=NOON + timedelta(minutes=1))
    correspondence.reply(case, Message(text="Второе."), by=cast.duty, at=NOON + timedelta(minutes=2))
    letters = [letter for letter in post() if letter.recipient == cast.orlova]
    receiver.answers["CONTENT"] = "451 try later"
    sending.send_due(at=NOON + timedelta(minutes=3))
    receiver.answers.clear()
    # The second and third are due, but the first is to be tried again in a minute only.
    assert sending.send_due(at=NOON + timedelta(minutes=3, seconds=30)) == 0
    sending.send_due(at=NOON + timedelta(minutes=4))
    arrived = [one.message["Message-ID"] for one in receiver.letters if one.recipient == "orlova@customer.example"]
    assert arrived == [letter.message_id for letter in letters]


def test_other_cases_do_not_wait_behind_a_letter(cast: Cast, receiver: Receiver) -> None:
    cast.case()
    cast.case(at=NOON + timedelta(minutes=1))
    first, second = [letter for letter in post() if letter.recipient == cast.orlova]
    Letter.objects.filter(pk=first.pk).update(next_attempt_at=NOON + timedelta(hours=1))
    sending.send_due(at=NOON + timedelta(minutes=2))
    assert second.message_id in [one.message["Message-ID"] for one in receiver.letters]


def test_a_letter_waits_for_its_time(cast: Cast, receiver: Receiver) -> None:
    letter = registered(cast)
    Letter.objects.filter(pk=letter.pk).update(not_before=NOON + timedelta(minutes=10))
    assert sending.send_due(at=NOON + timedelta(minutes=9)) == 0
    assert sending.send_due(at=NOON + timedelta(minutes=10)) == 1


def test_while_the_server_is_away_nothing_is_lost_and_no_letter_is_blamed(cast: Cast, receiver: Receiver) -> None:
    cast.case()
    post()
    receiver.answers["CONNECT"] = "554 not today"
    at = NOON
    for _minute in range(90):
        assert sending.send_due(at=at) == 0
        at += timedelta(minutes=1)
    assert set(Letter.objects.values_list("attempts", "state")) == {(0, Letter.State.QUEUED)}
    assert "554" in Letter.objects.first().last_error
    receiver.answers.clear()
    assert sending.send_due(at=at) == 2


def test_a_wrong_password_is_not_the_letters_fault(cast: Cast, receiver: Receiver) -> None:
    letter = registered(cast)
    receiver.answers["MAIL"] = "530 authentication required"
    sending.send_due(at=NOON)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (Letter.State.QUEUED, 0)


def test_a_server_away_for_five_days_is_seen_in_the_journal(cast: Cast, receiver: Receiver) -> None:
    letter = registered(cast)
    receiver.answers["CONNECT"] = ""
    sending.send_due(at=NOON + timedelta(days=5))
    letter.refresh_from_db()
    assert letter.state == Letter.State.FAILED


def test_a_letter_that_breaks_the_session_holds_nobody_else(cast: Cast, receiver: Receiver) -> None:
    cast.case()
    post()
    receiver.answers["RCPT TO:<orlova"] = ""
    assert sending.send_due(at=NOON) == 1
    assert [one.recipient for one in receiver.letters] == ["duty@vector.example"]
    assert Letter.objects.get(recipient=cast.orlova).next_attempt_at == NOON + timedelta(minutes=1)


def test_a_letter_claimed_by_a_process_that_died_is_sent_later(cast: Cast, receiver: Receiver) -> None:
    letter = registered(cast)
    claimed = sending._claim(NOON)
    assert claimed == letter
    assert sending.send_due(at=NOON + timedelta(minutes=14)) == 0
    assert sending.send_due(at=NOON + timedelta(minutes=15)) == 1


def test_two_at_work_never_take_the_same_letter(cast: Cast) -> None:
    cast.case()
    letters = post()
    claimed = [sending._claim(NOON) for _ in letters]
    assert {letter.pk for letter in claimed if letter} == {letter.pk for letter in letters}
    assert sending._claim(NOON) is None


def test_whoever_stops_finishes_no_further_letter(cast: Cast, receiver: Receiver) -> None:
    cast.case()
    post()
    asked = iter([False, True])
    assert sending.send_due(at=NOON, is_stopping=lambda: next(asked)) == 1


def test_a_letter_that_cannot_be_written_fails_and_says_why(cast: Cast, receiver: Receiver) -> None:
    letter = registered(cast)
    Letter.objects.filter(pk=letter.pk).update(headers=letter.headers | {"X-Broken": "one\r\ntwo"})
    sending.send_due(at=NOON)
    letter.refresh_from_db()
    assert letter.state == Letter.State.FAILED
    assert "ValueError" in letter.last_error


@pytest.mark.parametrize(
    "address", ["not an address", "a@b@c", "имя@пример.рф", "x@-", "a\r\nRCPT TO:<v@victim.example>@b"]
)
def test_what_is_no_address_fails_without_a_word_to_the_server(cast: Cast, receiver: Receiver, address: str) -> None:
    letter = registered(cast)
    Letter.objects.filter(pk=letter.pk).update(to_address=address)
    sending.send_due(at=NOON)
    letter.refresh_from_db()
    assert (letter.state, receiver.sessions) == (Letter.State.FAILED, 0)


def test_national_domains_are_written_for_the_server(cast: Cast, receiver: Receiver) -> None:
    letter = registered(cast)
    Letter.objects.filter(pk=letter.pk).update(to_address="info@пример.рф")
    assert sending.send_due(at=NOON) == 1
    assert receiver.letters[0].recipient == "info@xn--e1afmkfd.xn--p1ai"


def test_each_wait_follows_the_one_before() -> None:
    assert all(earlier < later for earlier, later in pairwise(sending.retry_pauses()))


def failed_for_good(receiver: Receiver) -> None:
    receiver.answers["RCPT TO:<orlova"] = "550 no such person"


def test_behind_a_letter_that_failed_for_good_the_others_go_on(cast: Cast, receiver: Receiver) -> None:
    case = cast.case()
    correspondence.reply(case, Message(text="Первое."), by=cast.duty, at=NOON + timedelta(minutes=1))
    first, second = [letter for letter in post() if letter.recipient == cast.orlova]
    failed_for_good(receiver)
    sending.send_due(at=NOON)
    receiver.answers.clear()
    sending.send_due(at=NOON + timedelta(minutes=2))
    arrived = [one.message["Message-ID"] for one in receiver.letters if one.recipient == cast.orlova.email]
    assert arrived == [second.message_id]
    sending.send_again(first, by=cast.duty, at=NOON + timedelta(hours=1))
    correspondence.reply(case, Message(text="Второе."), by=cast.duty, at=NOON + timedelta(hours=1))
    (third,) = [letter for letter in post() if letter.recipient == cast.orlova]
    sending.send_due(at=NOON + timedelta(hours=1))
    arrived = [one.message["Message-ID"] for one in receiver.letters if one.recipient == cast.orlova.email]
    assert arrived == [second.message_id, first.message_id, third.message_id]


def test_sending_again_by_hand_is_an_event(cast: Cast, receiver: Receiver) -> None:
    letter = registered(cast)
    failed_for_good(receiver)
    sending.send_due(at=NOON)
    for _twice in range(2):
        sending.send_again(letter, by=cast.duty, at=NOON + timedelta(hours=1))
    event = HouseEvent.objects.get(kind="letter.given_again")
    assert (event.actor, event.facts) == (cast.duty, {"letter": letter.pk})


def test_hope_begins_anew_with_a_letter_given_again(cast: Cast, receiver: Receiver) -> None:
    letter = registered(cast)
    receiver.answers["CONNECT"] = ""
    week = NOON + timedelta(days=7)
    sending.send_due(at=week)
    sending.send_again(letter, by=cast.duty, at=week)
    sending.send_due(at=week)
    letter.refresh_from_db()
    assert letter.state == Letter.State.QUEUED
    sending.send_due(at=week + timedelta(days=5))
    letter.refresh_from_db()
    assert letter.state == Letter.State.FAILED


def test_the_house_sets_the_pauses_and_the_patience(cast: Cast, receiver: Receiver) -> None:
    change_value(terms.RETRY_MINUTES.key, ["2", "нет", "30"], by=cast.admin, at=NOON)
    change_value(terms.GIVE_UP_DAYS.key, 1, by=cast.admin, at=NOON)
    letter = registered(cast)
    receiver.answers["RCPT"] = "450 greylisted"
    waited, at = [], NOON
    while letter.state == Letter.State.QUEUED:
        sending.send_due(at=at)
        letter.refresh_from_db()
        if letter.next_attempt_at:
            waited.append((letter.next_attempt_at - at) // timedelta(minutes=1))
            at = letter.next_attempt_at
    assert waited[:3] == [2, 30, 30]
    assert timedelta(days=1) <= at - NOON <= timedelta(days=1, hours=1)


def test_without_any_pause_left_it_is_an_hour(cast: Cast) -> None:
    change_value(terms.RETRY_MINUTES.key, ["0", "-5", ""], by=cast.admin, at=NOON)
    assert sending.retry_pauses() == [timedelta(hours=1)]


@pytest.mark.parametrize(
    "subject", ["Не отвечает <сервер>", "<сервер>", "Сбой <", "«Сбой» <a@b.example>", '"Сбой" <x>']
)
def test_a_subject_with_brackets_arrives_as_it_was_typed(cast: Cast, receiver: Receiver, subject: str) -> None:
    case = cast.case(subject=subject)
    post()
    assert sending.send_due(at=NOON) == 2
    assert {one.message["Subject"] for one in receiver.letters} == {f"[{case.number}] {subject}"}
