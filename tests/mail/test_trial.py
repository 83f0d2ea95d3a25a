"""A letter that takes for ever, or all the memory, or kills its reader, harms nobody but the child that read it."""

from collections.abc import Iterator

import pytest

from reglament.intake.mail import trial
from reglament.intake.mail.trial import Trial
from tests.mail.writing import raw


@pytest.fixture
def trying() -> Iterator[Trial]:
    found = Trial(seconds=10)
    yield found
    found.close()


def test_letters_are_read_one_after_the_other_by_one_child(trying: Trial) -> None:
    assert trying.survives(raw())
    child = trying._child
    for letter in (b"", b"\0" * 100_000, raw("Ё" * 500_000)):
        assert trying.survives(letter)
    assert trying._child is child


def test_a_child_that_does_not_answer_is_replaced(trying: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    assert trying.survives(raw())
    assert trying._child
    child = trying._child.pid
    trying.seconds = 0.0
    assert not trying.survives(raw())
    trying.seconds = 10
    assert trying.survives(raw())
    assert trying._child.pid != child


def test_a_child_that_dies_is_replaced(trying: Trial) -> None:
    assert trying.survives(raw())
    assert trying._child
    trying._child.kill()
    trying._child.wait()
    assert trying.survives(raw())


def test_memory_has_an_end() -> None:
    letter = raw("слово " * 1_000_000)
    generous, mean = Trial(), Trial(spare_bytes=-trial.PER_BYTE * len(letter) + 2 * trial.MEGABYTE)
    try:
        assert generous.survives(letter)
        assert not mean.survives(letter)
        assert generous.survives(letter)
    finally:
        generous.close()
        mean.close()
