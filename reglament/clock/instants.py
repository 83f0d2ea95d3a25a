"""Instants as whole seconds since 1970-01-01T00:00:00Z: the unit all sums of this room are made in."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def seconds_of(instant: datetime) -> int:
    """The instant in whole seconds since the epoch; fractions are cut off. A time without zone raises TypeError."""
    since = instant - EPOCH
    return since.days * 86400 + since.seconds


def instant_of(seconds: int) -> datetime:
    """The aware UTC instant of whole seconds since the epoch; OverflowError outside the years 1 to 9999."""
    return EPOCH + timedelta(seconds=seconds)


END_OF_TIME = seconds_of(datetime.max.replace(tzinfo=UTC))
