"""R-24  What is said about an employee to the service manager."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reglament.contracts.asking import Wanted
from reglament.contracts.models import AccountRequest, ContractContact
from reglament.people.accounts import FIELDS, Person

Kind, Role = AccountRequest.Kind, ContractContact.Role


class Asked(forms.Form):
    """The words that any of these requests may bring; `contact` is whom a change or a removal is about."""

    kind: str

    def __init__(self, data: Any = None, *, contact: ContractContact | None = None) -> None:
        self.contact = contact
        known = {name: getattr(contact.account, name) for name in FIELDS} if contact else {}
        super().__init__(data, initial=known | ({"role": contact.role} if contact else {"role": Role.AUTHORISED}))

    def wanted(self) -> Wanted:
        account = self.contact.account if self.contact else None
        return Wanted(self.kind, self._person(), account, self._role(), self.cleaned_data["text"].strip())

    def _person(self) -> Person:
        """Of a change only what differs."""
        initial = self.initial if self.contact else {}
        said = {name: self.cleaned_data.get(name, "").strip() for name in FIELDS}
        return Person(**{name: value for name, value in said.items() if value != initial.get(name, "")})

    def _role(self) -> str:
        role = self.cleaned_data.get("role", "")
        return "" if self.contact and role == self.contact.role else role


class Addition(Asked):
    kind = Kind.ADD
    full_name = forms.CharField(
        label=pgettext_lazy("person", "Full name"),
        max_length=150,
        error_messages={"required": _("Give the full name.")},
    )
    position = forms.CharField(
        label=_("Position"), max_length=150, error_messages={"required": _("Give the position.")}
    )
    phone_work = forms.CharField(label=_("Work phone"), max_length=40, required=False)
    phone_mobile = forms.CharField(label=_("Mobile phone"), max_length=40, required=False)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, error_messages={"required": _("Give the e-mail address.")}
    )
    fax = forms.CharField(label=_("Fax"), max_length=40, required=False)
    role = forms.ChoiceField(label=_("Role in the contract"), choices=Role.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Anything else"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not (data.get("phone_work") or data.get("phone_mobile")):
            raise ValidationError({"phone_work": _("Give a work or a mobile telephone.")})
        return data


class Change(Addition):
    kind = Kind.CHANGE

    def __init__(self, data: Any = None, *, contact: ContractContact | None = None) -> None:
        super().__init__(data, contact=contact)
        # What the account does not say now is not asked for by the way.
        self.fields["position"].required = False

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not self.errors and not (self._role() or self._person() != Person() or data.get("text")):
            raise ValidationError(_("Nothing differs from what the account says. Change a field or say it in words."))
        return data


class Removal(Asked):
    kind = Kind.REMOVE
    text = forms.CharField(
        label=_("Why, and from which day"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


FORMS: dict[str, type[Asked]] = {Kind.ADD: Addition, Kind.CHANGE: Change, Kind.REMOVE: Removal}
