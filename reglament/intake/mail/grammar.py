"""The key fields of a letter (R-09, R-10, R-25, R-31): which are there, which are wrong, and on which line."""

import re
from collections.abc import Sequence

from reglament.intake.mail import block, layout, values
from reglament.intake.mail.block import Block, Found, Row
from reglament.intake.mail.fields import Fields, Problem, Trouble
from reglament.intake.mail.profile import IntakeProfile

_FREE_TEXT = ("contract", "pn", "sn", "category", "version", "site", "phone", "org")
_EMPTY = re.compile(r"[\s\-–—_.?*]*\Z")
_GREETING = re.compile(
    r"\s*(?:(?:всем\s)?(?:добр\w{2,4}\s(?:день|дня|утро|утра|вечер|вечера|времени\sсуток)|здравствуйте|приветствую|привет|"
    r"уважаем\w{2,4}|коллеги)|hello|hi|hey|dear|good\s(?:day|morning|afternoon|evening)|greetings)\b[^.?]{0,60}[.,!\s]*\Z",
    re.IGNORECASE,
)
_CLAIM = re.compile(r"(?:приоритет|критичность|важность|priority|severity)\W{0,5}(?:p|п|р)?([12])\b", re.IGNORECASE)
_MAX_VALUE = 500


def read_fields(text: str, profile: IntakeProfile) -> Fields:
    """R-25  The key fields at the beginning of the letter; `problems` names every trouble, worst first."""
    rows, tail = block.searched(text.split("\n"))
    found = block.read(rows, profile)
    problems: list[Problem] = []
    login = _login(found, problems)
    priority = _priority(found, problems)
    plain = {name: _first(name, found, problems) for name in _FREE_TEXT}
    _missing(plain, login, found, rows, tail, profile, problems)
    description = _description(found, tail)
    if not description:
        problems.append(Problem(Trouble.DESCRIPTION_EMPTY))
    return Fields(login=login, priority=priority, description=description, problems=tuple(problems), **plain)


def places(text: str, profile: IntakeProfile) -> dict[int, str]:
    """Which key field was read on which line of the letter, counted from 1; the description is no line of its own."""
    rows, _tail = block.searched(text.split("\n"))
    return {one.number: one.field for one in block.read(rows, profile).found if one.field != "description"}


def claimed_priority(text: str, profile: IntakeProfile) -> int | None:
    """1 or 2 if the letter speaks of such a priority anywhere: a rejected one then stands on top of triage."""
    claims = [
        number
        for found in block.anywhere(text.split("\n"), profile)
        if found.field == "priority" and (number := values.priority(found.value)) in (1, 2)
    ]
    claims += [int(match[1]) for match in _CLAIM.finditer(text[:20_000])]
    return min(claims, default=None)


def _of(name: str, found: Block) -> list[Found]:
    return [one for one in found.found if one.field == name]


def _login(found: Block, problems: list[Problem]) -> str | None:
    given = _of("login", found)
    filled = [one for one in given if one.value.strip()]
    logins = {one.number: values.login(one.value) for one in filled}
    if not given:
        problems.append(Problem(Trouble.LOGIN_MISSING))
    elif not filled:
        problems.append(Problem(Trouble.LOGIN_MALFORMED, given[0].number))
    elif len({values.login(one.value) or values.fold(one.value) for one in filled}) > 1:
        problems.append(Problem(Trouble.LOGIN_CONFLICT, filled[-1].number, _short(filled[-1].value)))
    elif None in logins.values():
        problems.append(Problem(Trouble.LOGIN_MALFORMED, filled[0].number, _short(filled[0].value)))
        if values.typed_in_cyrillic(filled[0].value):
            problems.append(Problem(Trouble.LAYOUT_HINT, filled[0].number, _short(filled[0].value)))
    else:
        return values.login(filled[0].value)
    return None


def _priority(found: Block, problems: list[Problem]) -> int | None:
    given = [one for one in _of("priority", found) if one.value.strip()]
    if not given:
        problems.append(Problem(Trouble.PRIORITY_MISSING))
        return None
    numbers = [values.priority(one.value) for one in given]
    if None in numbers or len(set(numbers)) > 1:
        place = numbers.index(None) if None in numbers else -1
        problems.append(Problem(Trouble.PRIORITY_MALFORMED, given[place].number, _short(given[place].value)))
        return None
    return numbers[0]


def _first(name: str, found: Block, problems: list[Problem]) -> str | None:
    """The first value; others that differ are left in the description."""
    given = [one for one in _of(name, found) if not _EMPTY.match(one.value)]
    kept = given[0].value.strip(" *")[:_MAX_VALUE].strip() if given else None
    for other in given[1:]:
        if values.fold(other.value) != values.fold(given[0].value):
            problems.append(Problem(Trouble.REPEATED, other.number, _short(other.value)))
            found.inside.append(other.value)
    return kept or None


def _missing(
    plain: dict[str, str | None],
    login: str | None,
    found: Block,
    rows: Sequence[Row],
    tail: Sequence[str],
    profile: IntakeProfile,
    problems: list[Problem],
) -> None:
    """What the profile requires and the block lacks, and where it may stand instead."""
    for name, code in (("org", Trouble.ORG_MISSING), ("contract", Trouble.CONTRACT_MISSING)):
        if name in profile.required and not plain[name]:
            problems.append(Problem(code))
    given = {one.field for one in found.found}
    for name in [name for name in profile.required if name not in given]:
        problems += _elsewhere(name, rows, tail, profile)


def _elsewhere(name: str, rows: Sequence[Row], tail: Sequence[str], profile: IntakeProfile) -> list[Problem]:
    by_text = {row.number: row.text for row in rows if not row.quoted}
    last = rows[-1].number if rows else 0
    lines = [by_text.get(number, "") for number in range(1, min(last, 500) + 1)]
    for found in block.anywhere(lines, profile):
        if found.field == name:
            return [Problem(Trouble.FIELDS_TOO_LOW, found.number, _short(found.value))]
    if any(found.field == name for found in block.anywhere(tail, profile)):
        return [Problem(Trouble.FIELDS_IN_FORWARD)]
    for number, line in list(by_text.items())[: profile.window_lines]:
        if layout.mentions(line, profile.keys) == name:
            return [Problem(Trouble.SEPARATOR_MISSING, number, _short(line))]
    return []


def _description(found: Block, tail: Sequence[str]) -> str | None:
    """R-57  The description field and every other line that is no field; else the letter that was passed on."""
    above = [line for line in found.above if not _GREETING.match(line[:120])]
    named = [one.value for one in _of("description", found) if one.value.strip()]
    lines = [*above, *found.inside, *named, *(row.text for row in found.below)]
    text = "\n".join(lines).strip()
    return text or "\n".join(tail[: block.MAX_LINES]).strip() or None


def _short(value: str) -> str:
    return value.strip()[:80]
