"""The portal in tests: a clock that stands at noon until moved, people who look at pages, counted statements."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from reglament.people.models import Account
from tests.cast import NOON
from tests.regulation.seeing import Page, see

Look = Callable[[Account, str], Page]
Count = Callable[[Account, str], int]


class Clock:
    def __init__(self) -> None:
        self.at = NOON

    def move(self, **time: float) -> None:
        self.at += timedelta(**time)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """What the doors read as now; everybody speaks Russian, nobody is remembered as a failed visitor."""
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.at)
    cache.clear()
    with translation.override("ru"):
        yield clock


@pytest.fixture
def look(browse: Callable[[Account], Client]) -> Look:
    """`look(cast.orlova, "/cases/")` → the page as this person sees it."""
    return lambda account, address: see(browse(account), address)


@pytest.fixture
def statements(browse: Callable[[Account], Client]) -> Count:
    """How many statements a page takes once the process knows the slow tables; session and rights included."""

    def count(account: Account, address: str) -> int:
        client = browse(account)
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.get(address)
        return len(caught)

    return count
