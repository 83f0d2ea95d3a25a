"""The ten examples every contract is explained with; wall times of Moscow unless a zone is named."""

from dataclasses import replace

from reglament.clock.spans import Span
from reglament.clock.worktime import elapsed, reach
from tests.clock.desks import ALL_DAY, EXCEPTIONS, HOUR, NINE_TO_SIX, SHORT, every_day, local, utc, workweek


def test_a_short_day_and_a_holiday_lie_between():
    assert reach(workweek(), local("2026-04-30 16:30"), 4 * HOUR) == local("2026-05-04 12:30")


def test_a_contract_without_short_days_gains_an_hour():
    full = {when: replace(day, hours=NINE_TO_SIX) if day.reason == SHORT else day for when, day in EXCEPTIONS.items()}
    assert reach(workweek(exceptions=full), local("2026-04-30 16:30"), 4 * HOUR) == local("2026-05-04 11:30")


def test_a_working_saturday_counts():
    assert reach(workweek(), local("2025-10-31 17:00"), 8 * HOUR) == local("2025-11-01 16:00")


def test_a_long_weekend_is_skipped():
    assert reach(workweek(), local("2026-03-06 17:30"), HOUR) == local("2026-03-10 09:30")


def test_a_request_of_the_evening_starts_in_the_morning():
    assert reach(workweek(), local("2026-06-10 19:40"), HOUR // 2) == local("2026-06-11 09:30")


def test_a_pause_over_two_days_moves_the_deadline():
    pause = Span(local("2026-02-02 15:00"), local("2026-02-04 11:00"))
    assert reach(workweek(), local("2026-02-02 10:00"), 8 * HOUR, [pause]) == local("2026-02-04 14:00")


def test_a_pause_in_closed_time_costs_nothing():
    pause = Span(local("2026-02-02 20:00"), local("2026-02-03 08:00"))
    assert reach(workweek(), local("2026-02-02 10:00"), 12 * HOUR, [pause]) == local("2026-02-03 13:00")


def test_a_far_customer_is_served_by_the_hours_of_the_contract():
    start = local("2026-02-02 10:00", "Asia/Vladivostok")
    assert reach(workweek(), start, 4 * HOUR) == local("2026-02-02 20:00", "Asia/Vladivostok")


def test_a_far_customer_may_have_hours_of_his_own():
    start = local("2026-02-02 10:00", "Asia/Vladivostok")
    found = reach(workweek("Asia/Vladivostok"), start, 4 * HOUR)
    assert found == local("2026-02-02 14:00", "Asia/Vladivostok")


def test_the_night_of_summer_time_is_an_hour_shorter_on_the_wall():
    start = local("2026-03-29 00:30", "Europe/Berlin")
    found = reach(every_day(ALL_DAY, "Europe/Berlin"), start, 4 * HOUR)
    assert found == local("2026-03-29 05:30", "Europe/Berlin")
    assert found == utc("2026-03-29 03:30")


def test_every_deadline_is_reached_with_the_threshold_elapsed():
    start = local("2026-04-30 16:30")
    found = reach(workweek(), start, 4 * HOUR)
    assert found is not None
    assert elapsed(workweek(), start, found) == 4 * HOUR
