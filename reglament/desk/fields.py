"""Fields of forms whose choices and limits are known only when the form is made."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from reglament.cases import terms
from reglament.terms.resolve import Scope, resolve


def offer(form: forms.BaseForm, name: str, choices: Iterable[Any]) -> None:
    """Lets the field `name` choose from these: (value, words), or a heading with several of them."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def limit_subject(form: forms.BaseForm, *scopes: Scope | None) -> None:
    """R-52  A subject of at most so many characters: the browser is told, and what comes is measured."""
    field, longest = form.fields["subject"], resolve(terms.SUBJECT_LENGTH, *scopes)

    def measure(subject: str) -> None:
        if len(subject) > longest:
            raise ValidationError(_("The subject is longer than %(most)s characters.") % {"most": longest})

    field.widget.attrs["maxlength"] = longest
    field.validators.append(measure)
