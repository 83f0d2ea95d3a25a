"""The words of a verdict on one field."""

from dataclasses import dataclass, field

OK, WARN, BAD = "ok", "warn", "bad"


@dataclass(frozen=True, slots=True)
class Fix:
    """One key: `fields` are sent at once when `is_direct`, else the step's form opens with them."""

    label: str
    step: str
    fields: dict[str, str] = field(default_factory=dict)
    is_direct: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kind`: ok, warn or bad; `code` is printed as a number of equipment, before the text.

    `fields` are the key fields of a letter (intake.mail.fields) that it finds doubtful.
    """

    kind: str
    name: str
    text: str
    fixes: list[Fix] = field(default_factory=list)
    code: str = ""
    fields: tuple[str, ...] = ()
