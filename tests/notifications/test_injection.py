"""R-69  Nobody writes a header of ours: whatever is typed into a name, a subject or an address, one letter, one reader."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from reglament.cases.models import Case
from reglament.contracts.models import SupportChannel
from reglament.memory.values import forget_everything
from reglament.notifications import relay, sending
from reglament.notifications.answering import Answer, answer
from reglament.notifications.models import Letter
from reglament.people import profile
from reglament.people.models import Account, Company
from tests.cast import NOON, Cast
from tests.notifications.outbox import post, receipt
from tests.notifications.receiver import Receiver

pytestmark = pytest.mark.django_db
BREAKS = ("\r\n", "\n", "\r", "\x00", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\r\n ", "\x1e", "%0d%0a", "\\r\\n")
INJECTED = "Bcc: all@victim.example"
OURS = {
    *("message-id", "in-reply-to", "references", "from", "to", "reply-to", "date", "auto-submitted", "subject"),
    *("x-auto-response-suppress", "x-loop", "precedence", "content-language", "content-type", "mime-version"),
}
ONCE = ("from", "to", "subject", "reply-to", "message-id", "date", "content-type")
# SQLite keeps a NUL, PostgreSQL refuses it long before a letter is written.
IN_TABLES = [evil for evil in BREAKS if evil != "\x00"]


def read(letter: Letter) -> EmailMessage:
    return message_from_bytes(relay.wire(letter, letter.text), policy=policy.default)  # type: ignore[return-value]


def assert_unharmed(letter: Letter, to: str) -> None:
    message = read(letter)
    names = [name.lower() for name in message]
    assert set(names) <= OURS
    assert all(names.count(name) == 1 for name in ONCE)
    (reader,) = message["To"].addresses
    assert reader.addr_spec == to
    head = relay.wire(letter, letter.text).split(b"\r\n\r\n")[0]
    assert not [line for line in head.split(b"\r\n") if line.lower().startswith(b"bcc")]
    assert b"\n" not in head.replace(b"\r\n", b"")


@pytest.mark.parametrize("evil", IN_TABLES)
def test_names_and_subjects(cast: Cast, receiver: Receiver, evil: str) -> None:
    typed = f"Имя{evil}{INJECTED}{evil}{evil}<b>тело</b>"
    for account in (cast.orlova, cast.duty, cast.engineer):
        account.full_name = account.name_en = typed
        account.save()
    Company.objects.filter(pk=cast.company.pk).update(name=typed)
    Company.objects.filter(pk=cast.contractor.pk).update(short_name=typed)
    forget_everything()
    case = Case.objects.get(pk=cast.case_in_work(subject=typed, phone=typed[:40]).pk)
    letters = post()
    assert len(letters) >= 3
    for letter in letters:
        assert letter.subject.startswith(f"[{case.number}] ")
        assert_unharmed(letter, letter.to_address)
    sending.send_due(at=NOON.replace(hour=12))
    assert sorted(one.recipient for one in receiver.letters) == sorted(letter.to_address for letter in letters)


@pytest.mark.parametrize("evil", IN_TABLES)
def test_an_address_with_a_break_gets_nothing_and_holds_nobody(cast: Cast, receiver: Receiver, evil: str) -> None:
    Account.objects.filter(pk=cast.orlova.pk).update(email=f"orlova@customer.example{evil}{INJECTED}")
    cast.case()
    letters = post()
    assert {letter.recipient for letter in letters} == {cast.orlova, cast.duty}
    sending.send_due(at=NOON)
    assert [one.recipient for one in receiver.letters] == ["duty@vector.example"]
    assert Letter.objects.get(recipient=cast.orlova).state == Letter.State.FAILED


@pytest.mark.parametrize("evil", IN_TABLES)
def test_our_own_address_entered_wrongly_breaks_no_letter(cast: Cast, evil: str) -> None:
    SupportChannel.objects.filter(role="support").update(value=f"support@vector.example{evil}{INJECTED}")
    forget_everything()
    cast.case()
    for letter in post():
        assert_unharmed(letter, letter.to_address)


@pytest.mark.parametrize("evil", IN_TABLES)
def test_a_strangers_letter_answered(cast: Cast, evil: str) -> None:
    came = receipt(subject=f"Помогите{evil}{INJECTED}", message_id=f"x@y.example{evil}{INJECTED}")
    letter = answer(came, Answer.REJECTED, (), "ru", at=NOON)
    assert letter is not None
    assert_unharmed(letter, "stranger@nowhere.example")


@pytest.mark.parametrize("evil", IN_TABLES)
def test_a_password_letter(cast: Cast, evil: str) -> None:
    cast.orlova.full_name = f"Орлова{evil}{INJECTED}"
    cast.orlova.save()
    profile.ask_reset(cast.orlova, at=NOON)
    (letter,) = post()
    assert_unharmed(letter, cast.orlova.email)
