"""A case from its opening to its end, by the verbs alone."""

from datetime import timedelta

import pytest

from reglament.cases.course import closing, correspondence, deadlines, merging, reopening, waiting
from reglament.cases.course.entries import Message
from reglament.cases.models import Case
from reglament.cases.showing import page
from tests.cast import NOON, Cast


def test_clean_request_is_registered_at_once(cast: Cast) -> None:
    case = cast.case()
    assert case.number.startswith("SD-2026-")
    assert (case.status, case.entitlement, case.verdict) == ("registered", "verified", "match")
    assert case.item == cast.item
    assert {row.clock: row.outcome for row in case.deadlines.all()} == {
        "REG": "met", "REACT": "running", "DIAG": "running", "WA": "running", "SOL": "running",
    }  # fmt: skip


def test_main_story(cast: Cast) -> None:
    case = cast.solved_case()
    assert case.status == "resolved"
    assert {row.clock: row.outcome for row in case.deadlines.all()} == dict.fromkeys(
        ("REG", "REACT", "DIAG", "WA", "SOL"), "met"
    )
    shown = page.load(case.number, cast.orlova, at=NOON + timedelta(hours=3))
    assert shown.may("close")
    closing.accept(case, by=cast.orlova, at=NOON + timedelta(hours=3))
    assert Case.objects.get(pk=case.pk).status == "closed"


def test_answer_lets_a_waiting_case_go_on(cast: Cast) -> None:
    case = cast.case_in_work()
    waiting.ask_customer(case, Message(text="Пришлите журнал."), by=cast.engineer, at=NOON + timedelta(hours=1))
    case.refresh_from_db()
    assert case.status == "wait_customer"
    correspondence.reply(case, Message(text="Вот он."), by=cast.ivanov, at=NOON + timedelta(hours=2))
    case.refresh_from_db()
    assert case.status == "in_progress"
    solution = case.deadlines.get(clock="SOL")
    # 3 working days of 9 h from Tuesday noon are Friday noon, and the hour of waiting does not count.
    assert solution.due_at == NOON + timedelta(days=3, hours=1)


@pytest.mark.parametrize(
    ("text", "status"), [("Спасибо, всё работает!", "resolved"), ("Опять не работает", "reopened")]
)
def test_an_answer_to_a_solved_case(cast: Cast, text: str, status: str) -> None:
    case = cast.solved_case()
    correspondence.reply(case, Message(text=text), by=cast.orlova, at=NOON + timedelta(hours=4))
    case.refresh_from_db()
    assert case.status == status


def test_merging_and_taking_it_back(cast: Cast) -> None:
    main, duplicate = cast.case(), cast.case(at=NOON + timedelta(minutes=5))
    assert duplicate.possible_duplicate == main
    merging.merge(duplicate, main, by=cast.duty, at=NOON + timedelta(minutes=10))
    duplicate.refresh_from_db()
    assert (duplicate.status, duplicate.merged_into) == ("closed", main)
    merging.unmerge(duplicate, by=cast.duty, at=NOON + timedelta(minutes=20))
    duplicate.refresh_from_db()
    assert (duplicate.status, duplicate.merged_into, duplicate.is_open) == ("registered", None, True)


def test_rebuilding_the_deadlines_changes_nothing(cast: Cast) -> None:
    cases = [cast.case(), cast.solved_case(at=NOON + timedelta(days=1)), cast.case_in_work(priority=1)]
    reopening.reopen(cases[1], "Снова то же.", by=cast.orlova, at=NOON + timedelta(days=2))
    assert deadlines.rebuild(Case.objects.all(), at=NOON + timedelta(days=3)) == []
