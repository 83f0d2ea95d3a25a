"""What the acceptance tests stand on: a clock that stands still at noon, and people who look, press and write."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from reglament.people.models import Account
from tests.cast import NOON
from tests.regulation.post import Post
from tests.regulation.seeing import Page, see

Look = Callable[[Account, str], Page]


class Watch:
    """The time the doors read: Tuesday, 17 November 2026, noon in Moscow, until somebody moves it on."""

    def __init__(self) -> None:
        self.at = NOON

    def move(self, **time: float) -> datetime:
        """`move(minutes=5)`; returns the new moment."""
        self.at += timedelta(**time)
        return self.at

    def now(self) -> datetime:
        return self.at


@pytest.fixture(autouse=True)
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """Everybody reads this clock, and speaks Russian."""
    watch = Watch()
    monkeypatch.setattr(timezone, "now", watch.now)
    with translation.override("ru"):
        yield watch


@pytest.fixture
def look(browse: Callable[[Account], Client]) -> Look:
    """`look(cast.orlova, "/cases/")` → what that person sees there, signed in."""
    clients: dict[Any, Client] = {}

    def look_at(account: Account, address: str) -> Page:
        if account.pk not in clients:
            clients[account.pk] = browse(account)
        return see(clients[account.pk], address)

    return look_at


@pytest.fixture
def statements() -> Callable[[Client, str], int]:
    """How many statements a page asks once the slow tables are in the process's memory."""

    def count(client: Client, address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    return count


@pytest.fixture
def post(watch: Watch) -> Post:
    """Letters that come and go while the watch shows this moment."""
    return Post(watch)
