"""R-09  A letter that begins with login and priority becomes a case without anybody's hand."""

import pytest

from reglament.cases.models import Case
from tests.cast import Cast
from tests.regulation.post import GOOD, NUMBERS, Post, written

TABLE = (
    "<table><tr><td>Логин</td><td>ivanov</td></tr><tr><td>Приоритет</td><td>2</td></tr></table>"
    "<p>P/N: C9300-48P-A<br>S/N: FOC2147X0AB</p><p>Упал стык с ядром.</p>"
)


def test_the_sender_gets_number_priority_deadlines_and_link(cast: Cast, post: Post) -> None:
    case = post.send(GOOD).case
    assert case and case.status == "registered"
    letter = post.last(cast.ivanov)
    for words in (
        f"Обращение {case.number} зарегистрировано.",
        "Тема: Нет связи со складом",
        "Приоритет: 2 (Высокий)",
        "Договор: ВС-2025/114",
        "Реагирование: до 17.11.2026 13:00 МСК",
        "Решение: до 20.11.2026 12:00 МСК",
        f"/cases/{case.number}/",
    ):
        assert words in letter.text.replace("\u00a0", " "), words


@pytest.mark.parametrize(
    ("beginning", "priority"),
    [
        ("Логин: ivanov\nПриоритет: 2\n\nУпал стык", 2),
        ("login = IVANOV; priority = P1\nУпал стык", 1),
        ("Добрый день!\n\n• Логин – ivanov\n• Приоритет – 1 (Критическая)\n\nУпал стык", 1),
        ("Логин\nivanov\nПриоритет\nВысокий\n\nУпал стык", 2),
        ("Приоритет: 3\nЛогин: «ivanov»\n\nУпал стык", 3),
        ("Коллеги,\nдобрый день!\nПишу из дома.\nЛогин: ivanov\nПриоритет: 4\n\nКак обновить?", 4),
    ],
)
def test_people_write_the_key_fields_in_many_ways(cast: Cast, post: Post, beginning: str, priority: int) -> None:
    case = post.send(beginning).case
    assert case and (case.opener, case.priority) == (cast.ivanov, priority)


def test_a_table_from_a_mail_program_is_read_too(cast: Cast, post: Post) -> None:
    raw = written("").replace(b"text/plain", b"text/html").replace(b"7bit", b"8bit") + TABLE.encode()
    case = post.bring(raw).case
    assert case and (case.opener, case.priority, case.item) == (cast.ivanov, 2, cast.item)


def test_russian_encodings_of_older_programs_are_read(cast: Cast, post: Post) -> None:
    head = b"From: ivanov@customer.example\r\nTo: support@vector.example\r\nSubject: =?koi8-r?B?9dDBzCDT1NnL?=\r\n"
    head += b"Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    case = post.bring(head + GOOD.encode("windows-1251")).case
    assert case and (case.subject, case.priority) == ("Упал стык", 2)
    assert case.entries.get().text == "Стек перезагружается каждые десять минут."


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"Строка рассказа номер {number}." for number in range(20)) + "\nЛогин: ivanov\nПриоритет: 2",
        "Один\nДва\nТри\nЧетыре\nЛогин: ivanov\nПриоритет: 2",
        "Посмотрите, пожалуйста.\n\n-----Исходное сообщение-----\nЛогин: ivanov\nПриоритет: 2",
        "Упал стык.\n\n-- \nЛогин: ivanov\nПриоритет: 2",
        "> Логин: ivanov\n> Приоритет: 2\n\nСм. ниже",
    ],
)
def test_fields_elsewhere_than_at_the_beginning_do_not_count(cast: Cast, post: Post, text: str) -> None:
    receipt = post.send(text)
    assert (receipt.verdict, receipt.reason) == ("reject", "login_missing")
    assert not Case.objects.exists()


def test_a_letter_delivered_twice_is_one_case_and_one_answer(cast: Cast, post: Post) -> None:
    raw = written(GOOD, Message_ID="<one@customer.example>")
    first = post.bring(raw)
    assert post.bring(raw) == first
    assert Case.objects.count() == 1
    assert post.kinds(cast.ivanov) == ["registered"]


def test_staff_may_pass_a_letter_on_for_a_customer(cast: Cast, post: Post) -> None:
    case = post.send(
        f"Логин: ivanov\nПриоритет: 3\n{NUMBERS}\nЗаказчик просил завести.", sender=cast.engineer.email
    ).case
    assert case and (case.opener, case.typed_by) == (cast.ivanov, cast.engineer)


def test_a_login_from_an_unknown_address_is_registered_and_its_owner_is_told(cast: Cast, post: Post) -> None:
    case = post.send(GOOD, sender="ivan.home@private.example").case
    assert case and not case.sender_confirmed
    assert f"Обращение {case.number} зарегистрировано." in post.last(cast.ivanov).text
    stranger = post.last("ivan.home@private.example")
    assert f"По письму с этого адреса открыто обращение {case.number}." in stranger.text
    assert "Стек перезагружается" not in stranger.text
    assert "ВС-2025/114" not in stranger.text
