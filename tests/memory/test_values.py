"""What is remembered is fresh for some seconds, then read again; an edit on the spot is seen at once."""

from types import SimpleNamespace

import pytest

from reglament.memory import values
from reglament.memory.values import FRESH_SECONDS, Kept, forget_everything


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that have passed: add to them."""
    passed = [0.0]
    monkeypatch.setattr(values, "time", SimpleNamespace(monotonic=lambda: sum(passed)))
    return passed


def test_it_forgets_some_seconds_after_it_began_to_fill(wait: list[float]) -> None:
    kept: Kept[str, int] = Kept()
    kept.fresh()["first"] = 1
    wait.append(FRESH_SECONDS)
    kept.fresh()["second"] = 2
    assert kept.fresh() == {"first": 1, "second": 2}
    wait.append(0.1)
    assert kept.fresh() == {}


def test_each_has_a_time_of_its_own(wait: list[float]) -> None:
    kept: Kept[str, int] = Kept(600)
    kept.fresh()["first"] = 1
    wait.append(599)
    assert kept.fresh() == {"first": 1}


def test_an_edit_makes_all_of_them_forget() -> None:
    one: Kept[str, int] = Kept()
    other: Kept[str, int] = Kept(600)
    one.fresh()["a"] = other.fresh()["b"] = 1
    forget_everything()
    assert (one.fresh(), other.fresh()) == ({}, {})


def test_what_was_handed_out_is_not_emptied_under_the_reader() -> None:
    kept: Kept[str, int] = Kept()
    rows = kept.fresh()
    rows["first"] = 1
    kept.forget()
    kept.fresh()
    assert rows == {"first": 1}
