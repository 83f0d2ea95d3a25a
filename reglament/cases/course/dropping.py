"""R-60  What the scanner found to be infected is out of everybody's reach, and the case says so (domain §5.4)."""

from datetime import datetime

from django.db import transaction

from reglament.cases import access, events
from reglament.cases.course import step
from reglament.cases.models import Attachment, Case, Entry
from reglament.files.models import StoredFile

MOST = 200
"""Messages of one round."""


def drop_infected(*, at: datetime) -> int:
    """Notes every infected file in the history of its case, once for each message; returns how many messages."""
    infected = Attachment.objects.filter(file__verdict=StoredFile.Verdict.INFECTED, dropped_at=None)
    entries = Entry.objects.filter(pk__in=infected.values("entry")).select_related("case").order_by("pk")
    return sum(_drop(entry, at) for entry in entries[:MOST])


@transaction.atomic
def _drop(entry: Entry, at: datetime) -> bool:
    case: Case = access.require(None, "note", entry.case, at=at)
    infected = entry.attachments.filter(file__verdict=StoredFile.Verdict.INFECTED, dropped_at=None)
    if not infected.update(dropped_at=at):
        return False
    is_public = entry.kind == Entry.Kind.PUBLIC
    step.note(case, events.FILE_DROPPED if is_public else events.NOTED_FILE_DROPPED, by=None, at=at, entry=entry.pk)
    return True
