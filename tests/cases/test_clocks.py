"""What happens to the clocks of a case when its course turns (domain §3.6, §3.8): every deadline by hand."""

from datetime import datetime, timedelta

from reglament.cases.course import (
    closing,
    correspondence,
    merging,
    priority,
    reopening,
    solving,
    triage,
    waiting,
)
from reglament.cases.course.entries import Message
from reglament.cases.models import Case, Deadline
from reglament.contracts.models import Category
from tests.cast import NOON, Cast

HOUR = timedelta(hours=1)


def deadline(case: Case, clock: str, **found: object) -> Deadline:
    return case.deadlines.get(clock=clock, **found)


def lower(case: Case, cast: Cast, to: int, at: datetime, ground: str = "workaround") -> Case:
    return priority.change(case, to, ground=ground, text="По согласованию.", by=cast.engineer, at=at)


def test_thresholds_of_priority_2_from_noon(cast: Cast) -> None:
    """Standard 9x5: 15 min round the clock / 1 h / 8 h / 1 day / 3 days; Tuesday 12:00 Moscow."""
    case = cast.case()
    due = {row.clock: row.due_at for row in case.deadlines.all()}
    assert due["REG"] == NOON + timedelta(minutes=15)
    assert due["REACT"] == NOON + HOUR
    assert due["DIAG"] == NOON + timedelta(hours=23)  # 6 h on Tuesday till 18:00, 2 h on Wednesday from 09:00
    assert due["WA"] == NOON + timedelta(days=1)
    assert due["SOL"] == NOON + timedelta(days=3)


def test_lowering_recounts_from_the_start(cast: Cast) -> None:
    case = cast.case_in_work()
    lower(case, cast, 3, NOON + 2 * HOUR)
    assert deadline(case, "SOL").due_at == NOON + timedelta(days=9)  # 7 working days: Thursday of the next week
    assert deadline(case, "SOL").priority == 3


def test_lowering_never_takes_time_away(cast: Cast) -> None:
    """Priority 1 runs round the clock: 24 h from Friday evening; priority 2 would be due later, 3 later still."""
    friday = datetime.fromisoformat("2026-11-20T16:00:00+00:00")
    case = cast.case_in_work(at=friday, priority=1)
    former = deadline(case, "DIAG").due_at
    assert former == friday + 4 * HOUR
    lower(case, cast, 4, friday + HOUR)
    assert deadline(case, "SOL").due_at > friday + timedelta(days=1)


def test_raising_counts_from_the_raise(cast: Cast) -> None:
    case = cast.case_in_work(priority=3)
    correspondence.reply(case, Message(text="Смотрим."), by=cast.engineer, at=NOON + timedelta(minutes=30))
    lower(case, cast, 1, NOON + 3 * HOUR, ground="impact_grown")
    assert deadline(case, "SOL").due_at == NOON + timedelta(hours=27)
    assert [row.cycle for row in case.deadlines.filter(clock="REACT")] == [1, 2]


def test_restoring_never_starts_afresh(cast: Cast) -> None:
    case = cast.case_in_work(priority=2)
    before = deadline(case, "SOL").due_at
    lower(case, cast, 4, NOON + HOUR)
    lower(case, cast, 2, NOON + 2 * HOUR, ground="workaround_failed")
    assert deadline(case, "SOL").due_at == before
    assert case.deadlines.filter(clock="REACT").count() == 1


def test_a_breach_is_not_forgotten_when_the_priority_is_lowered(cast: Cast) -> None:
    case = cast.case_in_work(priority=1)
    lower(case, cast, 3, NOON + 5 * HOUR)
    assert deadline(case, "DIAG", priority=1).outcome == "breached"
    assert deadline(case, "DIAG", priority=3).outcome == "running"


def test_a_pause_holds_the_working_clocks_and_not_the_reaction(cast: Cast) -> None:
    case = cast.case()
    waiting.ask_customer(case, Message(text="Какая версия?"), by=cast.duty, at=NOON + timedelta(minutes=10))
    assert {row.clock: row.outcome for row in case.deadlines.all()} == {
        "REG": "met", "REACT": "met", "DIAG": "paused", "WA": "paused", "SOL": "paused",
    }  # fmt: skip
    case.refresh_from_db()
    assert case.clock_state == "paused"


def test_reopening_goes_on_where_it_stood_and_starts_a_new_reaction(cast: Cast) -> None:
    case = cast.solved_case()
    back = NOON + timedelta(days=1)
    reopening.reopen(case, "Снова перезагрузился.", by=cast.orlova, at=back)
    # 2 h of 27 were used before the solution: 6 h on Wednesday, 9 on Thursday, 9 on Friday, the last on Monday.
    assert deadline(case, "SOL").due_at == datetime.fromisoformat("2026-11-23T07:00:00+00:00")
    assert deadline(case, "REACT", cycle=2).outcome == "running"


def test_workaround_stops_diagnosis_and_workaround(cast: Cast) -> None:
    case = cast.case_in_work()
    solving.give_workaround(case, "Перевели на резерв.", by=cast.engineer, at=NOON + 2 * HOUR)
    assert {row.clock: row.outcome for row in case.deadlines.exclude(clock="REG")} == {
        "REACT": "breached", "DIAG": "met", "WA": "met", "SOL": "running",
    }  # fmt: skip


def test_conditional_registration_counts_the_reaction_from_receipt(cast: Cast) -> None:
    case = cast.case(sn="НЕТ-ТАКОГО")
    assert (case.status, case.conditional, case.entitlement) == ("registered", True, "pending")
    assert deadline(case, "REG").outcome == "unregulated"
    assert deadline(case, "REACT").started_at == case.received_at


def test_priority_3_with_an_unknown_number_waits_for_the_check(cast: Cast) -> None:
    case = cast.case(priority=3, sn="НЕТ-ТАКОГО")
    assert case.status == "check"
    triage.set_item(case, item=cast.item, by=cast.duty, at=NOON + HOUR)
    triage.register(case, by=cast.duty, at=NOON + 2 * HOUR)
    assert deadline(case, "REG").outcome == "unregulated"
    assert deadline(case, "REACT").started_at == NOON + 2 * HOUR


def test_merged_case_takes_the_earlier_registration_and_gives_it_back(cast: Cast) -> None:
    early = cast.case(at=NOON - timedelta(minutes=30))
    late = cast.case()
    merging.merge(early, late, by=cast.duty, at=NOON + timedelta(minutes=10))
    assert deadline(late, "SOL").started_at == NOON - timedelta(minutes=30)
    assert {row.outcome for row in early.deadlines.exclude(clock="REG")} == {"dropped"}
    merging.unmerge(early, by=cast.duty, at=NOON + timedelta(minutes=20))
    assert deadline(late, "SOL").started_at == NOON
    assert deadline(early, "SOL").outcome == "running"


def test_cancelled_case_leaves_compliance(cast: Cast) -> None:
    case = cast.case(priority=3)
    closing.cancel(case, "Уже не нужно.", by=cast.orlova, at=NOON + HOUR)
    assert {row.outcome for row in case.deadlines.exclude(clock="REG")} == {"dropped"}


def test_conversion_starts_the_clocks_the_old_category_had_not(cast: Cast) -> None:
    case = cast.case(category=Category.objects.get(code="consultation"), priority=2)
    assert {row.clock for row in case.deadlines.all()} == {"REG", "REACT", "SOL"}
    triage.reclassify(case, Category.objects.get(code="incident"), by=cast.duty, at=NOON + HOUR)
    assert deadline(case, "DIAG").started_at == NOON + HOUR
    assert deadline(case, "SOL").started_at == NOON
