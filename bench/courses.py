"""One case as its verbs would have left it: the same events with the same facts, and what follows from them.

Nothing is written here. The verbs themselves take some forty statements a case; these rows go to the database by COPY.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bench import texts
from bench.bulk import Bulk
from bench.world import Customer, World
from reglament.cases import events, journal
from reglament.cases.course import autoclosing, deadlines
from reglament.cases.models import Case, CaseEvent, CaseParticipant, Deadline, Entry
from reglament.cases.status import Status
from reglament.clock.threshold import allowance
from reglament.clock.worktime import reach
from reglament.contracts import thresholds
from reglament.contracts.coverage import Finding
from reglament.equipment.numbers import normalise, normalise_pn
from reglament.history.kinds import Kind
from reglament.people.folding import fold
from reglament.people.models import Account

TABLES = (Case, Entry, CaseEvent, Deadline, CaseParticipant)
CHANNELS = (("web", 50), ("email", 40), ("phone", 10))
CATEGORIES = (("incident", 80), ("warranty", 8), ("consultation", 12))
CAUSES = ("hardware", "software", "configuration", "cabling", "provider", "question")
THANKS = "Спасибо, проверили вместе со сменой: всё работает, повторов за последние сутки не видим. " * 4
FEWEST_ENTRIES, MOST_ENTRIES = 3, 6


@dataclass
class Course:
    """A case on its way, at a moment that only moves forward."""

    case: Case
    now: datetime
    world: World
    bulk: Bulk
    dice: random.Random
    moment: datetime
    events: list[CaseEvent] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def engineer(self) -> Account:
        assert self.case.assignee
        return self.case.assignee

    def after(self, seconds: float) -> datetime:
        """Later, but never in the future."""
        left = (self.now - self.moment).total_seconds()
        self.moment += timedelta(seconds=int(min(seconds, left * 0.4)))
        return self.moment

    def tell(
        self, kind: Kind, by: Account | None, *, to: Status | None = None, **facts: int | str | bool | None
    ) -> None:
        if to is not None:
            facts |= {"from": str(self.case.status), "to": to.value}
            self.case.status = to.value
        key = self.bulk.key(CaseEvent)
        event = CaseEvent(
            id=key, subject=self.case, kind=kind.code, actor=by, at=self.moment, recorded_at=self.moment, facts=facts
        )
        self.events.append(event)

    def say(self, kind: str, by: Account | None, text: str, *, internal: bool = False, **marks: bool) -> int:
        kinds = Entry.Kind
        entry = Entry(
            id=self.bulk.key(Entry), case=self.case, author=by, by_staff=bool(by and by.roles), text=text,
            channel="web", at=self.moment, kind=(kinds.INTERNAL if internal else kinds.PUBLIC).value, **marks,
        )  # fmt: skip
        self.entries.append(entry)
        return entry.pk

    def words(self, kind: str) -> str:
        return texts.text(kind, self.dice)

    def may_say_more(self, keep: int = 0) -> bool:
        return len(self.entries) < MOST_ENTRIES - keep


def write(course: Course) -> None:
    """Hands everything to the bulk writer, with the fields and deadlines that follow from the events."""
    case = course.case
    found = deadlines.follow(case, journal.read(course.events), at=course.now)
    case.version = len(course.events)
    for row in (case, *course.entries, *course.events, *found):
        course.bulk.add(row)
    if course.dice.random() < 0.05:
        watcher = course.dice.choice(course.world.engineers)
        course.bulk.add(CaseParticipant(case=case, account=watcher, reason="watcher", added_at=course.moment))


def begin(
    number: str, received_at: datetime, priority: int, now: datetime, world: World, bulk: Bulk, dice: random.Random
) -> Course:
    """The request as it came in."""
    customer: Customer = dice.choice(world.customers)
    opener, item = dice.choice(customer.openers), dice.choice(customer.items)
    channel, category = drawn(CHANNELS, dice), drawn(CATEGORIES, dice)
    subject, agreed = texts.subject(dice), opener is customer.openers[0]
    case = Case(
        id=bulk.key(Case), number=number, company=customer.company, contract=customer.contract,
        contract_version=customer.version, policy_id=customer.version.policy_id, category=world.categories[category],
        subject=subject, subject_folded=fold(subject), channel=channel, opener=opener, status=Status.NEW.value,
        typed_by=world.officers["operator"] if channel == "phone" else None, priority=priority,
        original_priority=priority, priority_source="responsible" if agreed else "customer", item=item, site=item.site,
        pn=item.product.pn, pn_folded=normalise_pn(item.product.pn), sn=item.sn, sn_folded=normalise(item.sn),
        entitlement="verified", verdict=Finding.MATCH.value, received_at=received_at, created_at=received_at,
    )  # fmt: skip
    course = Course(case, now, world, bulk, dice, received_at)
    course.tell(
        events.RECEIVED, opener, channel=channel, priority=priority, source=case.priority_source,
        clocks=" ".join(case.category.clocks), category=category, policy=case.policy_id,
    )  # fmt: skip
    course.say("description", opener, course.words("description"), is_opening=True)
    return course


def register(course: Course) -> None:
    """By the system itself, in the transaction that took the request."""
    case = course.case
    course.tell(
        events.REGISTERED, None, to=Status.REGISTERED, finding=case.verdict, regulated=True, policy=case.policy_id
    )


def hand_over(course: Course) -> None:
    case = course.case
    case.assignee = course.dice.choice(course.world.engineers)
    case.team = course.world.teams[case.assignee.pk]
    course.after(course.dice.randint(120, 1800))
    course.tell(events.ASSIGNED, course.world.officers["duty"], assignee=case.assignee.pk, team=case.team.pk)


def answer(course: Course) -> None:
    """The engineer's first message takes the case to work; mostly within the threshold of reaction."""
    course.after(until(course, "REACT", course.dice.betavariate(2, 4) if course.dice.random() > 0.03 else 1.4))
    entry = course.say("question", course.engineer, course.words("question"))
    course.tell(
        events.TAKEN, course.engineer, to=Status.IN_PROGRESS, assignee=course.engineer.pk, entry=entry, by_staff=True
    )


