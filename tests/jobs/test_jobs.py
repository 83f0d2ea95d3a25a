"""What is left for later is done once, is done again when it fails, and ends before a person when it cannot be done."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from reglament.jobs import asking, declare, running, taking
from reglament.jobs.models import Job, Recurrence
from reglament.jobs.work import LeaseLost, Work
from reglament.terms.models import HouseValue
from tests.cast import NOON

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


class Trouble(Exception):
    pass


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A register of our own; rows of this table are what the jobs of these tests leave behind."""
    monkeypatch.setattr(declare, "KINDS", {})
    monkeypatch.setattr(declare, "RECURRING", {})
    for module in (asking, running, taking):
        for name in ("KINDS", "RECURRING"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, getattr(declare, name))


def make(name: str) -> None:
    HouseValue.objects.create(key=name, value=1)


def made() -> list[str]:
    return list(HouseValue.objects.order_by("key").values_list("key", flat=True))


def run(at: Any = NOON) -> int:
    return running.run_due(clock=lambda: at)


@pytest.mark.usefixtures("kinds")
def test_a_job_is_done_once_and_is_gone() -> None:
    @declare.job("test.make")
    def do(at_hand: Work) -> None:
        make(f"made-{at_hand.arguments['number']}")

    asking.ask("test.make", at=NOON, number=7)
    assert (run(), made(), Job.objects.count(), run()) == (1, ["made-7"], 0, 0)


@pytest.mark.usefixtures("kinds")
def test_nothing_is_asked_for_by_a_change_that_is_undone() -> None:
    declare.job("test.make")(lambda at_hand: make("made"))
    with transaction.atomic():
        asking.ask("test.make", at=NOON)
        transaction.set_rollback(True)
    assert run() == 0


@pytest.mark.usefixtures("kinds")
def test_one_job_waits_for_a_key() -> None:
    declare.job("test.make")(lambda at_hand: None)
    for _time in range(3):
        asking.ask("test.make", at=NOON, key="letter 1")
    asking.ask("test.make", at=NOON, key="letter 2")
    assert run() == 2


@pytest.mark.usefixtures("kinds")
def test_a_failure_leaves_nothing_and_is_tried_again_later() -> None:
    attempts = []

    @declare.job("test.make")
    def do(at_hand: Work) -> None:
        with at_hand.ending():
            make("made")
            attempts.append(at_hand.at)
            if len(attempts) < 3:
                raise Trouble("not yet")

    asking.ask("test.make", at=NOON)
    assert (run(), made()) == (0, [])
    assert run() == 0, "not at once"
    assert (run(NOON + MINUTE), made()) == (0, [])
    assert "not yet" in Job.objects.get().last_error
    assert (run(NOON + 3 * MINUTE), made()) == (1, ["made"])


@pytest.mark.usefixtures("kinds")
def test_what_cannot_be_done_is_given_up_and_can_be_repeated() -> None:
    is_mended = []

    @declare.job("test.make", attempts=3)
    def do(at_hand: Work) -> None:
        if not is_mended:
            raise Trouble("no such thing")

    asking.ask("test.make", at=NOON)
    for hour in range(5):
        assert run(NOON + timedelta(hours=hour)) == 0
    dead = Job.objects.get()
    assert (dead.state, dead.attempts, dead.given_up_at) == (Job.State.DEAD, 3, NOON + timedelta(hours=2))
    is_mended.append(True)
    assert asking.again(dead, at=NOON + timedelta(days=1))
    assert run(NOON + timedelta(days=1)) == 1


@pytest.mark.usefixtures("kinds")
@pytest.mark.parametrize("ends", [True, False])
def test_the_last_word_may_end_a_job(ends: bool) -> None:
    def give_up(at_hand: Work) -> None:
        if ends:
            with at_hand.ending():
                make("made in despair")

    @declare.job("test.make", attempts=1, give_up=give_up)
    def do(at_hand: Work) -> None:
        raise Trouble

    asking.ask("test.make", at=NOON)
    run()
    assert made() == (["made in despair"] if ends else [])
    assert Job.objects.filter(state=Job.State.DEAD).count() == (0 if ends else 1)


@pytest.mark.usefixtures("kinds")
def test_a_worker_that_died_is_relieved_and_cannot_come_back() -> None:
    declare.job("test.make", lease=5 * MINUTE)(lambda at_hand: make("made by the second"))
    asking.ask("test.make", at=NOON)
    first = taking.take(at=NOON)
    assert first
    assert run(NOON + 4 * MINUTE) == 0, "it is in the first one's hands"
    assert run(NOON + 5 * MINUTE) == 1
    with pytest.raises(LeaseLost), first.ending():
        make("made by the first")
    assert made() == ["made by the second"]


@pytest.mark.usefixtures("kinds")
def test_a_job_that_kills_its_workers_is_given_up() -> None:
    declare.job("test.make", attempts=2)(lambda at_hand: make("made"))
    asking.ask("test.make", at=NOON)
    for hour in (0, 1):
        assert taking.take(at=NOON + timedelta(hours=hour)), "and the worker is killed"
    assert run(NOON + timedelta(hours=2)) == 0
    assert (Job.objects.get().state, made()) == (Job.State.DEAD, [])


@pytest.mark.usefixtures("kinds")
def test_a_job_that_nobody_declares_any_more_is_seen() -> None:
    Job.objects.create(name="test.gone", asked_at=NOON, run_at=NOON)
    assert run() == 0
    assert Job.objects.get().state == Job.State.DEAD


@pytest.mark.usefixtures("kinds")
def test_a_recurring_job_is_asked_for_once_a_period() -> None:
    declare.job("test.make")(lambda at_hand: make(f"made-{at_hand.at:%d}"))
    declare.every("test.make", hours=24)
    for hours in (0, 1, 23, 24, 30):
        at = NOON + timedelta(hours=hours)
        asking.ask_recurring(at=at)
        run(at)
    assert made() == ["made-17", "made-18"]
    assert Recurrence.objects.get().next_at == NOON + timedelta(hours=48)


def test_every_job_of_the_house_is_named_after_its_room() -> None:
    for name, kind in declare.KINDS.items():
        assert kind.do.__module__ == f"reglament.{name.partition('.')[0]}.jobs"
