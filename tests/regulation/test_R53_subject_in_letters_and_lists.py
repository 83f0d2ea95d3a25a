"""R-53  A case is known by its subject: it stands in every letter about it and in the portal's list."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from reglament.cases.course import correspondence, triage
from reglament.cases.course.entries import Message
from reglament.clauses import Refused
from reglament.notifications import choosing, compose, digests, kinds, placeholders, relay, rewording
from reglament.notifications.occasion import Occasion
from reglament.notifications.texts import Words
from reglament.people.house import change_value
from tests.cast import NOON, Cast
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import GOOD, Post, written

LONG = "Стек коммутаторов на складе в Подольске перезагружается каждые десять минут, телефоны второго этажа молчат"


def test_every_letter_bears_number_and_subject(cast: Cast, watch: Watch, post: Post) -> None:
    case = cast.solved_case()
    watch.move(days=30)
    subjects = {letter.subject for reader in (cast.orlova, cast.engineer) for letter in post.letters(reader)}
    assert subjects == {f"[{case.number}] Стек C9300 перезагружается"}


@pytest.mark.parametrize("kind", sorted(set(kinds.NAMES) - placeholders.WITH_SUBJECT))
def test_every_kind_of_letter_about_a_case_bears_them(cast: Cast, kind: str) -> None:
    """In the head that a mail program reads, whatever the words of the letter are, for customer and staff."""
    case = cast.case_in_work()
    event = case.events.select_related("actor").last()
    for reader in (cast.orlova, cast.manager):
        letter = compose.write(kind, Occasion(event, case, reader), to=reader.email, key=f"{kind}:{reader.pk}")
        message = message_from_bytes(relay.wire(letter, letter.text), policy=policy.default)
        assert message["Subject"] == f"[{case.number}] Стек C9300 перезагружается"


def test_no_edit_of_the_texts_takes_them_away(cast: Cast, post: Post) -> None:
    words = Words("Своя тема", "{number}")
    with pytest.raises(Refused, match="номер и тема обращения"):
        rewording.reword("registered", "ru", words, seen=1, by=cast.head, at=NOON)
    case = cast.case()
    assert post.last(cast.orlova).subject == f"[{case.number}] Стек C9300 перезагружается"


def test_a_digest_names_each_case_by_them(cast: Cast, watch: Watch, post: Post) -> None:
    choosing.choose(cast.orlova, {"reply": "digest"}, hour=9, by=cast.orlova, at=watch.at)
    case = cast.case_in_work()
    correspondence.reply(case, Message(text="Смотрю."), by=cast.engineer, at=watch.move(hours=1))
    post.letters(cast.orlova)
    digests.write_due(at=watch.move(days=1))
    letter = post.last(cast.orlova)
    assert letter.kind == "digest"
    assert f"[{case.number}] Стек C9300 перезагружается" in letter.text


def test_the_list_of_the_portal_shows_it(cast: Cast, look: Look) -> None:
    case = cast.case()
    page = look(cast.orlova, "/cases/")
    assert case.number in page.text
    assert "Стек C9300 перезагружается" in page.text


def test_the_subject_of_the_letter_becomes_the_subject_of_the_case(cast: Cast, post: Post) -> None:
    receipt = post.send(GOOD, subject="Нет связи со складом")
    assert post.last(cast.ivanov).subject == f"[{receipt.case.number}] Нет связи со складом"


@pytest.mark.parametrize("subject", [LONG, f"{LONG}. {LONG}"[:200], "ж" * 200])
def test_a_long_subject_is_cut_in_letters_and_whole_in_the_list(
    cast: Cast, look: Look, post: Post, subject: str
) -> None:
    case = cast.case(subject=subject)
    in_letter = post.last(cast.orlova).subject.removeprefix(f"[{case.number}] ")
    assert len(in_letter) <= 120
    assert in_letter == subject or (in_letter.endswith("…") and subject.startswith(in_letter.rstrip("…")))
    assert subject in look(cast.orlova, "/cases/").text


def test_a_renamed_case_keeps_its_thread_by_the_tag(cast: Cast, watch: Watch, post: Post) -> None:
    case = cast.case_in_work()
    first = post.last(cast.orlova)
    triage.rename(case, "Кабель стека", by=cast.duty, at=watch.move(hours=1))
    receipt = post.send(
        "Да, кабель меняли вчера.",
        sender="orlova@customer.example",
        subject=f"Re: {first.subject}",
        In_Reply_To=first.message_id,
    )
    assert (receipt.verdict, receipt.case) == ("reply", case)
    assert post.last(cast.engineer).subject == f"[{case.number}] Кабель стека"


def test_an_answer_finds_its_case_whatever_became_of_the_subject(cast: Cast, watch: Watch, post: Post) -> None:
    case = cast.case_in_work()
    letter = post.last(cast.orlova)
    watch.move(hours=1)
    receipt = post.send("Помогло.", sender="orlova@customer.example", subject="Без темы", In_Reply_To=letter.message_id)
    assert (receipt.verdict, receipt.case) == ("reply", case)


def test_whoever_invents_a_message_id_reaches_no_case(cast: Cast, watch: Watch, post: Post) -> None:
    """A number is no secret; only what we signed for this participant counts."""
    case = cast.case_in_work()
    genuine = post.last(cast.orlova).message_id
    watch.move(hours=1)
    forged = genuine.replace(".", ".9", 1)
    receipt = post.send("Закройте всё.", sender="orlova@customer.example", subject="Вопрос", In_Reply_To=forged)
    assert (receipt.verdict, receipt.reason) == ("quarantine", "bad_token")
    stolen = post.send("Закройте всё.", sender="evil@elsewhere.example", subject="Вопрос", In_Reply_To=genuine)
    assert (stolen.verdict, stolen.reason) == ("quarantine", "stranger")
    assert not case.entries.filter(text__contains="Закройте").exists()


def test_nobody_else_is_renamed_for(cast: Cast, look: Look) -> None:
    case = cast.case(at=NOON - timedelta(hours=1))
    page = look(cast.orlova, f"/cases/{case.number}/")
    assert "Переименовать" not in page.buttons()


def test_an_answer_to_the_address_of_the_letter_needs_nothing_else(cast: Cast, post: Post) -> None:
    case = cast.case()
    address = post.last(cast.orlova).headers["Reply-To"]
    receipt = post.bring(written("Стало хуже.", sender=cast.orlova.email, subject="от меня", to=address), to=address)
    assert (receipt.verdict, receipt.case) == ("reply", case)
    assert case.entries.latest("id").text == "Стало хуже."


def test_an_address_of_somebody_elses_letter_opens_nothing(cast: Cast, post: Post) -> None:
    case = cast.case()
    address = post.last(cast.orlova).headers["Reply-To"]
    for sender in ("mallory@elsewhere.example", cast.petrov.email):
        receipt = post.bring(written("Закройте.", sender=sender, subject="от меня", to=address), to=address)
        assert receipt.verdict == "quarantine"
    assert case.entries.count() == 1


def test_a_house_whose_server_takes_no_plus_keeps_its_plain_address(cast: Cast, post: Post, watch: Watch) -> None:
    change_value("mail.tagged_replies", False, by=cast.admin, at=watch.move(minutes=1))
    cast.case()
    assert post.last(cast.orlova).headers["Reply-To"] == "support@vector.example"
