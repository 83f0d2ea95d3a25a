"""A letter through the whole intake with a database: what becomes of it, and that nothing is lost."""

from datetime import date, timedelta
from email.message import EmailMessage

import pytest

from reglament.cases import reference
from reglament.cases.course import closing, waiting
from reglament.cases.course.entries import Message
from reglament.cases.models import Case
from reglament.contracts.models import Contract, ContractContact
from reglament.files import storing
from reglament.history import record
from reglament.history.models import Pending
from reglament.intake import accepting, receiving
from reglament.intake.mail.trial import Trial
from reglament.intake.models import Receipt, ReceiptEvent
from reglament.jobs import running
from reglament.jobs.models import Job
from reglament.jobs.taking import take
from tests.cast import NOON, Cast

SUPPORT = "support@vector.example"


def letter(text: str, *, sender: str = "ivanov@customer.example", subject: str = "Нет связи", **headers: str) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, SUPPORT, subject
    made["Message-ID"] = headers.pop("message_id", f"<{abs(hash((text, subject, sender)))}@customer.example>")
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made.as_bytes()


def receive(raw: bytes, *, minutes: int = 0) -> Receipt:
    return receiving.receive(raw, mailbox=SUPPORT, at=NOON + timedelta(minutes=minutes))


GOOD = "Логин: ivanov\nПриоритет: 2\nP/N: C9300-48P-A\nS/N: FOC2147X0AB\n\nСтек перезагружается каждые десять минут."


def test_good_letter_is_registered(cast: Cast) -> None:
    receipt = receive(letter(GOOD))
    case = receipt.case
    assert case is not None
    assert (receipt.verdict, receipt.reason) == ("case", "login_ok")
    assert (case.status, case.priority, case.channel, case.contract) == ("registered", 2, "email", cast.contract)
    assert case.item == cast.item
    assert case.entries.get().text == "Стек перезагружается каждые десять минут."


def test_rejected_letter_is_kept_whole(cast: Cast) -> None:
    raw = letter("Приоритет: 1\n\nВсё стоит!")
    receipt = receive(raw)
    assert (receipt.verdict, receipt.reason, receipt.case) == ("reject", "login_missing", None)
    assert storing.read(receipt.raw) == raw
    assert receipt.claims_priority == 1


def test_the_same_letter_ten_times_makes_one_case(cast: Cast) -> None:
    raw = letter(GOOD)
    first = receive(raw)
    assert all(receive(raw, minutes=turn) == first for turn in range(9))
    assert Case.objects.count() == 1
    assert ReceiptEvent.objects.count() == 1


def test_same_message_id_with_other_content_is_another_letter(cast: Cast) -> None:
    receive(letter(GOOD, message_id="<one@customer.example>"))
    receive(letter(GOOD + "\nИ ещё.", message_id="<one@customer.example>"))
    assert Case.objects.count() == 2


def test_without_contract_in_force_goes_to_the_check(cast: Cast) -> None:
    ContractContact.objects.filter(account=cast.ivanov).delete()
    ContractContact.objects.create(
        contract=cast.expired, account=cast.ivanov, role="authorised", valid_from=date(2024, 1, 1)
    )
    receipt = receive(letter(GOOD))
    assert (receipt.verdict, receipt.reason) == ("case", "contract_inactive")
    assert receipt.case and (receipt.case.status, receipt.case.contract) == ("check", cast.expired)


def test_two_contracts_and_none_named(cast: Cast) -> None:
    second = Contract.objects.create(
        number="ВС-2026/300", number_folded="ВС-2026/300", digit_code="20300", company=cast.company, subject_ru="",
        subject_en="", signed_on=date(2026, 1, 1), starts_on=date(2026, 1, 1), ends_on=date(2027, 1, 1), state="active",
    )  # fmt: skip
    ContractContact.objects.create(contract=second, account=cast.ivanov, role="authorised", valid_from=date(2026, 1, 1))
    receipt = receive(letter(GOOD))
    assert receipt.reason == "contract_ambiguous"
    assert receipt.case and (receipt.case.status, receipt.case.contract) == ("check", None)


def test_reply_by_the_subject_tag(cast: Cast) -> None:
    case = cast.case()
    receipt = receive(letter("Добавлю: началось ночью.", subject=f"Re: [{case.number}] Стек"), minutes=5)
    assert (receipt.verdict, receipt.case) == ("reply", case)
    assert case.entries.order_by("id").last().text == "Добавлю: началось ночью."


def test_reply_by_our_message_id(cast: Cast) -> None:
    case = cast.case()
    signed = reference.message_id_for(case, cast.orlova, 7, "vector.example")
    receipt = receive(
        letter("Да, это оно.", sender="orlova@customer.example", subject="без номера", In_Reply_To=signed), minutes=5
    )
    assert (receipt.verdict, receipt.case) == ("reply", case)


