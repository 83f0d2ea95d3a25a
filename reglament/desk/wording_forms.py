"""R-69  The words of one letter in both languages as a form, with the numbers of the words the editor began with."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reglament.clauses import Refused
from reglament.notifications import placeholders, rewording, texts
from reglament.notifications.models import Wording
from reglament.notifications.texts import Words

LABELS = {
    "ru": (_("Subject in Russian"), _("Text in Russian")),
    "en": (_("Subject in English"), _("Text in English")),
}


class WordingForm(forms.Form):
    """Fields `subject_ru`, `body_ru`, `seen_ru` and the same in English; no subject where the case gives it (R-53)."""

    def __init__(self, kind: str, current: dict[str, Wording], data: Any = None) -> None:
        super().__init__(data)
        self.kind = kind
        for language in texts.LANGUAGES:
            row = current[language]
            subject, body = LABELS[language]
            if kind in placeholders.WITH_SUBJECT:
                self.fields[f"subject_{language}"] = forms.CharField(
                    label=subject, max_length=rewording.LONGEST_SUBJECT, initial=row.subject
                )
            rows = min(max(row.body.count("\n") + 2, 6), 24)
            self.fields[f"body_{language}"] = forms.CharField(
                label=body,
                max_length=rewording.LONGEST_BODY,
                strip=False,
                initial=row.body,
                widget=forms.Textarea(attrs={"rows": rows, "spellcheck": "true", "lang": language}),
            )
            self.fields[f"seen_{language}"] = forms.IntegerField(initial=row.number, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for language in texts.LANGUAGES:
            if f"body_{language}" in data:
                try:
                    rewording.check(self.kind, language, self.words(language))
                except Refused as refused:
                    self.add_error(f"body_{language}", str(refused.sentence))
        return data

    def words(self, language: str) -> Words:
        """What was typed, as it would be kept."""
        data = self.cleaned_data
        return rewording.tidied(Words(data.get(f"subject_{language}", ""), data[f"body_{language}"]))

    def seen(self, language: str) -> int:
        return int(self.cleaned_data[f"seen_{language}"])
