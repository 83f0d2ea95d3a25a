"""Hands events to their consumers: each slip once, oldest first, a failing one later again."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.apps import apps
from django.db import connection, transaction

from reglament.history.models import Event, Pending

logger = structlog.get_logger("reglament.history")
Consume = Callable[[Event], None]
RETRY_MINUTES = (1, 5, 15, 60)
BATCH = 100


def hand_over(name: str, consume: Consume, *, at: datetime, only: tuple[str, int] | None = None) -> int:
    """Gives every due slip of consumer `name` to `consume`; returns how many were handed over.

    Each slip is its own transaction: what the consumer wrote and the deletion of the slip commit together.
    `only` = (event table, event id of the first one) narrows to events from that id on.
    """
    slips = Pending.objects.filter(consumer=name, due_at__lte=at).order_by("id").values_list("id", flat=True)
    if only:
        slips = slips.filter(event_table=only[0], event_id__gte=only[1])
    done = last = 0
    while batch := list(slips.filter(id__gt=last)[:BATCH]):
        done += sum(_hand(slip_id, consume, at) for slip_id in batch)
        last = batch[-1]
    return done


def _hand(slip_id: int, consume: Consume, at: datetime) -> int:
    try:
        with transaction.atomic():
            slips = Pending.objects.filter(id=slip_id)
            if connection.features.has_select_for_update_skip_locked:
                slips = slips.select_for_update(skip_locked=True)
            slip = slips.first()
            if slip is None:
                return 0
            table = apps.get_model(slip.event_table)
            consume(table._default_manager.select_related("actor", "subject").get(pk=slip.event_id))
            slip.delete()
            return 1
    except Exception as failure:
        logger.exception("a consumer failed", slip=slip_id)
        _put_off(slip_id, failure, at)
        return 0


def _put_off(slip_id: int, failure: Exception, at: datetime) -> None:
    slip = Pending.objects.filter(id=slip_id).first()
    if slip is None:
        return
    minutes = RETRY_MINUTES[min(slip.attempts, len(RETRY_MINUTES) - 1)]
    slip.attempts += 1
    slip.due_at = at + timedelta(minutes=minutes)
    slip.last_error = repr(failure)[:2000]
    slip.save(update_fields=("attempts", "due_at", "last_error"))
