"""R-19, R-25  First processing, field by field: what is in order, what is doubtful, and the one key that mends it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from reglament.desk import field_checks, item_checks, letter_checks, text_checks
from reglament.desk.evidence import Evidence
from reglament.desk.judging import BAD, OK, WARN, Verdict
from reglament.desk.steps import offering

ORDER = (BAD, WARN, OK)
# Before registering a question pauses nothing, so it is another step.
INSTEAD = {"question": "inquiry"}
KEYS = 9
CHECKS: tuple[Callable[[Evidence], Verdict | None], ...] = (
    field_checks.contract,
    item_checks.item,
    field_checks.call,
    field_checks.sender,
    letter_checks.letter,
    field_checks.category,
    field_checks.priority,
    text_checks.words,
    text_checks.version,
    text_checks.files,
    field_checks.duplicate,
    field_checks.entitlement,
    field_checks.check,
)


def given(evidence: Evidence) -> list[Verdict]:
    """The doubtful fields first; their fixes are numbered through, and only those the reader may apply."""
    found = [verdict for check in CHECKS if (verdict := check(evidence))]
    found.sort(key=lambda verdict: ORDER.index(verdict.kind))
    return list(_numbered(found, evidence))


def _numbered(verdicts: list[Verdict], evidence: Evidence) -> Iterator[Verdict]:
    number = 0
    for verdict in verdicts:
        fixes = []
        for fix in verdict.fixes:
            step = _offered(fix.step, evidence)
            if step:
                number += 1
                fixes.append(replace(fix, step=step, key=f"Digit{number}" if number <= KEYS else ""))
        yield replace(verdict, fixes=fixes)


def _offered(code: str, evidence: Evidence) -> str:
    """The step itself or the one that stands for it now; empty when the reader may take neither."""
    known = (code, INSTEAD.get(code, code))
    return next((each for each in known if offering.STEPS[each].offered(evidence.page)), "")
