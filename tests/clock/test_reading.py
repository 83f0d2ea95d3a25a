"""Where a promise stands: running, held, met, late, granted, or no promise at all."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from reglament.clock.reading import Reading, State, factor_at, read
from reglament.clock.run import Run
from reglament.clock.spans import Span
from reglament.clock.threshold import Threshold
from tests.clock.desks import HOUR, local, workweek

START = local("2026-02-02 10:00")
DUE = local("2026-02-02 14:00")
SECOND = timedelta(seconds=1)
RUN = Run("SOL", START, workweek(), Threshold(4 * HOUR))


def test_a_running_clock_knows_what_is_left_and_when_it_is_due():
    assert read(RUN, local("2026-02-02 11:30")) == Reading(
        State.RUNNING, elapsed=5400, allowance=4 * HOUR, remaining=9000, due_at=DUE
    )


def test_a_clock_not_yet_begun_has_everything_left():
    assert read(RUN, START - timedelta(days=1)) == Reading(State.RUNNING, 0, 4 * HOUR, 4 * HOUR, DUE)


def test_a_term_met_to_the_second_is_met():
    assert read(RUN, DUE).state is State.RUNNING
    assert read(replace(RUN, stop=DUE), DUE).state is State.MET


def test_one_second_later_it_is_late():
    assert read(RUN, DUE + SECOND) == Reading(State.LATE, 4 * HOUR + 1, 4 * HOUR, -1, DUE)
    assert read(replace(RUN, stop=DUE + SECOND), DUE + SECOND).state is State.BREACHED


def test_a_term_of_the_whole_day_is_met_all_night():
    run = replace(RUN, threshold=Threshold(8 * HOUR))
    assert read(replace(run, stop=local("2026-02-03 09:00")), local("2026-02-04 12:00")).state is State.MET
    assert read(run, local("2026-02-03 09:00:01")).state is State.LATE


def test_a_stopped_clock_stays_as_it_was():
    stopped = replace(RUN, stop=local("2026-02-02 12:00"))
    assert read(stopped, local("2026-03-02 12:00")) == Reading(State.MET, 2 * HOUR, 4 * HOUR, 2 * HOUR, DUE)


def test_what_happened_later_is_left_out():
    later = replace(RUN, stop=local("2026-02-02 13:00"), pauses=(Span(local("2026-02-02 11:00"), None),))
    assert read(later, local("2026-02-02 10:30")) == read(RUN, local("2026-02-02 10:30"))


def test_a_pause_holds_the_clock_and_keeps_what_is_left():
    run = replace(RUN, pauses=(Span(local("2026-02-02 11:00")),))
    assert read(run, local("2026-02-20 11:00")) == Reading(State.PAUSED, HOUR, 4 * HOUR, 3 * HOUR, None)


def test_a_pause_that_has_ended_since_was_running_then():
    run = replace(RUN, pauses=(Span(local("2026-02-02 11:00"), local("2026-02-02 12:00")),))
    assert read(run, local("2026-02-02 11:59")).state is State.PAUSED
    assert read(run, local("2026-02-02 12:00")) == Reading(
        State.RUNNING, HOUR, 4 * HOUR, 3 * HOUR, local("2026-02-02 15:00")
    )


def test_a_clock_paused_when_already_late_shows_the_deadline_it_missed():
    run = replace(RUN, pauses=(Span(local("2026-02-02 15:00")),))
    assert read(run, local("2026-02-20 11:00")) == Reading(State.PAUSED, 5 * HOUR, 4 * HOUR, -HOUR, DUE)


def test_a_clock_that_is_not_regulated_is_measured_but_never_judged():
    run = replace(RUN, regulated=False)
    assert read(run, local("2026-02-09 10:00")) == Reading(State.UNREGULATED, 45 * HOUR)


def test_without_a_threshold_nothing_is_promised():
    assert read(replace(RUN, threshold=None), local("2026-02-02 18:00")) == Reading(State.FREE, 8 * HOUR)


def test_after_a_lowering_the_former_deadline_stands_when_it_is_later():
    granted = local("2026-02-02 16:00")
    run = replace(RUN, granted_until=granted)
    assert read(run, local("2026-02-02 15:00")) == Reading(State.RUNNING, 5 * HOUR, 4 * HOUR, HOUR, granted)
    assert read(run, granted).state is State.RUNNING
    assert read(run, granted + SECOND) == Reading(State.LATE, 6 * HOUR + 1, 4 * HOUR, -1, granted)
    assert read(replace(run, stop=granted), granted).state is State.MET
    assert read(replace(run, stop=granted + SECOND), granted + SECOND).state is State.BREACHED


def test_after_a_lowering_a_later_recount_stands():
    run = replace(RUN, granted_until=local("2026-02-02 12:00"))
    assert read(run, local("2026-02-02 13:00")) == Reading(State.RUNNING, 3 * HOUR, 4 * HOUR, HOUR, DUE)
    assert read(run, DUE + SECOND) == Reading(State.LATE, 4 * HOUR + 1, 4 * HOUR, -1, DUE)


def test_a_granted_deadline_in_closed_time_leaves_no_seconds_but_is_not_late():
    run = replace(RUN, granted_until=local("2026-02-02 23:00"))
    assert read(run, local("2026-02-02 22:00")) == Reading(
        State.RUNNING, 8 * HOUR, 4 * HOUR, 0, local("2026-02-02 23:00")
    )
    assert read(run, local("2026-02-02 23:30")).state is State.LATE


def test_a_pause_keeps_what_the_granted_deadline_left():
    run = replace(RUN, granted_until=local("2026-02-02 16:00"), pauses=(Span(local("2026-02-02 15:00")),))
    assert read(run, local("2026-02-05 15:00")) == Reading(State.PAUSED, 5 * HOUR, 4 * HOUR, HOUR, None)


@pytest.mark.parametrize(
    ("factor", "instant"),
    [
        (0.5, "2026-02-02 12:00"),
        (Fraction(1, 2), "2026-02-02 12:00"),
        (0.9, "2026-02-02 13:36"),
        (1, "2026-02-02 14:00"),
        (2, "2026-02-02 18:00"),
        (3, "2026-02-03 13:00"),
        (0, "2026-02-02 10:00"),
    ],
)
def test_a_rung_of_the_matrix_is_reached_at_its_share_of_the_threshold(factor, instant):
    assert factor_at(RUN, factor) == local(instant)


def test_a_share_between_two_seconds_is_reached_at_the_later_one():
    assert factor_at(replace(RUN, threshold=Threshold(5)), 0.5) == START + 3 * SECOND
    assert factor_at(replace(RUN, threshold=Threshold(100)), 0.9) == START + 90 * SECOND


def test_a_rung_is_not_reached_while_held_nor_after_the_stop():
    held = replace(RUN, pauses=(Span(local("2026-02-02 13:00")),))
    assert factor_at(held, 0.5) == local("2026-02-02 12:00")
    assert factor_at(held, 1) is None
    stopped = replace(RUN, stop=local("2026-02-02 13:00"))
    assert factor_at(stopped, 0.5) == local("2026-02-02 12:00")
    assert factor_at(stopped, 1) is None


def test_without_a_promise_there_are_no_rungs():
    assert factor_at(replace(RUN, threshold=None), 1) is None
    assert factor_at(replace(RUN, regulated=False), 1) is None


def test_the_rung_of_the_whole_threshold_waits_for_a_granted_deadline():
    run = replace(RUN, granted_until=local("2026-02-02 16:00"))
    assert factor_at(run, 0.5) == local("2026-02-02 12:00")
    assert factor_at(run, 1) == local("2026-02-02 16:00")
    assert factor_at(run, 2) == local("2026-02-02 18:00")
