"""R-69  Two installations that write to each other fall silent by themselves, whoever of them began.

One process is both by turns: it takes the other's address, name and signing key, and everything between the letter that
left and the letter that came is real: composing, the bytes, the judge, the answers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy

import pytest

from reglament.cases.course import correspondence, waiting
from reglament.cases.course.entries import Message
from reglament.cases.models import SigningKey
from reglament.contracts.models import SupportChannel
from reglament.intake import receiving
from reglament.memory.values import forget_everything
from reglament.notifications import choosing, digests, relay, rounds
from reglament.notifications.models import Letter
from reglament.people import profile
from reglament.people.models import Account, Company
from tests.cast import Cast
from tests.regulation.conftest import Watch
from tests.regulation.post import GOOD, written

MOST = 3
HEADERS = ("Auto-Submitted", "X-Auto-Response-Suppress", "X-Loop", "Precedence", "Return-Path", "Message-ID")
AS_IT_IS: frozenset[str] = frozenset()


@dataclass(frozen=True)
class House:
    address: str
    name: str
    secret: str


HERE = House("support@vector.example", "Вектор", "h" * 52)
THERE = House("help@other.example", "Другие", "t" * 52)


class Wire:
    """Carries letters from house to house until none is on the way; `lost` are headers that a gateway drops."""

    def __init__(self, watch: Watch, lost: frozenset[str] = AS_IT_IS) -> None:
        self.watch, self.lost, self.at_home = watch, lost, HERE
        self.crossed: list[Letter] = []
        self.become(HERE)

    def become(self, house: House) -> None:
        SupportChannel.objects.filter(role="support").update(value=house.address)
        Company.objects.filter(kind=Company.Kind.CONTRACTOR).update(short_name=house.name)
        if not SigningKey.objects.update(secret=house.secret):
            SigningKey.objects.create(secret=house.secret, made_at=self.watch.at)
        self.at_home = house
        forget_everything()

    def other(self) -> House:
        return THERE if self.at_home == HERE else HERE

    def leaving(self) -> list[Letter]:
        """What this house now writes to the other one; it is marked as gone."""
        rounds.run(self.watch.at)
        found = Letter.objects.filter(to_address__iexact=self.other().address)
        return [one for one in found.order_by("id") if one not in self.crossed and one.state != Letter.State.WITHHELD]

    def run_dry(self, most: int = 50) -> int:
        """How many letters crossed before both fell silent."""
        while leaving := self.leaving():
            for letter in leaving:
                self.crossed.append(letter)
                assert len(self.crossed) <= most, [one.kind for one in self.crossed]
                raw = self.as_it_arrives(letter)
                house = self.at_home
                self.become(self.other())
                receiving.receive(raw, mailbox=self.at_home.address, at=self.watch.move(seconds=20))
                self.become(house)
            self.become(self.other())
        return len(self.crossed)

    def as_it_arrives(self, letter: Letter) -> bytes:
        message = message_from_bytes(relay.wire(letter, letter.text), policy=policy.SMTP)
        message["Return-Path"] = "<>" if letter.null_return_path else f"<{self.at_home.address}>"
        for name in self.lost:
            del message[name]
        return message.as_bytes()


@pytest.fixture
def wire(cast: Cast, watch: Watch) -> Wire:
    return Wire(watch)


def begin_without_a_login(cast: Cast, wire: Wire) -> None:
    """The other house's address writes to us as a stranger would, and is answered that there is no login."""
    raw = written("Здравствуйте, всё упало!", sender=THERE.address, to=HERE.address)
    receiving.receive(raw, mailbox=HERE.address, at=wire.watch.at)


def begin_with_an_unknown_login(cast: Cast, wire: Wire) -> None:
    raw = written("Логин: nobody\nПриоритет: 1\n\nУпало.", sender=THERE.address, to=HERE.address)
    receiving.receive(raw, mailbox=HERE.address, at=wire.watch.at)


