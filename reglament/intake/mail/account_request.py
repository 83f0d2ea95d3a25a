"""R-23, R-24  Letters that ask to change an account or to add employees."""

from dataclasses import dataclass

from reglament.intake.mail import block, layout, profile
from reglament.intake.mail.values import fold

_REQUIRED = ("full_name", "position", "phone", "email")


@dataclass(frozen=True, slots=True)
class AccountRequest:
    """R-24  What the letter says about one employee, further values of a field after a line break; fax is optional.

    `kind` is add, change or remove.
    """

    full_name: str = ""
    position: str = ""
    phone: str = ""
    email: str = ""
    fax: str = ""
    kind: str = "add"

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the required fields that are not there."""
        return tuple(name for name in _REQUIRED if not getattr(self, name))


def find(subject: str, text: str) -> AccountRequest | None:
    """The request if the letter is one: it says so in its words, or it brings a name and two more of the fields."""
    rows, _ = block.searched(text.split("\n"))
    found: dict[str, list[str]] = {}
    for row in (row for row in rows[:200] if not row.quoted):
        for pair in layout.pairs(row.text[:400], profile.account_keys()):
            if pair.value and pair.value not in found.setdefault(pair.field, []):
                found[pair.field].append(pair.value.strip(" *"))
    beginning = fold(f"{subject[:300]}\n{text[:3000]}")
    said = {name: "\n".join(values)[:500] for name, values in found.items()}
    request = AccountRequest(**said, kind=_kind(beginning))
    asked = any(phrase in beginning for phrase in profile.account_phrases())
    described = bool(request.full_name) and len(request.missing) <= 2
    return request if asked or described else None


def _kind(beginning: str) -> str:
    """What is asked for: the first kind of the table one of whose words stands at the beginning; else an addition."""
    kinds = profile.account_kinds()
    return next((kind for kind, words in kinds.items() if any(word in beginning for word in words)), "add")
