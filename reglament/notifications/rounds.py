"""What the outbox does whenever the clerk comes round: events become letters, letters leave."""

from collections.abc import Callable
from datetime import datetime

from reglament.history.handing_over import hand_over
from reglament.notifications import consuming, sending


def run(at: datetime, *, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Returns how many events were handed over and letters sent at `at` (UTC)."""
    handed = hand_over(consuming.NAME, consuming.consume, at=at)
    return handed + sending.send_due(at=at, is_stopping=is_stopping)
