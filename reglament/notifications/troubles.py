"""R-09, R-10  What is wrong in the key fields of a letter, line by line, and how the letter should begin."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reglament.intake.mail.fields import Problem, Trouble

SENTENCES = {
    Trouble.LOGIN_MISSING: gettext_lazy("There is no login at the beginning of the letter."),
    Trouble.LOGIN_MALFORMED: gettext_lazy(
        "The login is not written correctly: it has 3 to 64 Latin letters, digits and the signs . _ - @, no blanks."
    ),
    Trouble.LOGIN_CONFLICT: gettext_lazy("Two different logins are given. Leave one."),
    Trouble.LAYOUT_HINT: gettext_lazy("The login contains Russian letters: check the keyboard layout."),
    Trouble.FIELDS_IN_FORWARD: gettext_lazy(
        "The key fields stand only in the forwarded part: move them to the top of your own letter."
    ),
    Trouble.FIELDS_TOO_LOW: gettext_lazy("A key field stands too low: move it to the top of the letter."),
    Trouble.SEPARATOR_MISSING: gettext_lazy("There is no colon after the name of the field."),
    Trouble.PRIORITY_MALFORMED: gettext_lazy("The priority is not clear: give one digit from 1 to 4."),
    Trouble.ORG_MISSING: gettext_lazy("The name of the company is not given."),
    Trouble.CONTRACT_MISSING: gettext_lazy("The contract number is not given."),
}
"""The other troubles are no reason to write."""

FIELDS = {
    "login": gettext_lazy("Login: your login"),
    "org": gettext_lazy("Company: name of your company"),
    "contract": gettext_lazy("Contract number: number of your contract"),
    "description": gettext_lazy("Description: what happened"),
}


def sentences(problems: Iterable[Problem], quoted: Callable[[str, int], str]) -> str:
    """One line a trouble: which line of the letter, what stands there, what to do."""
    return "\n".join(f"— {_sentence(one, quoted)}" for one in problems if one.code in SENTENCES)


def _sentence(problem: Problem, quoted: Callable[[str, int], str]) -> str:
    sentence = str(SENTENCES[problem.code])
    if not problem.line:
        return sentence
    value = quoted(problem.value, 80)
    if not value:
        return _("Line %(line)s. %(sentence)s") % {"line": problem.line, "sentence": sentence}
    said = {"line": problem.line, "value": value, "sentence": sentence}
    return _("Line %(line)s, “%(value)s”. %(sentence)s") % said


def template(fields: Iterable[str], priority: object) -> str:
    """The first lines of a letter that will be registered, to be copied; the login is never filled in (R-11)."""
    known = priority if priority in (1, 2, 3, 4) else 3
    lines = FIELDS | {"priority": _("Priority: %(number)s") % {"number": known}}
    return "\n".join(str(lines[name]) for name in fields if name in lines)
