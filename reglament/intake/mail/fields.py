"""What the grammar found in a letter: the fields, and each trouble with the line it stands on."""

from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """Stable codes; the sentences for them are written where letters are composed."""

    LOGIN_MISSING = "login_missing"
    """No login in the key fields at the beginning."""
    LOGIN_MALFORMED = "login_malformed"
    """Empty, characters no login has, or blanks inside."""
    LOGIN_CONFLICT = "login_conflict"
    """Two different logins."""
    LAYOUT_HINT = "layout_hint"
    """The login holds Cyrillic letters: check the keyboard layout."""
    FIELDS_IN_FORWARD = "fields_in_forward"
    """The key fields stand only inside a forwarded or quoted letter: move them to the top."""
    FIELDS_TOO_LOW = "fields_too_low"
    """A key field stands below the beginning of the letter."""
    SEPARATOR_MISSING = "separator_missing"
    """A line begins like a key field, but no colon follows the key."""
    PRIORITY_MISSING = "priority_missing"
    """No priority in the key fields."""
    PRIORITY_MALFORMED = "priority_malformed"
    """The priority is not in the format, or two values differ."""
    REPEATED = "repeated"
    """A further value of a field that is already filled: left in the description."""
    ORG_MISSING = "org_missing"
    """The profile wants the organisation and there is none."""
    CONTRACT_MISSING = "contract_missing"
    """The profile wants the contract number and there is none."""
    DESCRIPTION_EMPTY = "description_empty"
    """Nothing but key fields."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One trouble; `line` counts the lines of the letter's text from 1, 0 where no line is to blame."""

    code: Trouble
    line: int = 0
    value: str = ""


NAMES = ("login", "priority", "contract", "pn", "sn", "category", "version", "site", "phone", "org", "description")
"""The fields in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Fields:
    """R-25  The parameter set of a request as a letter gives it; None where it gives nothing usable."""

    login: str | None = None
    priority: int | None = None
    contract: str | None = None
    pn: str | None = None
    sn: str | None = None
    category: str | None = None
    version: str | None = None
    site: str | None = None
    phone: str | None = None
    org: str | None = None
    description: str | None = None
    problems: tuple[Problem, ...] = ()

    def has(self, code: Trouble) -> bool:
        """Whether the letter has this trouble."""
        return any(problem.code == code for problem in self.problems)

    def as_dict(self) -> dict[str, str | int | None]:
        """All fields by name, in the order of NAMES."""
        return {name: getattr(self, name) for name in NAMES}
