"""How far a case gets: the stages in which cases stand, and the steps that lead there."""

import random
from collections.abc import Callable

from bench import courses
from bench.courses import FEWEST_ENTRIES, Course

Weights = tuple[tuple[str, int], ...]
ENDED: Weights = (("closed", 94), ("reopened and closed", 2), ("cancelled", 4))
OPEN: Weights = (
    ("checked", 4), ("registered", 6), ("handed over", 8), ("in work", 40), ("awaiting the customer", 14),
    ("awaiting the vendor", 7), ("postponed", 3), ("worked around", 6), ("solved", 10), ("reopened", 2),
)  # fmt: skip
PRIORITIES = ((1, 3), (2, 12), (3, 45), (4, 40))
# Days since an open case of this stage came in: seldom more than its threshold, longer where it waits.
AGES = {
    "checked": 0.4, "registered": 0.1, "handed over": 0.2, "in work": 4, "awaiting the customer": 9,
    "awaiting the vendor": 6, "postponed": 25, "worked around": 5, "solved": 6, "reopened": 8,
}  # fmt: skip
HASTE = {1: 0.05, 2: 0.3, 3: 0.8, 4: 1.4}


def age(plot: str, priority: int, dice: random.Random) -> float:
    """In days; half of the cases are younger than the stage's figure, a few much older."""
    return min(max(dice.expovariate(0.7 / (AGES[plot] * HASTE[priority])), 0.004), 90)


def closed(course: Course) -> None:
    _worked_on(course)
    courses.resolve(course)
    courses.close(course)


def reopened_and_closed(course: Course) -> None:
    reopened(course)
    courses.resolve(course)
    courses.close(course)


def cancelled(course: Course) -> None:
    _begun(course)
    courses.note(course)
    courses.cancel(course)


def checked(course: Course) -> None:
    courses.check_contract(course)
    _filled(course)


def registered(course: Course) -> None:
    courses.register(course)
    _filled(course)


def handed_over(course: Course) -> None:
    courses.register(course)
    courses.hand_over(course)
    _filled(course)


def in_work(course: Course) -> None:
    _worked_on(course)
    _filled(course)


def awaiting_customer(course: Course) -> None:
    _begun(course)
    courses.note(course)
    courses.ask(course)


def awaiting_vendor(course: Course) -> None:
    _worked_on(course)
    _filled(course)
    courses.await_vendor(course)


def postponed(course: Course) -> None:
    _begun(course)
    courses.diagnose(course)
    courses.postpone(course)


def worked_around(course: Course) -> None:
    _begun(course)
    courses.diagnose(course)
    courses.give_workaround(course)


def solved(course: Course) -> None:
    _worked_on(course)
    courses.resolve(course)


def reopened(course: Course) -> None:
    _begun(course)
    courses.resolve(course)
    courses.reopen(course)


def _begun(course: Course) -> None:
    courses.register(course)
    courses.hand_over(course)
    courses.answer(course)


def _worked_on(course: Course) -> None:
    """Up to a diagnosis, with a question answered on the way in every third case."""
    _begun(course)
    dice = course.dice
    if dice.random() < 0.3:
        courses.ask(course)
        courses.hear(course)
    if "DIAG" in course.case.category.clocks and course.case.priority <= 3:
        courses.diagnose(course)
    if course.may_say_more(keep=2) and dice.random() < 0.3:
        courses.note(course)


def _filled(course: Course) -> None:
    """What a young case lacks of three entries, said and noted."""
    steps: tuple[Callable[[Course], None], ...] = (courses.hear, courses.note)
    for turn in range(FEWEST_ENTRIES - len(course.entries)):
        steps[turn % 2](course)


PLAYED: dict[str, Callable[[Course], None]] = {
    "closed": closed, "reopened and closed": reopened_and_closed, "cancelled": cancelled, "checked": checked,
    "registered": registered, "handed over": handed_over, "in work": in_work,
    "awaiting the customer": awaiting_customer, "awaiting the vendor": awaiting_vendor, "postponed": postponed,
    "worked around": worked_around, "solved": solved, "reopened": reopened,
}  # fmt: skip
