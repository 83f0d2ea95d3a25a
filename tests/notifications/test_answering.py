"""A robot's answers: what they say, whom they never reach, and how many there are."""

from datetime import timedelta
from typing import Any

import pytest

from reglament.history.handing_over import hand_over
from reglament.history.record import record
from reglament.intake import events, mailboxes
from reglament.intake.mail import profile
from reglament.intake.mail.fields import Problem, Trouble
from reglament.intake.mail.judgement import Reason
from reglament.intake.models import Receipt
from reglament.memory.values import forget_everything
from reglament.notifications import caps, consuming
from reglament.notifications.answering import ANSWERS, BOTH, Answer, answer, answer_judged, language_of
from reglament.notifications.models import Letter
from reglament.notifications.troubles import SENTENCES
from reglament.terms.models import HouseValue
from tests.cast import NOON, Cast
from tests.notifications.outbox import receipt

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
EMERGENCY = {
    "ru": "Если у Вас авария, позвоните: 8 (800) 000-00-43.",
    "en": "If this is an outage, call 8 (800) 000-00-43.",
}
MALFORMED = [Problem(Trouble.LOGIN_MALFORMED, 2, "ivanov sm")]


def written(kind: Answer, language: str = "ru", problems: Any = (), **changed: Any) -> Letter:
    letter = answer(receipt(**changed), kind, problems, language, at=NOON)
    assert letter is not None
    return letter


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("kind", [Answer.REJECTED, Answer.UNKNOWN_LOGIN, Answer.UNREADABLE])
def test_rejections_begin_with_the_telephone(kind: Answer, language: str) -> None:
    letter = written(kind, language, MALFORMED)
    assert letter.text.split("\n")[0] == EMERGENCY[language]
    assert letter.language == language
    assert letter.subject


def test_the_head_of_an_answer() -> None:
    letter = written(Answer.REJECTED, problems=MALFORMED, message_id="abc@customer.example")
    assert letter.null_return_path
    assert letter.recipient is letter.case is None
    assert letter.headers["Auto-Submitted"] == "auto-replied"
    assert letter.headers["X-Auto-Response-Suppress"] == "All"
    assert letter.headers["Precedence"] == "bulk"
    assert letter.headers["X-Loop"] == "support@vector.example"
    assert letter.headers["In-Reply-To"] == letter.headers["References"] == "<abc@customer.example>"
    assert letter.headers["To"] == "stranger@nowhere.example"
    assert Receipt.objects.get().answered


def test_a_rejection_names_line_value_and_remedy_and_offers_a_beginning_to_copy() -> None:
    problems = [*MALFORMED, Problem(Trouble.LAYOUT_HINT, 2, "іvanov"), Problem(Trouble.PRIORITY_MISSING)]
    text = written(Answer.REJECTED, problems=problems, fields={"priority": 2}).text
    assert "Письмо «Не работает телефония» не зарегистрировано" in text
    assert "\n— Строка 2, «ivanov sm». Логин записан неверно:" in text
    assert "\n— Строка 2, «іvanov». В логине есть русские буквы: проверьте раскладку клавиатуры." in text
    assert text.count("\n— ") == 2
    assert "\n\nЛогин: Ваш логин\nПриоритет: 2\n\n" in text
    assert "сервис-менеджер: service-managers@vector.example" in text


def test_a_rejection_without_a_line_to_blame() -> None:
    text = written(Answer.REJECTED, problems=[Problem(Trouble.LOGIN_MISSING)]).text
    assert "\n— В начале письма не указан логин.\n" in text
    assert "\n\nЛогин: Ваш логин\nПриоритет: 3\n\n" in text


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("trouble", sorted(SENTENCES))
def test_every_trouble_has_its_sentence_in_both_languages(trouble: Trouble, language: str) -> None:
    text = written(Answer.REJECTED, language, [Problem(trouble, 3, "значение")]).text
    (line,) = [line for line in text.split("\n") if line.startswith("— ")]
    assert line.startswith("— Строка 3, «значение». " if language == "ru" else "— Line 3, “значение”. ")


def test_the_unknown_and_the_blocked_read_the_same() -> None:
    texts = {written(Answer.UNKNOWN_LOGIN, problems=problems).text for problems in ([], MALFORMED)}
    assert len(texts) == 1
    (text,) = texts
    assert "contracts@vector.example" in text


def test_what_could_be_misused_is_not_repeated() -> None:
    spam = Problem(Trouble.LOGIN_MALFORMED, 1, "buy https://evil.example/now")
    text = written(Answer.REJECTED, problems=[spam], subject="Win at www.evil.example\r\nBcc: x@y.example").text
    assert "evil" not in text
    assert "«без темы»" in text
    long = written(Answer.REJECTED, problems=[Problem(Trouble.LOGIN_MALFORMED, 1, "а" * 500)], subject="б" * 500).text
    assert "а" * 90 not in long
    assert "б" * 110 not in long


def test_a_letter_without_a_contract_gets_a_receipt_with_its_number() -> None:
    letter = written(Answer.NO_CONTRACT)
    number = Receipt.objects.get().pk
    assert letter.subject == f"Письмо принято, номер в очереди {number}"
    assert f"Номер в очереди: {number}." in letter.text
    assert "support@vector.example" in letter.text


