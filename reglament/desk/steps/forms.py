"""The fields that steps ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reglament.cases import dictionary
from reglament.cases.models import DictionaryWord
from reglament.desk import choices, fields
from reglament.desk.steps.step import StepForm
from reglament.ui.words import pick

Book = DictionaryWord.Book
EMPTY = ("", "—")


def words(label: Any, *, rows: int = 5, **options: Any) -> forms.CharField:
    """A field for running text."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


def book(name: str) -> list[tuple[str, str]]:
    return [(row.code, pick(row, "name")) for row in dictionary.offered(name)]


class Reason(StepForm):
    reason = forms.ChoiceField(label=_("Reason"))
    text = words(_("Explanation for colleagues"), required=False, rows=3)
    source: str = Book.RETURN

    def prepare(self) -> None:
        fields.offer(self, "reason", [EMPTY, *book(self.source)])


class Refusal(Reason):
    text = words(_("What the customer will read"))
    source = Book.REFUSAL


class Question(StepForm):
    text = words(_("Question to the customer"))


class Diagnosis(StepForm):
    text = words(_("Diagnosis and plan of work, for the customer"))


class Workaround(StepForm):
    text = words(_("The workaround, for the customer"))


class Cancellation(StepForm):
    text = words(_("Who asked for it, and why"), rows=3)


class MaybeWords(StepForm):
    text = words(_("Text for the customer"), required=False, rows=3)


class NoteWords(StepForm):
    text = words(_("Why"), rows=3)


class Vendor(StepForm):
    vendor = forms.CharField(label=_("Vendor"), max_length=80)
    vendor_number = forms.CharField(label=_("Case number at the vendor"), max_length=60)

    def prepare(self) -> None:
        item = self.page.case.item
        self.initial["vendor"] = item.product.vendor if item else ""


class Postponement(StepForm):
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    text = words(_("What was agreed, and with whom"))


class Priority(StepForm):
    priority = forms.TypedChoiceField(label=_("New priority"), coerce=int)
    ground = forms.ChoiceField(label=_("Ground"))
    text = words(_("Explanation for the customer"))

    def prepare(self) -> None:
        now = self.page.case.priority
        others = [(number, f"{number} {name}") for number, name in choices.priorities() if number != now]
        fields.offer(self, "priority", others)
        fields.offer(self, "ground", [EMPTY, *book(Book.PRIORITY)])
        self.initial["priority"] = min(now + 1, 4) if now < 4 else 3


class Subject(StepForm):
    subject = forms.CharField(label=_("Subject"))

    def prepare(self) -> None:
        case = self.page.case
        fields.limit_subject(self, case.category, case.contract)
        self.initial["subject"] = case.subject


class Solution(StepForm):
    text = words(_("Solution for the customer"))
    cause = forms.ChoiceField(label=_("Cause"))
    closure = forms.ChoiceField(label=_("Closure code"))
    compatibility = words(_("Compatibility and specifics of the transition"), required=False, rows=3)

    def prepare(self) -> None:
        fields.offer(self, "cause", [EMPTY, *book(Book.CAUSE)])
        fields.offer(self, "closure", [EMPTY, *book(Book.CLOSURE)])
        if not self.page.case.wants_version:
            del self.fields["compatibility"]
