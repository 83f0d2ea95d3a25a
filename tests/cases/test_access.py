"""Who may do what to a case (domain §6), person by person, and nobody else."""

from datetime import timedelta

import pytest

from reglament.cases import access
from reglament.cases.course import reopening
from reglament.cases.models import Case
from reglament.clauses import Refused
from tests.cast import NOON, Cast

HANDS = "duty engineer engineer2 lead head"
SORTERS = "duty lead head"
# Of a case that Ivanov opened; Orlova is the responsible contact, `manager` the contract's own service manager.
ALLOWED = {
    "open": f"ivanov orlova operator manager {HANDS}",
    "reply": f"ivanov orlova operator manager account_manager {HANDS}",
    "note": f"operator manager account_manager {HANDS}",
    "register": f"operator manager {SORTERS}",
    "check": SORTERS,
    "confirm": f"manager {SORTERS}",
    "classify": SORTERS,
    "assign": SORTERS,
    "take": HANDS,
    "return": HANDS,
    "ask": HANDS,
    "wait": HANDS,
    "resume": HANDS,
    "diagnose": HANDS,
    "workaround": HANDS,
    "resolve": HANDS,
    "close": "ivanov orlova manager",
    "reopen": "ivanov orlova manager",
    "cancel": "ivanov orlova manager",
    "change_priority": f"manager {HANDS}",
    "propose_refusal": "duty",
    "decide_refusal": "manager head",
    "merge": SORTERS,
    "rename": f"operator manager {HANDS}",
    "add_colleague": f"ivanov orlova operator manager {HANDS}",
    "watch": f"operator manager account_manager director {HANDS}",
    "confirm_phone": f"operator manager {HANDS}",
}
# What the opener may and another authorised contact of the contract may not.
OPENERS_OWN = {"cancel", "add_colleague"}


def test_every_right_stands_in_this_table() -> None:
    assert set(access.MAY) == set(ALLOWED)


def may(cast: Cast, verb: str, case: Case) -> set[str]:
    found = set()
    for name, account in cast.people.items():
        try:
            access.require(account, verb, case, at=NOON)
        except Refused:
            continue
        found.add(name)
    return found


@pytest.mark.parametrize("verb", ALLOWED)
def test_these_people_and_nobody_else(cast: Cast, verb: str) -> None:
    expected = set(ALLOWED[verb].split())
    assert may(cast, verb, cast.case(opener=cast.ivanov)) == expected
    others = expected - {"ivanov"} if verb in OPENERS_OWN else expected
    assert may(cast, verb, cast.case(opener=cast.orlova, pn="", sn="")) == others


def test_a_reopening_by_thanks_is_taken_back_within_an_hour(cast: Cast) -> None:
    case = cast.solved_case()
    reopened = NOON + timedelta(hours=3)
    reopening.reopen(case, "Не решено, всё повторилось.", by=cast.orlova, at=reopened)
    with pytest.raises(Refused, match="в течение часа"):
        reopening.undo(case, by=cast.engineer, at=reopened + timedelta(hours=1, seconds=1))
    assert reopening.undo(case, by=cast.engineer, at=reopened + timedelta(hours=1)).status == "resolved"
