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
from reglament.cases.status import UNREGISTERED
from reglament.desk import cells, choices, counters, journals
from reglament.intake.models import Receipt
from reglament.people.models import Account
from reglament.ui import words

MOST = 100
CHANNEL_ICONS = {"web": "web", "email": "mail", "phone": "phone", "fax": "fax", "staff": "user", "api": "web"}
COLUMNS = (
    "number", "subject", "priority", "status", "channel", "company__short_name", "contract_id",
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
    subject: str
    beside: Markup | str
    priority: int

    @property
    def priority_name(self) -> str:
        return choices.priority_name(self.priority)


@dataclass
class Arrivals:
    """What is not registered, with priorities 1 and 2 on top of it, and what nobody has been given; each in order."""

    urgent: list[Arrival]
    unregistered: list[Arrival]
    unassigned: list[Arrival]

    @property
    def groups(self) -> list[tuple[str, list[Arrival]]]:
        named = (
            (_("Not registered, priorities 1 and 2"), self.urgent),
            (_("Not registered"), self.unregistered),
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
    came = Arrivals([], [], [])
    for row in waiting.order_by("next_due_at", "id").values_list(*COLUMNS)[:MOST]:
        _group(came, row[2], is_registered=row[3] not in UNREGISTERED).append(_case(row, at))
    for receipt in _letters(reader):
        _group(came, receipt.claims_priority).append(_letter(receipt, at))
    came.urgent.sort(key=lambda row: row.priority)
    return came


def _group(came: Arrivals, priority: int | None, *, is_registered: bool = False) -> list[Arrival]:
    """§5.4  Nobody's case of priority 1 or 2, and a rejected letter that speaks of one, stand on top."""
    if is_registered:
        return came.unassigned
    return came.urgent if priority and priority <= 2 else came.unregistered


def after(came: Arrivals, key: str) -> str:
    """Where a finished line leads: to the next one, at the end to the beginning."""
    return came.around(key)[1] or reverse("desk:triage")


def beside(came: Arrivals, key: str) -> dict[str, str]:
    """The addresses of the lines above and below, for a page."""
    previous, following = came.around(key)
    return {"previous_url": previous, "next_url": following}


def _letters(reader: Account) -> QuerySet[Receipt]:
    """Those that claim priority 1 or 2 on top, then the oldest first."""
    rows = journals.arrived_for(reader).only(
        "id", "from_name", "from_address", "subject", "received_at", "verdict", "reason", "claims_priority"
    )
    return rows.order_by(F("claims_priority").asc(nulls_last=True), "received_at")[:MOST]


def _case(row: tuple[Any, ...], at: datetime) -> Arrival:
    number, subject, priority, _status, channel, company, contract, *near = row
    nearest = chips.Nearest(*near)
    return Arrival(
        href=reverse("desk:triage_case", args=(number,)),
        key=number,
        channel=str(Channel(channel).label),
        icon=CHANNEL_ICONS[channel],
        sender=company,
        subject=subject,
        beside=cells.term(nearest, at) if contract else _("contract not chosen"),
        priority=priority,
    )


def _letter(row: Receipt, at: datetime) -> Arrival:
    return Arrival(
        href=reverse("desk:triage_receipt", args=(row.pk,)),
        key=f"receipt-{row.pk}",
        channel=str(Channel.EMAIL.label),
        icon="mail",
        sender=row.from_name or row.from_address or _("unknown sender"),
        subject=row.subject or _("(no subject)"),
        beside=f"{Receipt.Verdict(row.verdict).label}, {_time(row.received_at, at)}",
        priority=row.claims_priority or 0,
    )


def _time(moment: datetime, at: datetime) -> str:
    local, now = timezone.localtime(moment), timezone.localtime(at)
    return f"{local:%H:%M}" if local.date() == now.date() else words.short_day(local.date())
