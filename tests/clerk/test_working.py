"""The clerk comes round each second, survives what fails, and leaves within two seconds when asked."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError

from reglament.cases.course import closing, reopening
from reglament.cases.models import Case
from reglament.clerk import rounds
from reglament.clerk.rounds import Duty
from reglament.clerk.working import Clerk
from reglament.history.models import Pending
from reglament.notifications.models import Letter
from tests.cast import NOON, Cast

HOUSE = Path(__file__).parents[2]
KEY = "only-for-tests-" + "0123456789" * 4


class Hand:
    """A clock and duties that tell what was done when."""

    def __init__(self) -> None:
        self.time = 0.0
        self.done: list[tuple[str, float]] = []

    def duty(self, name: str, every: float, failure: Exception | None = None, left: int = 0) -> Duty:
        """`left`: how many rounds find something to do."""
        rounds_left = [left]

        def do(at: datetime, is_stopping: Any) -> int:
            assert at.tzinfo is UTC
            self.done.append((name, self.time))
            if failure:
                raise failure
            rounds_left[0] -= 1
            return int(rounds_left[0] >= 0)

        return Duty(name, every, do)


def test_each_duty_has_its_own_pace() -> None:
    hand = Hand()
    clerk = Clerk((hand.duty("letters", 1), hand.duty("closings", 3)), clock=lambda: hand.time)
    for second in range(5):
        hand.time = float(second)
        clerk.round()
    assert [when for name, when in hand.done if name == "letters"] == [0, 1, 2, 3, 4]
    assert [when for name, when in hand.done if name == "closings"] == [0, 3]


def test_what_is_left_over_is_done_without_a_pause() -> None:
    hand = Hand()
    clerk = Clerk((hand.duty("jobs", 1, left=3), hand.duty("closings", 15)), clock=lambda: hand.time)
    assert [clerk.round() for _round in range(6)] == [1, 1, 1, 0, 0, 0]
    assert [name for name, _when in hand.done] == ["jobs", "closings", "jobs", "jobs", "jobs"]


@pytest.mark.parametrize("failure", [ValueError("bad"), OperationalError("server closed the connection")])
def test_a_failing_duty_keeps_nobody_waiting(failure: Exception) -> None:
    hand = Hand()
    clerk = Clerk((hand.duty("letters", 1, failure), hand.duty("closings", 1)), clock=lambda: hand.time)
    clerk.round()
    assert [name for name, _when in hand.done] == ["letters", "closings"]


def test_failures_make_the_clerk_come_more_seldom_until_all_is_well() -> None:
    hand = Hand()
    broken = hand.duty("letters", 0, OperationalError("away"))
    clerk = Clerk((broken,), clock=lambda: hand.time)
    pauses = []
    for _round in range(8):
        clerk.round()
        pauses.append(clerk._pause())
    assert pauses == [2, 4, 8, 16, 30, 30, 30, 30]
    clerk.duties = (hand.duty("letters", 0),)
    clerk.round()
    assert clerk._pause() == 1


def test_once_does_everything_and_hides_no_failure() -> None:
    hand = Hand()
    assert Clerk((hand.duty("letters", 1, left=1), hand.duty("closings", 60, left=1))).once() == 2
    with pytest.raises(ValueError, match="bad"):
        Clerk((hand.duty("letters", 1, ValueError("bad")),)).once()


def test_r03_a_solved_case_closes_when_its_time_has_passed(cast: Cast) -> None:
    case = cast.solved_case()
    closes_at = Case.objects.get(pk=case.pk).closes_at
    assert closes_at is not None
    assert rounds.close_solved(closes_at - timedelta(seconds=1), lambda: False) == 0
    assert rounds.close_solved(closes_at, lambda: False) == 1
    case.refresh_from_db()
    assert (case.status, case.closed_at) == ("closed", closes_at)
    assert rounds.close_solved(closes_at, lambda: False) == 0


def test_r03_a_reopened_case_is_left_alone(cast: Cast) -> None:
    case = cast.solved_case()
    reopening.reopen(case, "Не помогло.", by=cast.orlova, at=NOON + timedelta(hours=3))
    assert rounds.close_solved(NOON + timedelta(days=60), lambda: False) == 0


def test_a_case_that_somebody_took_up_in_between_stops_no_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    taken, forgotten = cast.solved_case(), cast.solved_case(at=NOON + timedelta(hours=1))
    close = closing.close_by_itself

    def close_after_reopening(case: Case, *, at: datetime) -> Case:
        if case == taken:
            reopening.reopen(case, "Не помогло.", by=cast.orlova, at=NOON + timedelta(hours=4))
        return close(case, at=at)

    monkeypatch.setattr(closing, "close_by_itself", close_after_reopening)
    assert rounds.close_solved(NOON + timedelta(days=60), lambda: False) == 1
    assert Case.objects.get(pk=taken.pk).status == "reopened"
    assert Case.objects.get(pk=forgotten.pk).status == "closed"


def test_one_round_by_hand_writes_and_files_the_letters(cast: Cast) -> None:
    at = datetime.now(UTC) - timedelta(minutes=1)
    cast.case(at=at)
    call_command("clerk", "--once")
    assert not Pending.objects.filter(consumer="letters").exists()
    assert set(Letter.objects.values_list("state", flat=True)) == {Letter.State.JOURNAL}


def test_the_worker_is_the_clerk(cast: Cast) -> None:
    cast.case(at=datetime.now(UTC) - timedelta(minutes=1))
    call_command("worker", "--once")
    assert Letter.objects.exists()


@contextmanager
def process(folder: Path, *command: str) -> Iterator["subprocess.Popen[str]"]:
    """A clerk of its own over an empty folder."""
    clean = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "EMAIL_URL")}
    environment = clean | {"DATA": str(folder), "SECRET_KEY": KEY, "LOG_LEVEL": "INFO"}
    environment["DJANGO_SETTINGS_MODULE"] = "reglament.config.settings"
    running = subprocess.Popen(command, cwd=HOUSE, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def read_until(running: "subprocess.Popen[str]", words: str) -> None:
    assert running.stderr
    for line in running.stderr:
        if words in line:
            return
    raise AssertionError(f"the clerk never said {words!r}")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_outlives_a_database_that_is_not_there_and_leaves_when_asked(tmp_path: Path, number: int) -> None:
    with process(tmp_path, sys.executable, "-m", "reglament.config.command", "clerk") as clerk:
        read_until(clerk, "the database is away")
        assert clerk.poll() is None
        asked = time.monotonic()
        clerk.send_signal(number)
        assert clerk.wait(timeout=10) == 0
        assert time.monotonic() - asked < 2


STUCK = """
import django; django.setup()
import time
from reglament.clerk.rounds import Duty
from reglament.clerk.working import Clerk, obeying_signals, logger
def sleep(at, is_stopping):
    logger.info("asleep")
    time.sleep(60)
clerk = Clerk((Duty("asleep", 1, sleep),))
with obeying_signals(clerk):
    clerk.work()
"""


def test_what_takes_too_long_is_cut_short(tmp_path: Path) -> None:
    with process(tmp_path, sys.executable, "-c", STUCK) as clerk:
        read_until(clerk, "asleep")
        asked = time.monotonic()
        clerk.send_signal(signal.SIGTERM)
        assert clerk.wait(timeout=10) == 0
        assert time.monotonic() - asked < 3
