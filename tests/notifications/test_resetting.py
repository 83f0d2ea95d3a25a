"""R-21  The link that resets a password is made when its letter leaves, and stands in no row."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.utils.http import urlsafe_base64_decode

from reglament.notifications import resetting, sending
from reglament.notifications.models import Letter
from reglament.people import profile
from reglament.people.models import Account
from tests.cast import NOON, Cast
from tests.notifications.outbox import post
from tests.notifications.receiver import Receiver

LINK = re.compile(r"https://desk\.example/reset/([\w-]+)/([\w-]+)/")


def asked(account: Account) -> Letter:
    profile.ask_reset(account, at=NOON)
    (letter,) = post()
    return letter


def test_the_journal_holds_no_link(cast: Cast) -> None:
    letter = asked(cast.orlova)
    assert letter.secret
    assert (letter.kind, letter.subject, letter.to_address) == ("reset", "Новый пароль", "orlova@customer.example")
    assert "[ссылка скрыта]" in letter.text
    assert "Ссылка действует 30 мин и только один раз." in letter.text
    assert not LINK.search(letter.text)


def test_the_letter_that_leaves_brings_a_link_that_works(cast: Cast, receiver: Receiver) -> None:
    letter = asked(cast.orlova)
    assert sending.send_due(at=NOON) == 1
    uid, token = LINK.search(receiver.letters[0].text).groups()
    assert int(urlsafe_base64_decode(uid)) == cast.orlova.pk
    assert default_token_generator.check_token(cast.orlova, token)
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT
    assert token not in f"{letter.text}{letter.headers}{letter.last_error}"


def test_a_demo_without_mail_shows_the_link_to_the_administrator_alone(cast: Cast, settings: Any) -> None:
    letter = asked(cast.orlova)
    assert LINK.search(resetting.text_to_show(letter, cast.admin, at=NOON))
    for reader in (cast.duty, cast.head, cast.manager, cast.orlova):
        assert not LINK.search(resetting.text_to_show(letter, reader, at=NOON))
    settings.SMTP_CONFIGURED = True
    assert not LINK.search(resetting.text_to_show(letter, cast.admin, at=NOON))
    settings.SMTP_CONFIGURED, settings.DEMO = False, False
    assert not LINK.search(resetting.text_to_show(letter, cast.admin, at=NOON))


def test_it_speaks_the_language_of_the_account(cast: Cast) -> None:
    cast.orlova.language = "en"
    cast.orlova.save()
    letter = asked(cast.orlova)
    assert letter.subject == "New password"
    assert "[the link is hidden]" in letter.text
    assert "A new password has been asked for account orlova." in letter.text


@pytest.mark.parametrize("changed", [{"email": ""}, {"blocked_at": NOON}])
def test_who_gets_no_letters_gets_none(cast: Cast, changed: dict[str, Any]) -> None:
    for name, value in changed.items():
        setattr(cast.orlova, name, value)
    cast.orlova.save()
    profile.ask_reset(cast.orlova, at=NOON)
    assert post() == []


def test_other_things_that_happen_to_an_account_write_no_letter(cast: Cast) -> None:
    profile.change_profile(cast.orlova, by=cast.orlova, at=NOON, language="en")
    profile.change_password(cast.orlova, "совсем другой пароль", by=cast.orlova, at=NOON)
    assert post() == []


def test_two_requests_are_two_letters(cast: Cast) -> None:
    profile.ask_reset(cast.orlova, at=NOON)
    profile.ask_reset(cast.orlova, at=NOON + timedelta(minutes=5))
    assert len(post()) == 2


def test_other_letters_are_shown_as_they_are(cast: Cast) -> None:
    cast.case()
    letter = post()[0]
    assert resetting.text_to_show(letter, cast.admin, at=NOON) == letter.text
