"""The desk as its people see it at one moment: noon of the cast's day, moved on by hand."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import NOON


class Watch:
    """The moment that the pages take for now (UTC)."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def move(self, **length: float) -> datetime:
        self.at += timedelta(**length)
        return self.at


@pytest.fixture(autouse=True)
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Ten past noon in Moscow, on the Tuesday of the cast."""
    watch = Watch(NOON + timedelta(minutes=10))
    monkeypatch.setattr(timezone, "now", lambda: watch.at)
    return watch


def read(response: HttpResponse) -> str:
    return response.content.decode()


@pytest.fixture
def statements() -> Callable[[Client, str], int]:
    """How many statements a page asks once the slow tables are in the process's memory."""

    def count(client: Client, address: str) -> int:
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    return count
