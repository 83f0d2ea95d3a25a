"""R-69  The outbox is emptied: each letter once, in the order of its case, again and again while there is hope."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from reglament.history.record import record
from reglament.notifications import events, resetting, terms
from reglament.notifications.models import Letter
from reglament.notifications.relay import Never, NotNow, Relay, ServerAway
from reglament.people.house import contractor
from reglament.people.models import Account
from reglament.terms.resolve import resolve

logger = structlog.get_logger("reglament.notifications")

MOST = 100
"""Letters of one round, so that other work is not kept waiting."""


def send_due(*, at: datetime, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Sends what is due at `at` (UTC), or leaves it in the journal without a mail server; returns how many letters."""
    if not settings.SMTP_CONFIGURED:
        return _ripe(at).update(state=Letter.State.JOURNAL, next_attempt_at=None)
    sent = 0
    with Relay() as relay:
        while sent < MOST and not is_stopping() and (letter := _claim(at)):
            try:
                sent += _send(relay, letter, at)
            except ServerAway as away:
                _wait_for_server(letter, at, str(away))
                break
    return sent


@transaction.atomic
def send_again(letter: Letter, *, by: Account, at: datetime) -> Letter:
    """R-69  A person gives a letter that failed all its attempts another chance; any other stays as it is."""
    failed = Letter.objects.filter(pk=letter.pk, state=Letter.State.FAILED)
    if failed.update(state=Letter.State.QUEUED, attempts=0, next_attempt_at=at, given_again_at=at):
        record(contractor(), events.GIVEN_AGAIN, actor=by, at=at, letter=letter.pk)
    letter.refresh_from_db()
    return letter


def _ripe(at: datetime) -> QuerySet[Letter]:
    """Queued letters whose time has come."""
    ripe = Letter.objects.filter(state=Letter.State.QUEUED, next_attempt_at__lte=at)
    return ripe.filter(Q(not_before=None) | Q(not_before__lte=at))


def _due(at: datetime) -> QuerySet[Letter]:
    """Those whose turn it is too: behind an earlier one of the same case and reader a letter waits."""
    earlier = Letter.objects.filter(
        state=Letter.State.QUEUED, case=OuterRef("case"), to_address=OuterRef("to_address"), pk__lt=OuterRef("pk")
    )
    return _ripe(at).exclude(Exists(earlier))


def _claim(at: datetime) -> Letter | None:
    """Takes the next letter for this process alone; the claim is committed before anything is sent."""
    with transaction.atomic():
        due = _due(at).order_by("next_attempt_at", "id")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True, of=("self",))
        letter = due.first()
        if letter:
            letter.next_attempt_at = at + timedelta(minutes=resolve(terms.LEASE_MINUTES))
            letter.save(update_fields=("next_attempt_at",))
    return letter


def _send(relay: Relay, letter: Letter, at: datetime) -> bool:
    try:
        relay.send(letter, resetting.text_to_send(letter, at=at))
    except Never as refused:
        _fail(letter, str(refused))
    except NotNow as refused:
        _put_off(letter, at, str(refused))
    except (ServerAway, DatabaseError):
        raise
    except Exception as failure:
        logger.exception("a letter could not be sent", letter=letter.pk, kind=letter.kind)
        _put_off(letter, at, repr(failure))
    else:
        letter.state, letter.sent_at, letter.next_attempt_at, letter.last_error = Letter.State.SENT, at, None, ""
        letter.attempts += 1
        letter.save(update_fields=("state", "sent_at", "next_attempt_at", "last_error", "attempts"))
        return True
    return False


def _put_off(letter: Letter, at: datetime, error: str) -> None:
    """1, 5, 15, 60 minutes, then every hour, and after five days no more."""
    pauses = retry_pauses()
    if letter.attempts >= _most_attempts(pauses):
        _fail(letter, error)
        return
    letter.next_attempt_at, letter.last_error = at + pauses[min(letter.attempts, len(pauses) - 1)], error
    letter.attempts += 1
    letter.save(update_fields=("next_attempt_at", "last_error", "attempts"))


def retry_pauses() -> list[timedelta]:
    """From one attempt to the next; the last one again and again. What is no number of minutes is passed over."""
    minutes = [int(one) for one in resolve(terms.RETRY_MINUTES) if one.isdigit() and int(one)]
    return [timedelta(minutes=one) for one in minutes or [60]]


def _most_attempts(pauses: list[timedelta]) -> int:
    """As many as fit into the days in which there is hope."""
    left = max(timedelta(days=resolve(terms.GIVE_UP_DAYS)) - sum(pauses[:-1], timedelta()), timedelta())
    return len(pauses) + left // pauses[-1]


def _fail(letter: Letter, error: str) -> None:
    logger.warning("a letter was refused", letter=letter.pk, kind=letter.kind, error=error)
    letter.state, letter.last_error, letter.next_attempt_at = Letter.State.FAILED, error, None
    letter.attempts += 1
    letter.save(update_fields=("state", "last_error", "next_attempt_at", "attempts"))


def _wait_for_server(letter: Letter, at: datetime, error: str) -> None:
    """Nobody's letter is to blame: all wait a little, and what has waited for days in vain has failed."""
    logger.warning("the mail server is away", error=error)
    waiting = Letter.objects.filter(Q(next_attempt_at__lte=at) | Q(pk=letter.pk), state=Letter.State.QUEUED)
    given_up = at - timedelta(days=resolve(terms.GIVE_UP_DAYS))
    too_long = waiting.annotate(hoped_from=Coalesce("given_again_at", "written_at")).filter(hoped_from__lte=given_up)
    too_long.update(state=Letter.State.FAILED, next_attempt_at=None, last_error=error)
    waiting.update(next_attempt_at=at + timedelta(minutes=resolve(terms.SERVER_AWAY_MINUTES)), last_error=error)
