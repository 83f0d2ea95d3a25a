from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from reglament.clauses import Refused
from reglament.files import limits


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """R-61, R-63  Several files of one submission; an empty one passes, too many or too large ones are refused."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [file for file in data or [] if file]
        try:
            limits.check(files)
        except Refused as refused:
            raise ValidationError(str(refused.sentence)) from refused
        return files
