"""R-21, R-24  A login for a new person, proposed from the name: letters that every keyboard has, and free."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from reglament.people.models import Account

LOGIN = re.compile(r"[a-z0-9._@-]{3,64}")
"""What a login is made of, folded to lower case."""
_PLAIN = re.compile("[a-z0-9-]")


def propose(full_name: str) -> str:
    """'petrova.as' for «Петрова Анна Сергеевна», with a number behind it where that is taken; '' for no name."""
    surname, others = _surname_and_others(full_name)
    initials = "".join(_latin(word)[:1] for word in others)
    beginning = ".".join(part for part in (_latin(surname), initials) if part)[:60]
    if not LOGIN.fullmatch(beginning):
        return ""
    taken = set(Account.objects.filter(login__startswith=beginning).values_list("login", flat=True))
    free = (f"{beginning}{number}" for number in range(2, len(taken) + 3))
    return beginning if beginning not in taken else next(login for login in free if login not in taken)


def spoken(full_name: str) -> str:
    """The name as accounts hold it, first name first: «Анна Сергеевна Петрова»."""
    surname, others = _surname_and_others(full_name)
    return " ".join(word for word in (*others, surname) if word)


def _surname_and_others(full_name: str) -> tuple[str, list[str]]:
    """A form asks for the surname first; a patronymic in the middle or Latin letters say that it stands last."""
    names = full_name.split()
    if not names:
        return "", []
    endings = tuple(_table()["patronymics"])
    is_last = (len(names) > 2 and names[1].lower().endswith(endings)) or names[0].isascii()
    return (names[-1], names[:-1]) if is_last else (names[0], names[1:])


def _latin(word: str) -> str:
    known = _table()["latin"]
    return "".join(known.get(letter, letter if _PLAIN.match(letter) else "") for letter in word.lower())


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("reglament.people") / "tables" / "names.toml").read_text("utf-8"))
