"""Steps of a customer that have words of their own: not solved, not needed any more, the workaround failed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reglament.cases.course import closing, reopening, solving
from reglament.portal.forms.cases import Words, WordsIfAny


@dataclass(frozen=True, slots=True)
class Step:
    """A step with words of its own: its name in the state table, its form, its page and the rule behind it."""

    move: str
    form: type[Words]
    page: Callable[[], dict[str, str]]
    take: Callable[..., Any]


def _reopening() -> dict[str, str]:
    return {
        "title": _("Not solved"),
        "lead": _("The case goes back to work. The time of the solution goes on from where it stopped."),
        "label": _("Return to work"),
        "kind": "main",
        "done": _("The case is back in work."),
    }


def _cancellation() -> dict[str, str]:
    return {
        "title": _("Cancel the case"),
        "lead": _("Work stops and the case cannot be opened again. If the question comes back, register a new case."),
        "label": _("Cancel the case"),
        "kind": "bad",
        "done": _("The case is cancelled."),
    }


def _workaround_failure() -> dict[str, str]:
    return {
        "title": _("The workaround did not help"),
        "lead": _("The engineer goes on working. All deadlines keep what they have recorded."),
        "label": _("Tell the engineer"),
        "kind": "main",
        "done": _("The engineer knows that the workaround did not help."),
    }


REOPENING = Step("reopen", Words, _reopening, reopening.reopen)
CANCELLATION = Step("cancel", WordsIfAny, _cancellation, closing.cancel)
WORKAROUND_FAILURE = Step("go_on", Words, _workaround_failure, solving.go_on)
# By the names of their addresses.
NAMED = {"reopening": REOPENING, "cancellation": CANCELLATION, "workaround_failure": WORKAROUND_FAILURE}