def test_where_the_language_is_unknown_both_are_written() -> None:
    letter = written(Answer.UNREADABLE, BOTH)
    assert letter.text.index(EMERGENCY["ru"]) < letter.text.index(EMERGENCY["en"])
    assert letter.subject == "Письмо не удалось прочитать / Your letter could not be read"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Здравствуйте, упал стык C9300-48P-A", "ru"),
        ("The stack is down", "en"),
        ("Server down, сервер", "ru"),
        ("The whole network of the warehouse is down: склад", "en"),
        ("12:30 +7 (495) 000-00-00 !!!", BOTH),
        ("", BOTH),
    ],
)
def test_the_language_of_a_letter(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "changed",
    [
        {"automatic": True},
        {"answer_to": ""},
        {"answer_to": "no-reply@shop.example"},
        {"answer_to": "MAILER-DAEMON@mail.example"},
        {"answer_to": "support@vector.example"},
        {"answer_to": "Support+tag@VECTOR.example"},
        {"answer_to": "contracts@vector.example"},
        {"answer_to": "two@a.example, three@b.example"},
        {"answer_to": "x@y.example\r\nBcc: z@w.example"},
    ],
)
def test_machines_nobody_and_we_ourselves_get_no_answer(changed: dict[str, Any]) -> None:
    assert answer(receipt(**changed), Answer.REJECTED, (), "ru", at=NOON) is None
    assert not Letter.objects.exists()
    assert not Receipt.objects.get().answered


def test_a_letter_is_answered_once() -> None:
    kept = receipt()
    assert answer(kept, Answer.REJECTED, (), "ru", at=NOON)
    assert answer(kept, Answer.REJECTED, (), "ru", at=NOON) is None


def send(count: int, **changed: Any) -> list[str]:
    letters = [answer(receipt(**changed), Answer.REJECTED, (), "ru", at=NOON) for _ in range(count)]
    return [letter.state for letter in letters if letter]


def test_r10_a_stranger_gets_five_answers_in_an_hour() -> None:
    assert send(7) == ["queued"] * 5 + ["withheld"] * 2
    late = answer(receipt(), Answer.REJECTED, (), "ru", at=NOON + 60 * MINUTE)
    assert late
    assert late.state == Letter.State.QUEUED


def test_withheld_answers_are_seen_in_the_journal_and_not_sent() -> None:
    send(6)
    withheld = Letter.objects.get(state=Letter.State.WITHHELD)
    assert withheld.text
    assert [kept.answered for kept in Receipt.objects.order_by("id")] == [True] * 5 + [False]


def test_a_domain_of_strangers_gets_twenty_answers_in_an_hour() -> None:
    states = [send(1, answer_to=f"person{number}@crowd.example")[0] for number in range(22)]
    assert states == ["queued"] * 20 + ["withheld"] * 2
    assert send(1, answer_to="somebody@elsewhere.example") == ["queued"]


@pytest.mark.parametrize("address", ["orlova@customer.example", "ORLOVA@Customer.example", "second@home.example"])
def test_registered_addresses_are_never_capped(cast: Cast, address: str) -> None:
    cast.orlova.more_emails = ["second@home.example"]
    cast.orlova.save()
    assert send(30, answer_to=address) == ["queued"] * 30


def test_an_address_of_the_blocked_is_a_strangers(cast: Cast) -> None:
    cast.orlova.blocked_at = NOON
    cast.orlova.save()
    assert not caps.is_registered("orlova@customer.example")


@pytest.mark.parametrize(("key", "count"), [("intake.reject_rate", 2), ("intake.reject_rate_domain", 3)])
def test_the_house_sets_other_caps(key: str, count: int) -> None:
    HouseValue.objects.create(key=key, value=count)
    forget_everything()
    assert send(5) == ["queued"] * count + ["withheld"] * (5 - count)


def test_a_judged_letter_is_answered_when_its_event_is_handed_over() -> None:
    kept = receipt(reason="login_malformed", verdict="reject", problems=[["login_malformed", 2, "ivanov sm"]])
    record(kept, events.JUDGED, actor=None, at=NOON, verdict="reject", reason="login_malformed")
    hand_over(consuming.NAME, consuming.consume, at=NOON)
    letter = Letter.objects.get()
    assert (letter.kind, letter.to_address, letter.written_at) == ("rejected", "stranger@nowhere.example", NOON)
    assert "Строка 2, «ivanov sm»" in letter.text


@pytest.mark.parametrize("reason", sorted(set(Reason) - ANSWERS.keys()))
def test_letters_that_became_something_or_came_from_machines_get_no_answer(reason: Reason) -> None:
    assert answer_judged(receipt(reason=reason.value), at=NOON) is None


def test_every_rejection_is_answered() -> None:
    told = {
        reason for reason in Reason if Reason(reason).value.startswith(("login_", "org_", "contract_m", "contract_unk"))
    }
    assert told - {Reason.LOGIN_OK} <= ANSWERS.keys()


def test_an_unknown_reason_is_no_error() -> None:
    assert answer_judged(receipt(reason="not_allowed"), at=NOON) is None
    assert answer_judged(receipt(reason=""), at=NOON) is None


def test_the_other_profile_asks_for_its_own_fields(monkeypatch: pytest.MonkeyPatch) -> None:
    other = profile.Mailbox(
        "help@x.example", profile.AddressKind.SUPPORT, profile.profile("org_contract_priority_descr")
    )
    monkeypatch.setattr(mailboxes, "named", lambda address: other)
    text = written(Answer.REJECTED, problems=[Problem(Trouble.CONTRACT_MISSING)]).text
    assert "Не указан номер договора." in text
    assert "Организация: наименование Вашей организации\nНомер договора: номер Вашего договора\nПриоритет: 3\n" in text
