"""R-11  Who does not know the login asks the service manager; the robot never tells one."""

import pytest
from django.utils import timezone

from reglament.contracts.models import SupportChannel
from tests.cast import Cast
from tests.regulation.post import MANAGERS, Post


@pytest.mark.parametrize("text", ["Упал стык.", "Логин: nobody\nПриоритет: 2\n\nУпал стык."])
def test_the_rejection_names_the_service_managers_address(cast: Cast, post: Post, text: str) -> None:
    post.send(text)
    assert MANAGERS in post.last("ivanov@customer.example").text


def test_the_address_is_the_houses_own_where_it_has_one(cast: Cast, post: Post) -> None:
    SupportChannel.objects.create(kind="email", role="service_manager", value="manager@vector.example")
    post.send("Упал стык.")
    assert "сервис-менеджер: manager@vector.example" in post.last("ivanov@customer.example").text


@pytest.mark.parametrize("text", ["Упал стык.", "Логин: orlov\nПриоритет: 2\n\nУпал стык."])
def test_the_robot_never_tells_a_login(cast: Cast, post: Post, text: str) -> None:
    """Not even to the very address the login is registered with."""
    post.send(text, sender=cast.orlova.email)
    letter = post.last(cast.orlova.email)
    assert "orlova" not in letter.text.replace(cast.orlova.email, "")


def test_blocked_and_unknown_logins_get_one_and_the_same_answer(cast: Cast, post: Post) -> None:
    cast.ivanov.blocked_at = timezone.now()
    cast.ivanov.save()
    answers = []
    for login in ("ivanov", "nobody"):
        sender = f"{login}@elsewhere.example"
        post.send(f"Логин: {login}\nПриоритет: 1\n\nВсё стоит.", sender=sender, subject="Авария")
        answers.append((post.last(sender).subject, post.last(sender).text))
    assert answers[0] == answers[1]
