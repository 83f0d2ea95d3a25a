"""R-69  Who is told of what: event × part in the case → letter. Read from top to bottom, one letter a person."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reglament.cases import events as of
from reglament.cases.models import Attachment, Case, CaseEvent
from reglament.cases.models.case import PrioritySource
from reglament.history.kinds import KINDS, SeenBy
from reglament.notifications.audiences import CUSTOMERS, HANDS, OF_CUSTOMER, TEAM, Who, people
from reglament.notifications.models import Letter
from reglament.notifications.occasion import contracts_of_opener
from reglament.people.models import Account

Condition = Callable[[CaseEvent, Case], bool]


@dataclass(frozen=True, slots=True)
class Line:
    """These people get this letter, if the condition holds."""

    who: tuple[Who, ...]
    letter: str
    when: Condition | None = None


def told(event: CaseEvent, case: Case) -> Iterator[tuple[Account, str]]:
    """Each person to write to with the letter's kind; never the author of the change, never twice."""
    done = {event.actor_id}
    for line in TOLD.get(event.kind, ()):
        if line.when is None or line.when(event, case):
            for account in _reached(line, event, case):
                if account.pk not in done:
                    done.add(account.pk)
                    yield account, line.letter


def _reached(line: Line, event: CaseEvent, case: Case) -> Iterator[Account]:
    internal = KINDS[event.kind].seen_by is SeenBy.STAFF
    for who in line.who:
        if internal and who in OF_CUSTOMER:
            continue
        for account in people(who, event, case):
            if account.is_active and account.email and _belongs(account, who, case):
                yield account


def _belongs(account: Account, who: Who, case: Case) -> bool:
    """A customer's letter goes to the customer's people, a contractor's to the contractor's, whatever the rows say."""
    if who in OF_CUSTOMER:
        return account.company_id == case.company_id and not account.is_staff_member
    return account.is_staff_member


def is_first(event: CaseEvent, _case: Case) -> bool:
    return bool(event.facts.get("from") == "new")


def has_entry(event: CaseEvent, _case: Case) -> bool:
    return bool(event.facts.get("entry"))


def by_customer(event: CaseEvent, _case: Case) -> bool:
    return event.actor is not None and not event.actor.is_staff_member


def is_high_by_another(event: CaseEvent, case: Case) -> bool:
    """R-30  Priority 1 or 2 that the responsible contact has not set."""
    return is_first(event, case) and case.original_priority <= 2 and case.priority_source == PrioritySource.CUSTOMER


def is_ambiguous(_event: CaseEvent, case: Case) -> bool:
    """R-27  No contract is named, and the opener has some to choose from."""
    return case.contract is None and bool(contracts_of_opener(case))


def is_out_of_force(_event: CaseEvent, case: Case) -> bool:
    return case.contract is None or not case.contract.in_force(case.received_at.date())


def is_registered(event: CaseEvent, case: Case) -> bool:
    """Was it registered before this event? What is registered afterwards gets the letter of its registration."""
    return case.events.filter(kind__in=REGISTERED, id__lt=event.pk).exists()


def is_unassigned(event: CaseEvent, _case: Case) -> bool:
    return event.facts.get("assignee") is None


def has_moved(event: CaseEvent, _case: Case) -> bool:
    return "to" in event.facts


def is_news(event: CaseEvent, case: Case) -> bool:
    """Has the letter of the registration not said already that a file of the request was infected?"""
    threats = Attachment.objects.filter(entry=event.facts["entry"], dropped_at=event.at).values_list("file__threat")
    told = Letter.objects.filter(case=case, kind__in=FIRST_LETTERS)
    return not all(told.filter(text__contains=threat).exists() for (threat,) in threats)


def is_for_everyone(event: CaseEvent, case: Case) -> bool:
    """R-64  Opened for nobody alone."""
    return case.transfers.filter(pk=event.facts["transfer"], uploader=None).exists()


FIRST_LETTERS = ("registered", "check_ambiguous", "check_inactive", "check_item")
REGISTERED = (of.REGISTERED.code, of.REGISTERED_CONDITIONALLY.code)
REGISTRATION = (
    Line(CUSTOMERS, "registered"),
    Line((Who.RESPONSIBLE,), "high_priority", is_high_by_another),
    Line((Who.DUTY,), "new_case", is_first),
    Line((Who.WATCHERS,), "step"),
)
STEP = Line(HANDS, "step")
ANSWER = Line(TEAM, "answer", by_customer)

