"""One thing a person can do to a case, as the desk offers it: its words, its key, its form and the verb it calls."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reglament.cases.models import Case
from reglament.cases.showing.page import Page
from reglament.people.models import Account

WORK, WAIT, SORT, CONTRACT, END, MORE = "work", "wait", "sort", "contract", "end", "more"
GROUPS: dict[str, Promise] = {
    WORK: _("Work"),
    WAIT: _("Waiting"),
    SORT: _("Classification"),
    CONTRACT: _("Contract and entitlement"),
    END: _("Ending"),
    MORE: _("Also"),
}


class StepForm(forms.Form):
    """The fields of a step; `page` is the case as the reader sees it, so that choices can depend on it."""

    def __init__(self, *args: Any, page: Page, **options: Any) -> None:
        super().__init__(*args, **options)
        self.page = page
        self.prepare()

    def prepare(self) -> None:
        """Choices and first values that depend on the case."""


class Nothing(StepForm):
    """A step that needs no words: one button."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a step is told: the cleaned fields, stored files with their names, who, when, and the version they saw."""

    data: dict[str, Any]
    files: tuple[Any, ...]
    by: Account
    at: datetime
    version: int | None

    def __getitem__(self, name: str) -> Any:
        return self.data[name]

    @property
    def seal(self) -> dict[str, Any]:
        """The keywords every verb takes that locks by version."""
        return {"by": self.by, "at": self.at, "version": self.version}

    @property
    def hand(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`offered` says whether the page offers it now; `run` calls the verb; `done` is said afterwards."""

    code: str
    label: Promise
    group: str
    run: Callable[[Case, Told], object]
    offered: Callable[[Page], bool]
    form: type[StepForm] = Nothing
    done: Promise | str = ""
    text: Promise | str = ""
    icon: str = ""
    key: str = ""
    kind: str = ""
    with_files: bool = False

    @property
    def is_direct(self) -> bool:
        """Done by one press, without a form."""
        return self.form is Nothing and not self.text


def may(right: str) -> Callable[[Page], bool]:
    return lambda page: page.may(right)
