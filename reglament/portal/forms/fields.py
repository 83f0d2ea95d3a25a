from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from reglament.clauses import Refused
from reglament.files import limits
from reglament.terms.resolve import Scope


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """R-61, R-63  Several files of one submission; an empty one passes, too many or too large ones are refused."""

    widget = SeveralFiles
    scopes: tuple[Scope | None, ...] = ()
    """Whose limits hold: category and contract, once they are known."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [file for file in data or [] if file]
        try:
            limits.check(files, *self.scopes)
        except Refused as refused:
            raise ValidationError(str(refused.sentence)) from refused
        return files
