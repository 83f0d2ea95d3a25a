"""What a process may remember of slow-changing tables: for a few seconds, so that an edit elsewhere is soon seen."""

import time
from typing import Any, Generic, TypeVar
from weakref import WeakSet

FRESH_SECONDS = 5.0
Key = TypeVar("Key")
Row = TypeVar("Row")


class Kept(Generic[Key, Row]):
    """A dictionary that forgets itself some seconds after it began to fill."""

    def __init__(self, seconds: float = FRESH_SECONDS) -> None:
        self._seconds = seconds
        self._rows: dict[Key, Row] = {}
        self._begun = float("-inf")
        _everything.add(self)

    def fresh(self) -> dict[Key, Row]:
        """The rows, emptied when they are too old; the caller fills in what it misses."""
        if time.monotonic() - self._begun > self._seconds:
            self._rows = {}
            self._begun = time.monotonic()
        return self._rows

    def forget(self) -> None:
        self._begun = float("-inf")


_everything: "WeakSet[Kept[Any, Any]]" = WeakSet()


def forget_everything() -> None:
    """After an edit, and between tests."""
    for kept in _everything:
        kept.forget()
