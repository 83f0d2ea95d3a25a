"""One case as one reader sees it: everything a page needs in a fixed number of statements."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from reglament.cases import access, journal
from reglament.cases.course import checking, deadlines
from reglament.cases.models import Case, CaseEvent, CaseLink, CaseParticipant, RefusalProposal, Transfer
from reglament.cases.models.case import CaseQuerySet
from reglament.cases.showing import bars, sentences, timeline
from reglament.cases.status import MOVES, OPEN, STATES, Status
from reglament.contracts.access import contacts_of
from reglament.contracts.models import ContractContact
from reglament.memory.statements import Question
from reglament.people.models import Account
from reglament.ui import words

RELATED = (
    "company", "contract__service_manager", "contract_version", "policy__policy", "category", "item__product",
    "item__site", "site", "opener", "assignee", "team", "merged_into", "possible_duplicate",
)  # fmt: skip
# Rights whose name in the state table differs, or that a solved or ended case no longer offers.
MOVE_OF = {
    "register": "register", "check": "check", "take": "take", "return": "return", "ask": "ask",
    "workaround": "give_workaround", "resolve": "resolve", "close": "close", "reopen": "reopen",
    "cancel": "cancel", "propose_refusal": "refuse", "resume": "resume", "wait": "await_vendor",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NextStep:
    """Who acts next: 'us', 'you' (the customer) or 'nobody'; and the sentence that says it."""

    whose: str
    sentence: str


@dataclass
class Page:
    """A case loaded for a reader at an instant (UTC). `check_until`: our own target for an open contract check."""

    case: Case
    reader: Account
    contacts: list[ContractContact]
    stream: list[timeline.Item]
    bars: list[bars.Shown]
    at: datetime
    check_until: datetime | None = None

    def may(self, right: str) -> bool:
        """The reader's right, and the state table where the right is a step."""
        if not access.allowed(self.reader, right, self.case, self.contacts):
            return False
        move = MOVE_OF.get(right)
        if move is None:
            return Status(self.case.status) in OPEN
        return Status(self.case.status) in MOVES[move][0]

    @cached_property
    def participants(self) -> list[CaseParticipant]:
        return list(self.case.participants.select_related("account"))

    @cached_property
    def duplicates(self) -> list[Case]:
        return list(self.case.duplicates.only("number", "subject", "status")) if self.case.has_more else []

    @cached_property
    def links(self) -> list[CaseLink]:
        if not self.case.has_more:
            return []
        return list(CaseLink.objects.filter(case=self.case).select_related("earlier"))

    @cached_property
    def transfer(self) -> Transfer | None:
        """R-64  The transfer of large files that is open now."""
        if not self.case.has_more:
            return None
        found = self.case.transfers.filter(closed_at=None, expires_at__gt=self.at).select_related("uploader")
        return found.first()

    @cached_property
    def refusal(self) -> RefusalProposal | None:
        """The refusal that waits for a decision; asked for only where one can be."""
        done = not self.case.is_open or (self.case.status != Status.CHECK and self.case.entitlement == "verified")
        if done:
            return None
        return self.case.refusals.filter(decided_at=None).select_related("proposed_by").first()

    @property
    def next_step(self) -> NextStep:
        return next_step(self.case)


def load(number: str, reader: Account, *, at: datetime, contacts: list[ContractContact] | None = None) -> Page:
    """Raises Case.DoesNotExist alike for a case that is not there and one the reader may not know of."""
    if contacts is None:
        contacts = [] if reader.is_staff_member else contacts_of(reader, at.date())
    case = _seen(number.upper(), Case.objects.visible_to(reader, contacts))
    events = _EVENTS.ask(case.pk)
    entries = timeline.entries_of(case, reader, at=at)
    people = sentences.names(events)
    course = journal.read(events)
    return Page(
        case=case,
        reader=reader,
        contacts=contacts,
        stream=timeline.stream(case, events, entries, people, reader),
        bars=bars.shown(case, course, deadlines.rules(case), at=at, for_customer=not reader.is_staff_member),
        at=at,
        check_until=checking.until(case, events) if reader.is_staff_member else None,
    )


def _seen(number: str, visible: CaseQuerySet) -> Case:
    """Most of the staff read every case: for them it is always the same statement."""
    if not visible.is_everything:
        return visible.select_related(*RELATED).get(number=number)
    for case in _ANY.ask(number):
        return case
    raise Case.DoesNotExist


_ANY = Question(lambda number: Case.objects.select_related(*RELATED).filter(number=number), str)
_EVENTS = Question(lambda case: CaseEvent.objects.filter(subject=case).select_related("actor").order_by("id"), int)

# They stand after «Следующий шаг за нами:» or «за Вами:»; where nobody acts any more, alone.
SAID = {
    Status.NEW: gettext_noop("the duty engineer checks the request"),
    Status.CHECK: gettext_noop("we check the contract"),
    Status.REGISTERED: gettext_noop("we assign an engineer"),
    Status.WAIT_CUSTOMER: gettext_noop("answer the engineer's question"),
    Status.WAIT_VENDOR: gettext_noop("the vendor works on it, we follow the progress"),
    Status.WAIT_PARTS: gettext_noop("we replace the hardware"),
    Status.POSTPONED: gettext_noop("we return to it on the day agreed upon"),
    Status.WORKAROUND: gettext_noop("the workaround is in place, we work on the permanent solution"),
    Status.RESOLVED: gettext_noop("confirm the solution or say that it is not solved"),
    Status.REOPENED: gettext_noop("we go on with it"),
    Status.CLOSED: gettext_noop("The case is closed."),
    Status.CANCELLED: gettext_noop("The case was cancelled."),
    Status.REJECTED: gettext_noop("Service was refused."),
}
# The same where somebody is known by name; every list row asks, so only the sentence that is said is translated.
SAID_OF = {
    Status.REGISTERED: gettext_noop("%(who)s will take the case up"),
    Status.IN_PROGRESS: gettext_noop("%(who)s works on it"),
}


def next_step(case: Case) -> NextStep:
    """Whose turn it is, in one sentence."""
    status = Status(case.status)
    who = str(case.assignee) if case.assignee_id else ""
    whose = STATES[status].turn
    if who and status in SAID_OF:
        return NextStep(whose, _(SAID_OF[status]) % {"who": who})
    if status == Status.POSTPONED and case.postponed_until:
        return NextStep(whose, _("we return to it on %(day)s") % {"day": words.day(case.postponed_until)})
    return NextStep(whose, _(SAID[status]) if status in SAID else _("we work on it"))
