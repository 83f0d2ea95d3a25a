"""R-10  Without a login, or with a wrong one, no case: the sender is told at once what to mend."""

import pytest

from reglament.cases.models import Case
from tests.cast import Cast
from tests.regulation.post import EMERGENCY, Post


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Приоритет: 2\n\nУпал стык.", "В начале письма не указан логин."),
        ("Упал стык, помогите.", "В начале письма не указан логин."),
        ("Логин:\nПриоритет: 2\n\nУпал стык.", "логин"),
        ("Логин: ivanov sm\nПриоритет: 2", "Логин записан неверно"),
        ("Логин: іvanov\nПриоритет: 2", "проверьте раскладку"),
        ("Логин: ivanov\nЛогин: orlova\nПриоритет: 2", "Указаны два разных логина."),
        ("Гляньте.\n\n-----Исходное сообщение-----\nЛогин: ivanov", "перенесите их в начало"),
    ],
)
def test_the_answer_says_what_is_wrong_and_how_to_begin(cast: Cast, post: Post, text: str, words: str) -> None:
    receipt = post.send(text, subject="Упал стык")
    assert receipt.verdict == "reject"
    assert not Case.objects.exists()
    letter = post.last("ivanov@customer.example")
    assert letter.subject == "Обращение не зарегистрировано: проверьте первые строки письма"
    assert letter.text.startswith(f"Если у Вас авария, позвоните: {EMERGENCY}.")
    assert "Письмо «Упал стык» не зарегистрировано как обращение." in letter.text
    assert words in letter.text
    assert "Логин: Ваш логин\nПриоритет:" in letter.text


@pytest.mark.parametrize("login", ["nobody", "ivanov.sm", "duty"])
def test_a_login_that_no_customer_has_is_wrong(cast: Cast, post: Post, login: str) -> None:
    receipt = post.send(f"Логин: {login}\nПриоритет: 2\n\nУпал стык.")
    assert (receipt.verdict, receipt.case) == ("reject", None)
    letter = post.last("ivanov@customer.example")
    assert letter.subject == "Обращение не зарегистрировано: проверьте логин"


def test_the_answer_goes_to_the_return_address(cast: Cast, post: Post) -> None:
    post.send("Помогите", Reply_To="dispatch@customer.example")
    assert post.kinds("dispatch@customer.example") == ["rejected"]
    assert post.kinds("ivanov@customer.example") == []


@pytest.mark.parametrize(
    ("header", "value"),
    [("Auto_Submitted", "auto-replied"), ("Precedence", "bulk"), ("List_Id", "<news.customer.example>")],
)
def test_no_machine_is_answered(cast: Cast, post: Post, header: str, value: str) -> None:
    receipt = post.send("Меня нет до понедельника.", **{header: value})
    assert receipt.verdict == "ignore"
    assert post.letters("ivanov@customer.example") == []


def test_a_stranger_gets_five_answers_an_hour_and_no_letter_is_lost(cast: Cast, post: Post) -> None:
    receipts = [post.send(f"Письмо {number}", sender="loop@elsewhere.example") for number in range(7)]
    assert {receipt.verdict for receipt in receipts} == {"reject"}
    states = [letter.state for letter in post.letters("loop@elsewhere.example")]
    assert (states.count("journal"), states.count("withheld")) == (5, 2)


def test_an_english_letter_is_answered_in_english(cast: Cast, post: Post) -> None:
    post.send("The stack is down, please help as soon as you can.", subject="Stack is down")
    letter = post.last("ivanov@customer.example")
    assert "Login: your login" in letter.text
    assert "Логин" not in letter.text
