"""The one pen: nothing else writes an event."""

from datetime import datetime
from typing import Any

from django.db import models

from reglament.history.kinds import Kind
from reglament.history.models import Event, Pending

CONSUMERS: dict[str, frozenset[str]] = {}


def consumer(name: str, tables: frozenset[str]) -> None:
    """Registers who wants a slip for every event of these tables ('cases.CaseEvent')."""
    CONSUMERS[name] = tables


def record(
    subject: models.Model, kind: Kind, *, actor: models.Model | None, at: datetime, **facts: int | str | bool | None
) -> Event:
    """Writes one event of `subject` and a slip for each consumer, in the caller's transaction.

    `facts` are ids, codes, numbers and instants (never names or texts).
    """
    table: Any = subject.EVENTS  # type: ignore[attr-defined]
    event: Event = table._default_manager.create(subject=subject, kind=kind.code, actor=actor, at=at, facts=facts)
    label = table._meta.label
    Pending.objects.bulk_create(
        Pending(consumer=name, event_table=label, event_id=event.pk, due_at=at)
        for name, tables in CONSUMERS.items()
        if label in tables
    )
    return event
