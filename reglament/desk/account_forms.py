"""R-23, R-24  The decision on a request about an account, as forms."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reglament.contracts import asking, contacts
from reglament.contracts.deciding import Decision
from reglament.contracts.models import AccountRequest, Contract, ContractContact
from reglament.desk import fields
from reglament.people import logins
from reglament.people.accounts import FIELDS, NOBODY, Person, at_address

Kind = AccountRequest.Kind
ONLY = {Kind.ADD: {"login"}, Kind.CHANGE: {"account"}, Kind.REMOVE: {"account"}}
"""What a decision of this kind asks for besides the details of R-24."""


class Approval(forms.Form):
    """Of one request under one contract; filled in with what was asked, and open to be mended."""

    account = forms.ChoiceField(label=_("Whom it is about"), error_messages={"required": _("Choose a person.")})
    full_name = forms.CharField(label=pgettext_lazy("person", "Full name"), max_length=150)
    position = forms.CharField(label=_("Position"), max_length=150, required=False)
    phone_work = forms.CharField(label=_("Work phone"), max_length=40, required=False)
    phone_mobile = forms.CharField(label=_("Mobile phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    fax = forms.CharField(label=_("Fax"), max_length=40, required=False)
    login = forms.CharField(label=_("Login"), max_length=64, required=False)
    role = forms.ChoiceField(label=_("Role in the contract"), choices=ContractContact.Role.choices)
    confirmed = forms.BooleanField(label=_("The responsible contact has confirmed this request"))
    text = forms.CharField(
        label=_("Words for whoever asked"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, data: Any = None, *, request: AccountRequest, contract: Contract, kind: str, at: datetime
    ) -> None:
        self.request, self.contract, self.kind, self.at = request, contract, kind, at
        self.people = {str(row.account_id): row for row in contacts.of_contract(contract, at.date())}
        super().__init__(data, initial=self._first_values())
        dropped = {"account", "login"} - ONLY[Kind(kind)]
        if kind == Kind.REMOVE:
            dropped |= {*FIELDS, "role"}
        if not asking.needs_confirmation(request, contract, at.date()):
            dropped.add("confirmed")
        for name in dropped:
            del self.fields[name]
        if "account" in self.fields:
            people = [(pk, f"{row.account.full_name}, {row.account.login}") for pk, row in self.people.items()]
            fields.offer(self, "account", [("", _("choose")), *people])
        if kind == Kind.CHANGE:
            self.fields["full_name"].required = self.fields["email"].required = False

    def _first_values(self) -> dict[str, Any]:
        """What was asked, over what the account says now."""
        row = self.people.get(str(self.request.account_id or ""))
        known = {name: getattr(row.account, name) for name in FIELDS} if row else {}
        asked = {name: value for name in FIELDS if (value := getattr(self.request, name))}
        if self.kind == Kind.ADD and "full_name" in asked:
            asked["full_name"] = logins.spoken(asked["full_name"])
        role = self.request.role or (row.role if row else ContractContact.Role.AUTHORISED)
        values = known | asked | {"role": role, "account": str(self.request.account_id or "")}
        return values | {"login": logins.propose(self.request.full_name)} if self.kind == Kind.ADD else values

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        needs_login = self.kind == Kind.ADD and "email" in data and at_address(data["email"]) is None
        if needs_login and not logins.LOGIN.fullmatch(data.get("login", "").strip().casefold()):
            sentence = _("A login has 3 to 64 Latin letters, digits and the signs . _ - @, no blanks.")
            raise ValidationError({"login": sentence})
        return data

    def now(self, name: str) -> str:
        """What the account says today, where something else is asked for; '' where nothing changes."""
        row = self.people.get(str(self.request.account_id or "")) if self.kind == Kind.CHANGE else None
        if row is None:
            return ""
        today = row.get_role_display() if name == "role" else getattr(row.account, name, "")
        asked = row.role != self.initial["role"] if name == "role" else self.initial.get(name, "") != today
        return today if name in (*FIELDS, "role") and asked else ""

    @property
    def known(self) -> str:
        """R-22  The login of the person, where the address asked for has an account already."""
        found = at_address(self.request.email) if self.kind == Kind.ADD and self.request.email else None
        return found.login if found and found.company_id == self.contract.company_id else ""

    def decision(self) -> Decision:
        data = self.cleaned_data
        row = self.people.get(data.get("account", ""))
        said = {name: data[name] for name in FIELDS if name in data}
        return Decision(
            contract=self.contract,
            person=Person(**said) if said else NOBODY,
            login=data.get("login", ""),
            role=data.get("role", ""),
            account=row.account if row else None,
            confirmed=data.get("confirmed", False),
            text=data["text"],
            kind=self.kind,
        )


class Refusal(forms.Form):
    reason = forms.CharField(
        label=_("Why it is declined"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why it is declined: whoever asked reads it.")},
    )
