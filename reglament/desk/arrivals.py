"""What has come in: cases not registered, cases not handed over, letters that the robot could not place."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from reglament.cases.models import Case
from reglament.cases.models.case import Channel
from reglament.cases.showing import chips
from reglament.cases.status import UNREGISTERED, Status
from reglament.desk import choices, counters, journals
from reglament.intake.models import Receipt
from reglament.people.models import Account
from reglament.ui import words

MOST = 100
CHANNEL_ICONS = {"web": "web", "email": "mail", "phone": "phone", "fax": "fax", "staff": "user", "api": "web"}
COLUMNS = (
    "number", "subject", "priority", "status", "channel", "company__short_name", "received_at", "contract_id",
    *chips.FIELDS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arrival:
    """One line of the list: a case, or a letter without one (`priority` 0)."""

    href: str
    key: str
    channel: str
    icon: str
    sender: str
    time: str
    subject: str
    note: str
    chip: Markup
    priority: int

    @property
    def priority_name(self) -> str:
        return choices.priority_name(self.priority)


@dataclass
class Arrivals:
    """Both groups of cases and the letters, each already in order."""

    urgent: list[Arrival]
    unregistered: list[Arrival]
    letters: list[Arrival]
    unassigned: list[Arrival]

    @property
    def groups(self) -> list[tuple[str, list[Arrival]]]:
        named = (
            (_("Contract checks of priority 1 and 2"), self.urgent),
            (_("Not registered"), self.unregistered),
            (_("Letters without a case"), self.letters),
            (_("Registered, not handed over"), self.unassigned),
        )
        return [(title, rows) for title, rows in named if rows]

    @cached_property
    def all(self) -> list[Arrival]:
        return [row for _title, rows in self.groups for row in rows]

    def around(self, key: str) -> tuple[str, str]:
        """The addresses of the previous and the next line beside the one of this key, '' at an end."""
        keys = [row.key for row in self.all]
        if key not in keys:
            return "", self.all[0].href if self.all else ""
        at = keys.index(key)
        return (self.all[at - 1].href if at else ""), (self.all[at + 1].href if at + 1 < len(self.all) else "")


def read(reader: Account, *, at: datetime) -> Arrivals:
    """Two statements: cases by their nearest deadline, letters by their arrival."""
    waiting = Case.objects.visible_to(reader, []).open().filter(counters.ARRIVED)
    urgent, unregistered, unassigned = [], [], []
    for row in waiting.order_by("next_due_at", "id").values_list(*COLUMNS)[:MOST]:
        priority, status = row[2], row[3]
        if status == Status.CHECK and priority <= 2:
            urgent.append(_case(row, at))
        elif status in UNREGISTERED:
            unregistered.append(_case(row, at))
        else:
            unassigned.append(_case(row, at))
    return Arrivals(urgent, unregistered, [_letter(row, at) for row in _letters(reader)], unassigned)


def after(came: Arrivals, key: str) -> str:
    """Where a finished line leads: to the next one, at the end to the beginning."""
    return came.around(key)[1] or reverse("desk:triage")


def beside(came: Arrivals, key: str) -> dict[str, str]:
    """The addresses of the lines above and below, for a page."""
    previous, following = came.around(key)
    return {"previous_url": previous, "next_url": following}


def _letters(reader: Account) -> QuerySet[Receipt]:
    """Those that claim priority 1 or 2 on top, then the oldest first."""
    rows = journals.waiting_for(reader).only(
        "id", "from_name", "from_address", "subject", "received_at", "verdict", "reason", "claims_priority"
    )
    return rows.order_by(F("claims_priority").asc(nulls_last=True), "received_at")[:MOST]


def _case(row: tuple[Any, ...], at: datetime) -> Arrival:
    number, subject, priority, _status, channel, company, received_at, contract, *near = row
    nearest = chips.Nearest(*near)
    return Arrival(
        href=reverse("desk:triage_case", args=(number,)),
        key=number,
        channel=str(Channel(channel).label),
        icon=CHANNEL_ICONS[channel],
        sender=company,
        time=_time(received_at, at),
        subject=subject,
        note="" if contract else _("contract not chosen"),
        chip=chips.chip(nearest, at=at) if contract else Markup(""),
        priority=priority,
    )


def _letter(row: Receipt, at: datetime) -> Arrival:
    return Arrival(
        href=reverse("desk:triage_receipt", args=(row.pk,)),
        key=f"receipt-{row.pk}",
        channel=str(Channel.EMAIL.label),
        icon="mail",
        sender=row.from_name or row.from_address or _("unknown sender"),
        time=_time(row.received_at, at),
        subject=row.subject or _("(no subject)"),
        note=str(Receipt.Verdict(row.verdict).label),
        chip=Markup(""),
        priority=row.claims_priority or 0,
    )


def _time(moment: datetime, at: datetime) -> str:
    local, now = timezone.localtime(moment), timezone.localtime(at)
    return f"{local:%H:%M}" if local.date() == now.date() else words.short_day(local.date())