def diagnose(course: Course) -> None:
    course.after(until(course, "DIAG", share(course.dice)))
    entry = course.say("diagnosis", course.engineer, course.words("diagnosis"))
    course.tell(events.DIAGNOSED, course.engineer, entry=entry, by_staff=True)


def give_workaround(course: Course) -> None:
    course.after(until(course, "WA", share(course.dice)))
    entry = course.say("workaround", course.engineer, course.words("workaround"))
    course.tell(events.WORKAROUND_GIVEN, course.engineer, to=Status.WORKAROUND, entry=entry, by_staff=True)


def ask(course: Course) -> None:
    course.after(course.dice.randint(600, 20_000))
    entry = course.say("question", course.engineer, course.words("question"), is_question=True)
    course.tell(events.WAITS_CUSTOMER, course.engineer, to=Status.WAIT_CUSTOMER, entry=entry, by_staff=True)


def hear(course: Course) -> None:
    """The customer answers: work goes on where it stood, or the message is simply added."""
    opener, back = course.case.opener, Status.IN_PROGRESS
    course.after(course.dice.randint(1200, 80_000))
    entry = course.say("answer", opener, course.words("answer"))
    if course.case.status == Status.WAIT_CUSTOMER.value:
        course.tell(events.RESUMED, opener, to=back, entry=entry, answer=True)
    else:
        course.tell(events.REPLIED, opener, entry=entry, channel="web")


def note(course: Course) -> None:
    course.after(course.dice.randint(60, 5000))
    by = course.case.assignee or course.world.officers["duty"]
    course.tell(events.NOTED, by, entry=course.say("note", by, course.words("diagnosis"), internal=True))


