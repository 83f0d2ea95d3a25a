"""R-03  An answer by letter stands in the course of the case without what it quotes; the whole is one click away."""

from reglament.cases.course import waiting
from reglament.cases.course.entries import Message
from tests.cast import Cast
from tests.doors.letters_written import received
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import Post
from tests.regulation.seeing import words_of

ANSWER = "Версия 17.12.4, перезагружали утром."
QUOTED = (
    "С уважением,\nСергей Иванов\n\nвт, 17 нояб. 2026 г. в 12:10, Служба поддержки <support@vector.example>:\n\n"
    "> Какая версия ПО?\n"
)


def test_the_quoted_history_is_folded_for_both(cast: Cast, look: Look, post: Post, watch: Watch) -> None:
    case = cast.case_in_work()
    waiting.ask_customer(case, Message(text="Какая версия ПО?"), by=cast.engineer, at=watch.move(minutes=10))
    question = post.last(cast.orlova)
    watch.move(minutes=5)
    answer = f"{ANSWER}\n\n{QUOTED}"
    row = received(at=watch.at, sender=cast.orlova.email, text=answer, html="", In_Reply_To=question.message_id)
    assert (row.verdict, row.reason) == ("reply", "answer")
    for reader, page in ((cast.orlova, f"/cases/{case.number}/"), (cast.engineer, f"/desk/cases/{case.number}/")):
        message = look(reader, page).tree.get_element_by_id(f"entry-{row.entry_id}")
        folded = message.find(".//details")
        assert words_of(folded.find("summary")) == "Показать письмо целиком"
        assert "Сергей Иванов" in words_of(folded)
        assert "Какая версия ПО?" in words_of(folded)
        folded.getparent().remove(folded)
        assert ANSWER in words_of(message)
        assert "Сергей Иванов" not in words_of(message)


def test_the_signature_of_a_request_is_folded_too(cast: Cast, look: Look, watch: Watch) -> None:
    text = "Логин: ivanov\nПриоритет: 3\n\nПрошу объяснить журнал.\n\nС уважением,\nСергей Иванов\nинженер связи"
    row = received(at=watch.at, text=text, html="")
    assert row.case
    message = look(cast.ivanov, f"/cases/{row.case.number}/").tree.get_element_by_id(f"entry-{row.entry_id}")
    folded = message.find(".//details")
    assert "инженер связи" in words_of(folded)
    folded.getparent().remove(folded)
    assert "Прошу объяснить журнал." in words_of(message)
    assert "инженер связи" not in words_of(message)


def test_a_letter_that_quotes_nothing_is_not_said_twice(cast: Cast, look: Look, watch: Watch) -> None:
    row = received(at=watch.at, text="Логин: ivanov\nПриоритет: 3\n\nПрошу объяснить журнал.", html="")
    assert row.case
    assert "Показать как письмо" in look(cast.ivanov, f"/cases/{row.case.number}/").text
