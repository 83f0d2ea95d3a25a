"""The promise bar: where things stand, and what is written beside them."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from reglament.clock.spans import Span
from reglament.clock.threshold import Threshold, Unit
from tests.ui.promises import ALWAYS, HOUR, NOW, PAUSE, drawn, moscow, run

ALL = (Fraction(1, 2), Fraction(1), Fraction(2), Fraction(3))


@pytest.fixture(autouse=True)
def _russian() -> Iterator[None]:
    with translation.override("ru"):
        yield


def places(bar) -> list[tuple[str, float, float]]:
    return [(part.kind, float(part.x[:-1]), float(part.width[:-1])) for part in bar.parts]


def test_a_running_promise() -> None:
    bar = drawn(run(pauses=(PAUSE,)), Fraction(1))
    assert [bar.name, bar.norm, bar.question] == ["Диагностирование", "срок 8 ч", "Почему такой срок?"]
    assert bar.figure.text == "осталось 2 ч 15 мин — до 14:35 МСК, сегодня"
    assert [kind for kind, _x, _width in places(bar)] == ["run", "pause", "run"]
    assert bar.spent == "прошло 5 ч 45 мин"
    assert bar.now_label == "сейчас 12:20"
    assert [(day.label, day.past) for day in bar.days] == [("вт 3", True), ("чт 5", True)]
    assert [(rung.label, rung.posts, rung.tone) for rung in bar.rungs] == [("14:35", "Начальник СТП", "")]
    assert bar.spoken == ("Диагностирование: срок 8 ч. прошло 5 ч 45 мин. осталось 2 ч 15 мин. до 14:35 МСК, сегодня")


def test_time_passed_and_left_fill_the_way_to_the_line() -> None:
    """5 ч 45 мин counted and 37 мин paused of 8 ч 37 мин to the line at 58 %."""
    bar = drawn(run(pauses=(PAUSE,)))
    parts = places(bar)
    assert sum(width for _kind, _x, width in parts) == pytest.approx((345 + 37) / (480 + 37) * 58, abs=0.05)
    assert float(bar.now[:-1]) == pytest.approx(parts[-1][1] + parts[-1][2], abs=0.05)


def test_every_deadline_stands_on_one_line() -> None:
    minutes = drawn(run("REACT", NOW, Threshold(30 * 60), calendar=ALWAYS), Fraction(1))
    weeks = drawn(run("SOL", threshold=Threshold(15, Unit.WORKING_DAYS)), Fraction(1))
    assert minutes.rungs[0].x == weeks.rungs[0].x == "58%"


def test_the_rungs_stand_on_the_scale_with_moment_and_posts() -> None:
    bar = drawn(run("SOL", threshold=Threshold(3, Unit.WORKING_DAYS), pauses=(PAUSE,)), *ALL)
    assert [rung.x for rung in bar.rungs][1:] == ["58%", "72%", "86%"]
    assert [rung.label for rung in bar.rungs] == ["0,5X · пт 6, 11:05", "пн 9, 15:35", "чт 12, 15:35", "вт 17, 15:35"]
    assert bar.rungs[2].posts == "Начальник СТП, менеджер по клиенту"
    assert bar.norm == "срок 3 раб. дня"


def test_overdrawn_time_runs_past_the_line() -> None:
    bar = drawn(run("SOL", moscow(10, 19, 10), Threshold(7, Unit.WORKING_DAYS)), *ALL)
    kind, x, width = places(bar)[-1]
    assert (kind, x) == ("over", 58)
    assert width == pytest.approx(46.33 / 63 * 14, abs=0.1)
    assert bar.figure.text == "просрочено на 46 ч 20 мин, срок был в 10:00 МСК, ср 28.10"
    assert [rung.tone for rung in bar.rungs] == ["hit", "hit", "", ""]


def test_a_pause_after_the_deadline_moves_nothing() -> None:
    late = run(start=moscow(11, 2, 10), threshold=Threshold(4 * HOUR))
    waited = replace(late, pauses=(Span(moscow(11, 5, 10), moscow(11, 5, 11)),))
    assert [part.x for part in drawn(late).parts if part.kind == "over"] == ["58%"]
    notch = next(part for part in drawn(waited).parts if part.kind == "pause")
    assert float(notch.x[:-1]) > 58
    assert float(notch.width[:-1]) < 1


def test_a_promise_on_hold() -> None:
    waiting = run(pauses=(Span(moscow(11, 5, 10), None, "ждём Вашего ответа"),))
    bar = drawn(waiting, Fraction(1), reason="отсчёт продолжится после Вашего ответа")
    assert bar.figure.caption == "приостановлено"
    assert bar.figure.text == "приостановлено, остаток 3 ч 58 мин"
    assert bar.figure.sub == "отсчёт продолжится после Вашего ответа"
    assert bar.parts[-1].kind == "pause"
    assert bar.rungs[0].label == "1X"


def test_a_long_pause_leaves_room_for_the_count() -> None:
    waiting = run(start=moscow(6, 1, 9), threshold=Threshold(4 * HOUR), pauses=(Span(moscow(6, 1, 11), None),))
    kinds = {kind: width for kind, _x, width in places(drawn(waiting))}
    assert kinds["run"] > kinds["pause"]


def test_kept_and_missed() -> None:
    kept = drawn(run("REACT", threshold=Threshold(HOUR), stop=moscow(11, 3, 14, 31)), Fraction(1))
    assert kept.figure.text == "выполнено за 33 мин, 14:31 МСК, вт 03.11"
    assert kept.now == ""
    assert [part.kind for part in kept.parts] == ["done"]
    assert kept.rungs[0].posts == "Начальник СТП: эскалация не потребовалась"
    at_once = drawn(run("REG", moscow(11, 2, 20), Threshold(HOUR), stop=moscow(11, 2, 20, 1)))
    assert at_once.figure.text == "выполнено сразу, 20:01 МСК, пн 02.11"
    missed = drawn(run("WA", moscow(11, 2, 10), Threshold(4 * HOUR), stop=moscow(11, 2, 15, 10)))
    assert missed.figure.text == "выполнено, просрочено на 1 ч 10 мин, 15:10 МСК, пн 02.11"
    assert [part.kind for part in missed.parts] == ["done", "over"]


def test_without_a_term() -> None:
    unregulated = drawn(run("REG", regulated=False), reason="в договоре нет такого S/N")
    assert unregulated.figure.text == "не регламентируется, в договоре нет такого S/N"
    assert (unregulated.norm, unregulated.question) == ("без срока", "Почему срока нет?")
    assert not unregulated.bounded
    assert not unregulated.parts
    free = drawn(replace(run("SOL"), threshold=None))
    assert free.figure.caption == "без норматива"


def test_the_last_hour_is_soon() -> None:
    assert drawn(run(pauses=(PAUSE,)), at=moscow(11, 5, 13, 34)).figure.tone == "run"
    assert drawn(run(pauses=(PAUSE,)), at=moscow(11, 5, 13, 35)).figure.tone == "soon"


def test_in_english() -> None:
    with translation.override("en"):
        bar = drawn(run("SOL", threshold=Threshold(3, Unit.WORKING_DAYS)), Fraction(1))
    assert bar.figure.text == "20 h 38 min left — until 14:58 MSK, Mon 9 Nov"
    assert (bar.name, bar.norm) == ("Resolution", "within 3 working days")


@given(hours=st.integers(1, 200), minutes=st.integers(1, 60 * 24 * 60), held=st.integers(0, 4000))
def test_whatever_happens_it_stays_on_the_page(hours: int, minutes: int, held: int) -> None:
    start = moscow(1, 12, 9)
    at = start + (NOW - start) * minutes / (60 * 24 * 60)
    pause = Span(start, start + (at - start) * held / 4000, "", "")
    bar = drawn(run("SOL", start, Threshold(hours * HOUR), pauses=(pause,)), *ALL, at=at)
    for _kind, x, width in places(bar):
        assert 0 <= x <= 98
        assert width >= 0
        assert x + width <= 98
    assert all(0 <= float(mark.x[:-1]) <= 97 for mark in (*bar.days, *bar.rungs))
    named = [float(day.x[:-1]) for day in bar.days if day.label]
    assert all(after - before >= 5.4 for before, after in pairwise(named))
