"""R-69  The digest: once a day, at a chosen hour, one letter with what changed in each case; none when nothing did."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

import structlog
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reglament.cases import reference
from reglament.cases.models import Case, CaseEvent
from reglament.cases.showing import sentences
from reglament.contracts.access import contacts_of
from reglament.notifications import alone, choosing, kinds, links, names
from reglament.notifications.models import DigestLine, DigestPlan, Letter
from reglament.people.models import Account
from reglament.ui import words

logger = structlog.get_logger("reglament.notifications")
MOST = 300
"""Changes that one letter lists; of the rest it gives the number."""


def keep(event: CaseEvent, kind: str, account: Account, *, due_at: datetime) -> None:
    """The change waits for the person's next digest; a second call changes nothing."""
    line = DigestLine(account=account, event=event, kind=kind, due_at=due_at)
    DigestLine.objects.bulk_create([line], ignore_conflicts=True)


def write_due(*, at: datetime) -> int:
    """Writes the digest of everybody whose hour has come at `at` (UTC); returns how many letters."""
    waiting = DigestLine.objects.filter(due_at__lte=at).values("account")
    written = 0
    for account in Account.objects.select_related("company").filter(pk__in=waiting).order_by("pk"):
        try:
            written += write(account, at=at) is not None
        except DatabaseError:
            raise
        except Exception:
            logger.exception("a digest could not be written", account=account.pk)
    return written


@transaction.atomic
def write(account: Account, *, at: datetime) -> Letter | None:
    """The digest of one person, if it is due and says something."""
    turn = _turn(account, at)
    DigestPlan.objects.get_or_create(account=account)
    plan = DigestPlan.objects.select_for_update().get(account=account)
    if plan.last_on and plan.last_on >= turn.date():
        return None
    lines = list(DigestLine.objects.filter(account=account, due_at__lt=turn).select_related("event__actor"))
    if not lines:
        return None
    changes = _readable(account, lines, at)
    DigestLine.objects.filter(pk__in=[line.pk for line in lines]).delete()
    plan.last_on = turn.date()
    plan.save(update_fields=("last_on",))
    return _letter(account, changes, turn.date(), at) if changes else None


def _turn(account: Account, at: datetime) -> datetime:
    """The last moment, up to `at`, at which this person's digest was due; in the person's zone."""
    here = at.astimezone(ZoneInfo(account.zone_name()))
    today = here.replace(hour=choosing.hour_of(account), minute=0, second=0, microsecond=0)
    return today if today <= here else today - timedelta(days=1)


def _readable(account: Account, lines: list[DigestLine], at: datetime) -> list[tuple[Case, list[CaseEvent]]]:
    """By case what this person may still see, in the order in which it happened."""
    if not (account.is_active and account.email):
        return []
    mine = [] if account.is_staff_member else contacts_of(account, at.date())
    numbers = {line.event.subject_id for line in lines}
    cases = {case.pk: case for case in Case.objects.visible_to(account, mine).filter(pk__in=numbers)}
    seen = sorted((line.event for line in lines if line.event.subject_id in cases), key=lambda event: event.pk)
    order = list(dict.fromkeys(event.subject_id for event in seen))
    grouped = groupby(sorted(seen, key=lambda event: order.index(event.subject_id)), lambda event: event.subject_id)
    return [(cases[pk], list(events)) for pk, events in grouped]


def _letter(account: Account, changes: list[tuple[Case, list[CaseEvent]]], day: date, at: datetime) -> Letter:
    note = alone.Note(
        kinds.DIGEST,
        account.email,
        alone.language_of(account),
        {
            "reader": lambda: names.account(account),
            "changes": lambda: _changes(account, changes),
            "cases": lambda: str(len(changes)),
        },
        reader=account,
    )
    return alone.write(note, key=f"{kinds.DIGEST}:{account.pk}:{day.isoformat()}", at=at)


def _changes(account: Account, changes: Sequence[tuple[Case, list[CaseEvent]]]) -> str:
    """R-53  Each case by tag and subject, its changes line by line, the way to it."""
    room, blocks = MOST, []
    for case, events in changes:
        shown, room = events[:room], room - len(events[:room])
        lines = [f"{reference.subject_tag(case.number)} {names.subject(case)}"]
        people = sentences.names(shown)
        lines += [f"{words.moment(event.at)}: {_said(event, people)}" for event in shown]
        rest = len(events) - len(shown)
        if rest:
            lines.append(ngettext("and %(count)s more change", "and %(count)s more changes", rest) % {"count": rest})
        blocks.append("\n".join([*lines, links.case(case.number, account)]))
    return "\n\n".join(blocks)


def _said(event: CaseEvent, people: dict[int, str]) -> str:
    return _("%(change)s (%(author)s)") % {
        "change": names.one_line(sentences.sentence(event, people)),
        "author": names.author(event.actor),
    }