@pytest.mark.parametrize("sender", ["somebody@elsewhere.example", "petrov@customer.example"])
def test_stranger_changes_nothing(cast: Cast, sender: str) -> None:
    case = cast.case()
    receipt = receive(letter("Я тоже тут.", sender=sender, subject=f"[{case.number}]"), minutes=5)
    assert (receipt.verdict, receipt.reason) == ("quarantine", "stranger")
    assert case.entries.count() == 1


def test_forged_reference_is_held(cast: Cast) -> None:
    case = cast.case()
    signed = reference.message_id_for(case, cast.orlova, 7, "vector.example")
    forged = signed.replace(f".{cast.orlova.pk}.", f".{cast.ivanov.pk}.")
    receipt = receive(letter("Здравствуйте.", subject="Вопрос", In_Reply_To=forged), minutes=5)
    assert (receipt.verdict, receipt.reason) == ("quarantine", "bad_token")


def test_reply_to_a_closed_case_opens_a_linked_one(cast: Cast) -> None:
    case = cast.solved_case()
    closing.accept(case, by=cast.orlova, at=NOON + timedelta(hours=3))
    receipt = receive(
        letter("Опять то же.", sender="orlova@customer.example", subject=f"Re: [{case.number}] Стек"), minutes=600
    )
    assert (receipt.verdict, receipt.reason) == ("case", "linked")
    assert receipt.case and receipt.case != case
    assert receipt.case.links.get().earlier == case


def test_vacation_answer_resumes_nothing(cast: Cast) -> None:
    case = cast.case_in_work()
    waiting.ask_customer(case, Message(text="Пришлите журнал."), by=cast.engineer, at=NOON + timedelta(minutes=10))
    receipt = receive(
        letter(
            "Я в отпуске до понедельника.", sender="orlova@customer.example",
            subject=f"Автоответ: [{case.number}] Стек", Auto_Submitted="auto-replied",
        ),
        minutes=20,
    )  # fmt: skip
    case.refresh_from_db()
    assert (receipt.verdict, case.status) == ("ignore", "wait_customer")
    assert case.entries.filter(kind="automatic").count() == 1


def test_observer_may_not_write(cast: Cast) -> None:
    case = cast.case()
    receipt = receive(letter("Слежу.", sender="observer@customer.example", subject=f"[{case.number}]"), minutes=5)
    assert (receipt.verdict, receipt.reason) == ("quarantine", "not_allowed")
    assert case.entries.count() == 1


def test_a_priority_in_a_reply_is_asked_for_not_obeyed(cast: Cast) -> None:
    case = cast.case(priority=3)
    receive(letter("Приоритет: 1\n\nСтало хуже, склад стоит.", subject=f"Re: [{case.number}] Стек"), minutes=5)
    case.refresh_from_db()
    assert case.priority == 3
    assert case.events.filter(kind="case.priority_asked").exists()


def test_garbage_is_kept_for_a_person(cast: Cast) -> None:
    receipt = receive(b"\xff\xfe\x00garbage\x00\r\n\r\n\x00")
    assert receipt.verdict in ("quarantine", "reject")
    assert storing.read(receipt.raw)


def test_a_judged_letter_leaves_a_slip_for_the_answer(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(record.CONSUMERS, "test-answers", frozenset({"intake.ReceiptEvent"}))
    receive(letter("Здравствуйте"))
    assert Pending.objects.filter(consumer="test-answers").count() == 1


def test_a_letter_that_cannot_be_read_in_time_waits_for_a_person(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "_trial", Trial(seconds=0))
    receipt = receive(letter(GOOD))
    assert (receipt.verdict, receipt.reason, receipt.case) == ("quarantine", "unreadable", None)
    assert (receipt.subject, receipt.from_address, receipt.answer_to) == ("Нет связи", *[receipt.from_address] * 2)
    assert storing.read(receipt.raw) == letter(GOOD)


def test_a_letter_that_kills_its_workers_waits_for_a_person(cast: Cast) -> None:
    """Each death counts: after the last one the letter is shown instead of being tried once more."""
    receipt, _is_new = accepting.accept(letter(GOOD), envelope_to=SUPPORT, at=NOON, way=Receipt.Way.SMTP)
    for hour in range(5):
        assert take(at=NOON + timedelta(hours=hour)), "and the worker is killed"
    assert running.run_due(clock=lambda: NOON + timedelta(hours=6)) == 0
    receipt.refresh_from_db()
    assert (receipt.verdict, receipt.reason, receipt.subject) == ("quarantine", "unreadable", "Нет связи")
    assert not Job.objects.exists()


def test_what_was_kept_but_not_judged_is_judged_when_it_comes_again_by_hand(cast: Cast) -> None:
    accepting.accept(letter(GOOD), envelope_to=SUPPORT, at=NOON, way=Receipt.Way.SMTP)
    assert not Case.objects.exists()
    assert receive(letter(GOOD), minutes=5).verdict == "case"
    assert Case.objects.get().received_at == NOON