TOLD: dict[str, tuple[Line, ...]] = {
    of.REGISTERED.code: REGISTRATION,
    of.REGISTERED_CONDITIONALLY.code: (*REGISTRATION, Line((Who.MANAGER,), "check_manager")),
    of.CHECK_STARTED.code: (
        Line(CUSTOMERS, "check_ambiguous", is_ambiguous),
        Line(CUSTOMERS, "check_inactive", is_out_of_force),
        Line(CUSTOMERS, "check_item"),
        Line((Who.RESPONSIBLE,), "high_priority", is_high_by_another),
        Line((Who.DUTY,), "new_case", is_first),
        Line((Who.MANAGER,), "check_manager"),
        STEP,
    ),
    of.ENTITLEMENT_SET.code: (Line(CUSTOMERS, "check_passed", is_registered), STEP),
    of.REFUSAL_PROPOSED.code: (Line((Who.DECIDERS,), "refusal_proposed"),),
    of.REFUSAL_DECLINED.code: (Line((Who.PROPOSER, *HANDS), "step"),),
    of.REFUSED.code: (Line(CUSTOMERS, "refused"), Line((Who.PROPOSER, *HANDS), "step")),
    of.ASSIGNED.code: (
        Line((Who.ASSIGNEE,), "assigned"),
        Line((Who.TEAM_LEAD,), "assigned_team", is_unassigned),
        Line((Who.WATCHERS,), "step"),
    ),
    of.TAKEN.code: (Line(CUSTOMERS, "reply", has_entry), Line(CUSTOMERS, "taken"), Line((Who.WATCHERS,), "step")),
    of.RETURNED.code: (Line((Who.DUTY, Who.WATCHERS), "step"),),
    of.REPLIED.code: (Line(CUSTOMERS, "reply"), ANSWER, STEP),
    of.NOTED.code: (Line(TEAM, "note"),),
    of.FILE_DROPPED.code: (Line(CUSTOMERS, "file_dropped", is_news), Line(TEAM, "file_dropped_staff")),
    of.TRANSFER_OPENED.code: (
        Line((Who.UPLOADER,), "transfer_opened"),
        Line(CUSTOMERS, "transfer_opened", is_for_everyone),
        STEP,
    ),
    of.TRANSFER_CLOSED.code: (Line(HANDS, "step"),),
    of.NOTED_FILE_DROPPED.code: (Line(TEAM, "file_dropped_staff"),),
    of.WAITS_CUSTOMER.code: (Line(CUSTOMERS, "question"), STEP),
    of.WAITS_VENDOR.code: (Line(CUSTOMERS, "vendor"), STEP),
    of.POSTPONED.code: (Line(CUSTOMERS, "postponed"), STEP),
    of.RESUMED.code: (Line(CUSTOMERS, "reply", has_entry), Line(CUSTOMERS, "resumed"), ANSWER, STEP),
    of.DIAGNOSED.code: (Line(CUSTOMERS, "diagnosis"), STEP),
    of.WORKAROUND_GIVEN.code: (Line(CUSTOMERS, "workaround"), STEP),
    of.WORKAROUND_FAILED.code: (Line(CUSTOMERS, "workaround_failed"), ANSWER, STEP),
    of.RESOLVED.code: (Line(CUSTOMERS, "resolved"), STEP),
    of.ACCEPTED.code: (Line(CUSTOMERS, "closed"), STEP),
    of.CLOSED.code: (Line(CUSTOMERS, "closed"), STEP),
    of.REOPENED.code: (Line(CUSTOMERS, "reopened"), ANSWER, STEP),
    of.REOPEN_UNDONE.code: (Line(CUSTOMERS, "reopen_undone"), STEP),
    of.CANCELLED.code: (Line(CUSTOMERS, "cancelled"), Line(TEAM, "step")),
    of.PRIORITY_CHANGED.code: (Line((*CUSTOMERS, Who.RESPONSIBLE), "priority_changed"), STEP),
    of.PRIORITY_ASKED.code: (Line(TEAM, "step"),),
    of.RECLASSIFIED.code: (Line(CUSTOMERS, "reclassified"), STEP),
    of.MERGED.code: (Line(CUSTOMERS, "merged"), STEP),
    of.ABSORBED.code: (STEP,),
    of.UNMERGED.code: (Line(CUSTOMERS, "unmerged", has_moved), STEP),
    of.LINKED.code: (Line(CUSTOMERS, "linked"),),
    of.COLLEAGUE_ADDED.code: (Line((Who.ADDED,), "colleague_added"),),
}

# What changes nothing for anybody else, or what another letter of the same step already tells.
UNTOLD = frozenset(
    kind.code
    for kind in (
        *(of.RECEIVED, of.AUTO_REPLIED, of.CONTRACT_SET, of.ITEM_SET, of.RENAMED),
        *(of.WATCHED, of.UNWATCHED, of.PHONE_CONFIRMED),
    )
)
