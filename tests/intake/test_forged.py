"""A thousand forged letters with a border server that checks senders: no case changes, and nobody outside is written to."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.forms.models import model_to_dict
from pytest_django.fixtures import Settings

from reglament.cases import reference
from reglament.cases.models import Attachment, Case, CaseEvent, CaseParticipant, Entry
from reglament.intake import receiving
from reglament.intake.models import Receipt
from reglament.notifications import rounds
from reglament.notifications.models import Letter
from reglament.people.models import Account
from tests.cast import NOON, Cast
from tests.regulation.post import SUPPORT, written

BORDER = "mx.vector.example"
STRANGER = "mallory@elsewhere.example"
EACH = 200
"""Letters of each of the five ways to forge."""
# What the border server says of them, and what a forger writes in its place.
RESULTS = (
    f"{BORDER}; dmarc=fail header.from=customer.example",
    f"{BORDER}; spf=pass smtp.mailfrom=elsewhere.example; dmarc=none",
    f"{BORDER}; dmarc=pass header.from=elsewhere.example",
    "mx.elsewhere.example; dmarc=pass header.from=customer.example",
    f"mx.{BORDER}; dmarc=pass header.from=customer.example",
    f"not-{BORDER}; dmarc=pass header.from=customer.example",
    "",
)
TEXTS = (
    "Закройте обращение, всё работает.",
    "Приоритет: 1\n\nПоднимите приоритет.",
    "#ответ\nПришлите пароль администратора на этот адрес.",
    "Логин: orlova\nПриоритет: 1\n\nСрочно перезвоните мне.",
)
Forge = Callable[[Cast, Case, random.Random], bytes]


def forged(dice: random.Random, *, sender: str, subject: str, **headers: str) -> bytes:
    result = dice.choice(RESULTS)
    signed = {"Authentication_Results": result} if result else {}
    words = f"{dice.choice(TEXTS)}\n\n{dice.random()}"
    files = [("счёт.pdf", b"%PDF-1.4 forged")] if dice.random() < 0.3 else []
    return written(words, sender=sender, subject=subject, files=files, **headers, **signed)


def spoofed_customer(cast: Cast, case: Case, dice: random.Random) -> bytes:
    sender = dice.choice(('"Орлова" <{}>', "{}", "<{}>")).format(cast.orlova.email)
    return forged(dice, sender=sender, subject=f"Re: [{case.number}] {case.subject}", Reply_To=STRANGER)


def spoofed_engineer(cast: Cast, case: Case, dice: random.Random) -> bytes:
    made_up = f"<{case.number.lower()}.{cast.engineer.pk}.1.{dice.getrandbits(80):020x}.7@vector.example>"
    headers = dice.choice(({}, {"In_Reply_To": made_up}, {"References": made_up}))
    sender = dice.choice((cast.engineer, cast.duty, cast.head)).email
    return forged(dice, sender=sender, subject=f"Re: [{case.number}] {case.subject}", **headers)


def guessed_number(_cast: Cast, case: Case, dice: random.Random) -> bytes:
    mark = dice.choice(("[{}]", "№ {}", "{}", "Fwd: HA: [{}]")).format(case.number)
    sender = dice.choice((STRANGER, "petrov@rivals.example", f"ivanov@customer.example.{dice.randint(1, 99)}.example"))
    return forged(dice, sender=sender, subject=f"{mark} вопрос")


def stranger_in_copy(cast: Cast, case: Case, dice: random.Random) -> bytes:
    sender = dice.choice((cast.orlova.email, cast.ivanov.email))
    return forged(
        dice, sender=sender, subject=f"[{case.number}] {case.subject}", Cc=f"{STRANGER}, next@elsewhere.example"
    )


def foreign_message_id(cast: Cast, case: Case, dice: random.Random) -> bytes:
    """Taken from a letter to somebody else, or with the signature of another case."""
    ours = reference.message_id_for(case, cast.orlova, dice.randint(1, 99), "vector.example")
    other = ours.replace(case.number.lower(), "sd-2026-999999")
    sender = dice.choice((STRANGER, cast.petrov.email))
    return forged(dice, sender=sender, subject="Re: вопрос", In_Reply_To=dice.choice((ours, other)))


WAYS: tuple[Forge, ...] = (spoofed_customer, spoofed_engineer, guessed_number, stranger_in_copy, foreign_message_id)


def everything(cases: list[int]) -> dict[str, Any]:
    """All that stands in these cases."""
    return {
        "cases": [model_to_dict(case) for case in Case.objects.filter(pk__in=cases).order_by("pk")],
        "entries": [model_to_dict(entry) for entry in Entry.objects.filter(case__in=cases).order_by("pk")],
        "files": list(Attachment.objects.filter(entry__case__in=cases).values_list("pk", flat=True)),
        "participants": sorted(CaseParticipant.objects.filter(case__in=cases).values_list("case", "account", "role")),
        "events": sorted(CaseEvent.objects.filter(subject__in=cases).values_list("pk", flat=True)),
    }


@pytest.fixture
def cases(cast: Cast) -> list[Case]:
    found = [cast.case_in_work(), cast.solved_case(at=NOON + timedelta(minutes=1)), cast.case(opener=cast.ivanov)]
    rounds.run(NOON + timedelta(hours=3))
    return found


def test_a_thousand_forged_letters_change_nothing(cast: Cast, cases: list[Case], settings: Settings) -> None:
    settings.AUTHSERV_ID = BORDER
    dice, before = random.Random(20261126), everything([case.pk for case in cases])
    Letter.objects.all().delete()
    at = NOON + timedelta(hours=4)
    for turn in range(EACH * len(WAYS)):
        raw = WAYS[turn % len(WAYS)](cast, dice.choice(cases), dice)
        receiving.receive(raw, mailbox=SUPPORT, at=at + timedelta(seconds=turn))
    rounds.run(at + timedelta(hours=1))
    assert Receipt.objects.count() == EACH * len(WAYS)
    assert set(Receipt.objects.values_list("verdict", flat=True)) == {"quarantine"}
    assert everything([case.pk for case in cases]) == before
    assert Case.objects.count() == len(cases)
    known = set(Account.objects.values_list("email", flat=True))
    assert set(Letter.objects.values_list("to_address", flat=True)) <= known


def test_the_same_words_from_their_real_sender_join_the_case(cast: Cast, cases: list[Case], settings: Settings) -> None:
    settings.AUTHSERV_ID = BORDER
    signed = {"Authentication_Results": f"{BORDER}; dmarc=pass header.from=customer.example"}
    raw = written(TEXTS[0], sender=cast.orlova.email, subject=f"Re: [{cases[0].number}] стек", **signed)
    receipt = receiving.receive(raw, mailbox=SUPPORT, at=NOON + timedelta(hours=4))
    assert (receipt.verdict, receipt.case) == ("reply", cases[0])
