"""The clerk at work: comes round each second, survives a database that is away, and leaves when asked."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from types import FrameType

import structlog
from django.db import DatabaseError, close_old_connections, connections

from reglament.clerk.rounds import DUTIES, Duty

logger = structlog.get_logger("reglament.clerk")

TICK = 1.0
NAP = 0.2
GRACE = 1.5
"""Seconds to finish what was begun when somebody asks to stop; a letter cut off then is sent again later."""
LONGEST_PAUSE = 30.0


class CutShort(BaseException):
    """The grace is over: whatever is being done is left undone, its transaction rolls back."""


class Clerk:
    """`work()` until `stop()`; every duty at its own pace, none kept waiting by another's failure."""

    def __init__(self, duties: tuple[Duty, ...] = DUTIES, clock: Callable[[], float] = time.monotonic) -> None:
        self.duties = duties
        self.clock = clock
        self.is_stopping = False
        self._next: dict[str, float] = {}
        self._failures = 0

    def work(self) -> None:
        logger.info("the clerk begins")
        try:
            while not self.is_stopping:
                done = self.round()
                with suppress(DatabaseError):
                    close_old_connections()
                if not done or self._failures:
                    self._rest(self._pause())
        except CutShort:
            logger.info("the clerk was cut short")
        logger.info("the clerk leaves")

    def round(self) -> int:
        """Does what is due now; returns how much was done. Where there was something there may be more: no pause."""
        done, failed = 0, False
        for duty in self.duties:
            if self.is_stopping or self._next.get(duty.name, 0) > self.clock():
                continue
            self._next[duty.name] = self.clock() + duty.every
            try:
                if count := self._do(duty):
                    done += count
                    self._next[duty.name] = self.clock()
            except Exception as failure:
                failed = True
                self._note(duty, failure)
        self._failures = self._failures + 1 if failed else 0
        return done

    def once(self) -> int:
        """Every duty, now; a failure is the caller's."""
        return sum(self._do(duty) for duty in self.duties)

    def stop(self) -> None:
        self.is_stopping = True

    def _do(self, duty: Duty) -> int:
        done = duty.do(datetime.now(UTC), lambda: self.is_stopping)
        if done:
            logger.info("done", duty=duty.name, count=done)
        return done

    def _note(self, duty: Duty, failure: Exception) -> None:
        if isinstance(failure, DatabaseError):
            logger.error("the database is away", duty=duty.name, error=str(failure).strip())
            connections.close_all()
        else:
            logger.exception("a duty failed", duty=duty.name)

    def _pause(self) -> float:
        """A second; after failures 2, 4, 8 … up to half a minute."""
        return min(TICK * 2**self._failures, LONGEST_PAUSE) if self._failures < 6 else LONGEST_PAUSE

    def _rest(self, seconds: float) -> None:
        until = self.clock() + seconds
        while not self.is_stopping and (left := until - self.clock()) > 0:
            time.sleep(min(NAP, left))


@contextmanager
def obeying_signals(clerk: Clerk) -> Iterator[None]:
    """SIGTERM and Ctrl-C ask the clerk to stop; what is still not done after the grace is cut short."""

    def ask(number: int, frame: FrameType | None) -> None:
        clerk.stop()
        signal.setitimer(signal.ITIMER_REAL, GRACE)

    def cut(number: int, frame: FrameType | None) -> None:
        raise CutShort

    before = {name: signal.signal(name, ask) for name in (signal.SIGTERM, signal.SIGINT)}
    before[signal.SIGALRM] = signal.signal(signal.SIGALRM, cut)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for name, handler in before.items():
            signal.signal(name, handler)