def resolve(course: Course) -> None:
    case, cause = course.case, course.dice.choice(CAUSES)
    course.after(max(until(course, "SOL", share(course.dice)), 600))
    case.cause_code, case.closure_code = cause, "solved"
    case.closes_at = autoclosing.instant(case, course.moment)
    entry = course.say("solution", course.engineer, course.words("solution"), is_solution=True)
    course.tell(
        events.RESOLVED, course.engineer, to=Status.RESOLVED, entry=entry, by_staff=True, closure="solved", cause=cause
    )


def reopen(course: Course) -> None:
    course.after(course.dice.randint(3600, 80_000))
    course.case.closes_at = None
    entry = course.say("answer", course.case.opener, course.words("answer"))
    course.tell(events.REOPENED, course.case.opener, to=Status.REOPENED, entry=entry)


def await_vendor(course: Course) -> None:
    course.after(course.dice.randint(600, 40_000))
    course.case.vendor, course.case.vendor_number = "Vendor", f"SR-{course.dice.randrange(10**8):08d}"
    course.tell(events.WAITS_VENDOR, course.engineer, to=Status.WAIT_VENDOR, vendor="Vendor")


def postpone(course: Course) -> None:
    course.after(course.dice.randint(600, 40_000))
    course.case.postponed_until = (course.now + timedelta(days=course.dice.randint(2, 40))).date()
    entry = course.say("answer", course.engineer, course.words("answer"))
    course.tell(
        events.POSTPONED, course.engineer, to=Status.POSTPONED, until=course.case.postponed_until.isoformat(),
        entry=entry, by_staff=True,
    )  # fmt: skip


def close(course: Course) -> None:
    """Accepted by the customer, or closed by itself when nobody objected."""
    case, closes_at = course.case, course.case.closes_at
    if closes_at and closes_at < course.now and course.dice.random() < 0.3:
        course.moment = closes_at
        course.tell(events.CLOSED, None, to=Status.CLOSED, closure=case.closure_code)
    else:
        course.after(course.dice.randint(1800, 90_000))
        if course.may_say_more() and course.dice.random() < 0.4:
            course.tell(events.REPLIED, case.opener, entry=course.say("thanks", case.opener, THANKS), channel="web")
        course.tell(events.ACCEPTED, case.opener, to=Status.CLOSED, closure=case.closure_code)
    case.closed_at, case.closes_at = course.moment, None


def cancel(course: Course) -> None:
    course.after(course.dice.randint(600, 40_000))
    case = course.case
    case.closed_at, case.closure_code = course.moment, "cancelled"
    entry = course.say("answer", case.opener, course.words("answer"))
    course.tell(events.CANCELLED, case.opener, to=Status.CANCELLED, entry=entry)


def check_contract(course: Course) -> None:
    """Its S/N is not in the contract: a person looks first, and the time of registration is not regulated."""
    case = course.case
    case.sn = f"X{course.dice.randrange(10**9):09d}"
    case.sn_folded, case.item, case.site = normalise(case.sn), None, None
    case.entitlement, case.verdict = "pending", Finding.PN_OK_SN_UNKNOWN.value
    course.tell(
        events.CHECK_STARTED, None, to=Status.CHECK, finding=case.verdict, regulated=False, policy=case.policy_id
    )


def until(course: Course, clock: str, part: float) -> float:
    """Seconds from the moment until `part` of the clock's threshold is used; of three working days without one."""
    terms = thresholds.read(course.case.policy_id or 0)
    threshold = terms.threshold(course.case.priority, clock)
    if threshold is None:
        return part * 3 * 86_400
    start, calendar = course.case.received_at, terms.calendar(course.case.priority, clock)
    found = reach(calendar, start, int(part * allowance(threshold, calendar, start)))
    return (found - course.moment).total_seconds() if found and found > course.moment else 60


def share(dice: random.Random) -> float:
    """How much of a threshold is used: one in thirty is late."""
    return dice.uniform(1.05, 1.8) if dice.random() < 0.03 else dice.betavariate(2, 3.2)


def drawn(table: Sequence[tuple[Any, int]], dice: random.Random) -> Any:
    """One of the values, each as often as its weight says."""
    values, weights = zip(*table, strict=True)
    return dice.choices(values, weights)[0]
