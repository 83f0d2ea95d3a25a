"""What one letter is about and who reads it; the rows its words come from, each read once."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from reglament.cases import access, events, terms
from reglament.cases.course import autoclosing
from reglament.cases.models import Case, CaseEvent, Entry, Transfer
from reglament.cases.models.case import Channel
from reglament.contracts.forecast import forecast
from reglament.contracts.models import Contract
from reglament.intake.models import Receipt
from reglament.people.models import Account
from reglament.terms.resolve import resolve

OPENINGS = frozenset(kind.code for kind in (events.REGISTERED, events.REGISTERED_CONDITIONALLY, events.CHECK_STARTED))


@dataclass
class Occasion:
    """One event of a case, told to one reader; `reader` None: an address that is no participant's."""

    event: CaseEvent
    case: Case
    reader: Account | None

    @property
    def facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = self.event.facts
        return facts

    @property
    def at(self) -> datetime:
        return self.event.at

    @property
    def is_first(self) -> bool:
        """Is this the first that anybody hears of the case?"""
        return self.event.kind in OPENINGS and self.facts.get("from") == "new"

    @property
    def priority(self) -> int:
        """The priority at the time of the event, so far as the letter speaks of it."""
        changed_to = self.facts.get("new") if self.event.kind == events.PRIORITY_CHANGED.code else None
        return changed_to or (self.case.original_priority if self.event.kind in OPENINGS else self.case.priority)

    @cached_property
    def entry(self) -> Entry | None:
        """What was said: the event's own entry, the opening words for the first letter."""
        entries = self.case.entries.prefetch_related("attachments__file")
        if self.event.kind in OPENINGS or self.event.kind == events.ASSIGNED.code:
            return entries.filter(is_opening=True).first()
        number = self.facts.get("entry") or self.facts.get("note")
        found = entries.filter(pk=number).first() if number else None
        # The last fence: whatever the table of recipients says, a customer never reads an internal note.
        if found and found.kind != Entry.Kind.PUBLIC and not (self.reader and self.reader.is_staff_member):
            return None
        return found

    @property
    def told_from(self) -> datetime:
        """Not before: what can still be taken back is told when it no longer can."""
        held = self.entry.visible_from if self.entry else None
        return max(held, self.at) if held else self.at

    @cached_property
    def receipt(self) -> Receipt | None:
        """The letter the case came by, whether the robot registered it or a person did."""
        if self.case.channel != Channel.EMAIL:
            return None
        return Receipt.objects.filter(case=self.case, entry__is_opening=True).order_by("id").first()

    @cached_property
    def transfer(self) -> Transfer | None:
        """R-64  The transfer of large files the event is about."""
        return self.case.transfers.filter(pk=self.facts.get("transfer") or 0).first()

    @cached_property
    def assignee(self) -> Account | None:
        return assignee_then(self.event, self.case)

    @cached_property
    def promises(self) -> list[tuple[str, datetime]]:
        """(clock, due) of what the contract promises from this registration on."""
        case, due = self.case, []
        for expected in forecast(case.policy, case.category, self.priority, at=self.at):
            if expected.clock == "REACT" and self._reacts_from_receipt:
                again = forecast(case.policy, case.category, self.priority, at=case.received_at)
                expected = next(one for one in again if one.clock == "REACT")
            if expected.clock != "REG" and expected.due_at:
                due.append((expected.clock, expected.due_at))
        return due

    @property
    def _reacts_from_receipt(self) -> bool:
        start = resolve(terms.REACT_START, self.case.category, self.case.contract)
        return self.case.conditional or start == "received"

    @property
    def closes_at(self) -> datetime | None:
        """When the solution counts as accepted: said on the day it is given."""
        if self.event.kind == events.RESOLVED.code:
            return autoclosing.instant(self.case, self.at)
        return self.case.closes_at

    @cached_property
    def open_contracts(self) -> list[Contract]:
        return contracts_of_opener(self.case)


def assignee_then(event: CaseEvent, case: Case) -> Account | None:
    """Whom the event handed the case to, else who has it."""
    number = event.facts.get("assignee", case.assignee_id)
    if number == case.assignee_id:
        return case.assignee
    return Account.objects.select_related("company").filter(pk=number).first() if number else None


def contracts_of_opener(case: Case) -> list[Contract]:
    """R-27  The contracts in force on the day of the request under which its opener may open cases."""
    if case.opener is None:
        return []
    day = case.received_at.date()
    found = [contract for contract in access.opened_by(case.opener, day) if contract.in_force(day)]
    return sorted(found, key=lambda contract: contract.number)
