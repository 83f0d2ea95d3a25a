"""R-12  What is typed on the page of a letter without a contract: an answer, or how it ended."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reglament.desk import fields
from reglament.intake import without_contract
from reglament.ui.words import pick

LONGEST = 20_000


class Answer(forms.Form):
    text = forms.CharField(
        label=_("Answer"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 9}),
        error_messages={"required": _("Write the answer.")},
    )


class Ending(forms.Form):
    reason = forms.ChoiceField(
        label=_("What became of it"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what became of the letter.")},
    )
    text = forms.CharField(label=_("In a few words"), max_length=500, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields.offer(self, "reason", [(row.code, pick(row, "name")) for row in without_contract.reasons()])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        wants = {row.code for row in without_contract.reasons() if row.wants_words}
        if data.get("reason") in wants and not data.get("text"):
            raise ValidationError({"text": _("Say in a few words what became of the letter.")})
        return data


def canned_text(choice: str, *, before: str) -> str:
    """What is typed already, and behind it the ready text of «code.language»."""
    code, _dot, language = choice.rpartition(".")
    found = next((row for row in without_contract.canned() if row.code == code), None)
    text = getattr(found, f"text_{language}", "") if language in ("ru", "en") else ""
    return "\n\n".join(part.strip() for part in (before, text) if part.strip())