def begin_without_a_contract(cast: Cast, wire: Wire) -> None:
    raw = written("Сколько стоит поддержка?", sender=THERE.address, to="contracts@vector.example")
    receiving.receive(raw, mailbox="contracts@vector.example", at=wire.watch.at)


def begin_with_anothers_login(cast: Cast, wire: Wire) -> None:
    """A case is opened, and the unconfirmed sender learns its number."""
    receiving.receive(written(GOOD, sender=THERE.address, to=HERE.address), mailbox=HERE.address, at=wire.watch.at)


def begin_as_a_customer(cast: Cast, wire: Wire) -> None:
    """A customer's account is written to at the other house's address: registration and a question go there."""
    _moved(cast.orlova)
    case = cast.case_in_work()
    waiting.ask_customer(case, Message(text="Пришлите журнал."), by=cast.engineer, at=wire.watch.move(hours=1))


def begin_with_a_password(cast: Cast, wire: Wire) -> None:
    _moved(cast.orlova)
    profile.ask_reset(cast.orlova, at=wire.watch.at)


def begin_with_a_digest(cast: Cast, wire: Wire) -> None:
    _moved(cast.ivanov)
    choosing.choose(cast.ivanov, {"reply": "digest"}, hour=9, by=cast.ivanov, at=wire.watch.at)
    case = cast.case_in_work()
    case.participants.create(account=cast.ivanov, reason="colleague", added_at=wire.watch.at)
    correspondence.reply(case, Message(text="Смотрю."), by=cast.engineer, at=wire.watch.move(hours=1))
    rounds.run(wire.watch.at)
    digests.write_due(at=wire.watch.move(days=1))


def _moved(account: Account) -> None:
    account.email = THERE.address
    account.save()


BEGINNINGS = [
    begin_without_a_login,
    begin_with_an_unknown_login,
    begin_without_a_contract,
    begin_with_anothers_login,
    begin_as_a_customer,
    begin_with_a_password,
    begin_with_a_digest,
]
Beginning = Callable[[Cast, Wire], None]
beginnings = pytest.mark.parametrize("begin", BEGINNINGS, ids=lambda begin: begin.__name__)


@beginnings
def test_they_fall_silent_after_three_letters_at_most(cast: Cast, wire: Wire, begin: Beginning) -> None:
    begin(cast, wire)
    assert 1 <= wire.run_dry() <= MOST


@beginnings
@pytest.mark.parametrize("lost", HEADERS)
def test_a_gateway_that_drops_a_header_changes_nothing(cast: Cast, watch: Watch, begin: Beginning, lost: str) -> None:
    wire = Wire(watch, frozenset({lost}))
    begin(cast, wire)
    assert 1 <= wire.run_dry() <= MOST


@beginnings
def test_with_every_mark_lost_the_limits_of_an_hour_end_it(cast: Cast, watch: Watch, begin: Beginning) -> None:
    """Nothing tells a robot's letter any more: each house gives a strange address five answers an hour, no more."""
    wire = Wire(watch, frozenset(HEADERS))
    begin(cast, wire)
    assert 1 <= wire.run_dry() <= 10 + MOST


def test_a_person_who_answers_is_heard(cast: Cast, wire: Wire) -> None:
    """The silence is for robots alone: an answer written by hand from the other house gets the usual letter."""
    _moved(cast.orlova)
    case = cast.case_in_work()
    wire.run_dry()
    wire.become(HERE)
    first = next(letter for letter in wire.crossed if letter.kind == "registered")
    raw = written(
        "Кабель меняли вчера.",
        sender=THERE.address,
        to=HERE.address,
        subject=f"Re: {first.subject}",
        In_Reply_To=first.message_id,
    )
    receipt = receiving.receive(raw, mailbox=HERE.address, at=wire.watch.move(hours=1))
    assert (receipt.verdict, receipt.case) == ("reply", case)
