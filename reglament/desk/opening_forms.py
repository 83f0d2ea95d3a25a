"""R-25  A request that staff write down for a customer: by phone, from a letter, on the own initiative."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from reglament.cases import terms
from reglament.contracts import versions
from reglament.contracts.models import Contract, ContractContact
from reglament.desk import choices, fields
from reglament.terms.resolve import resolve
from reglament.ui.words import pick

CHANNELS = [
    ("phone", _("by phone")),
    ("email", _("by e-mail")),
    ("fax", _("by fax")),
    ("staff", _("our own finding")),
]


class Opening(forms.Form):
    """The fields of one contract; the contract is chosen before."""

    opener = forms.ChoiceField(label=_("Who asks"), required=False)
    channel = forms.ChoiceField(label=_("How it came"), choices=CHANNELS, widget=forms.RadioSelect, initial="phone")
    minutes_ago = forms.IntegerField(label=_("Came, minutes ago"), min_value=0, initial=0)
    late_because = forms.CharField(label=_("Why it is written down later"), max_length=300, required=False)
    category = forms.ChoiceField(label=_("Category"))
    priority = forms.ChoiceField(label=_("Priority"), widget=forms.RadioSelect, initial="4")
    pn = forms.CharField(label="P/N", max_length=60, required=False)
    sn = forms.CharField(label="S/N", max_length=60, required=False)
    place = forms.CharField(label=_("Site"), max_length=200, required=False)
    phone = forms.CharField(label=_("Phone for this case"), max_length=40, required=False)
    subject = forms.CharField(label=_("Subject"))
    description = forms.CharField(label=_("Description"), widget=forms.Textarea(attrs={"rows": 8}))
    wants_version = forms.BooleanField(label=_("A new software version is needed"), required=False)
    current_version = forms.CharField(label=_("Current version"), max_length=60, required=False)
    wanted_version = forms.CharField(label=_("Wanted version"), max_length=60, required=False)

    def __init__(self, *args: Any, contract: Contract, at: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.contract, self.at = contract, at
        self.version = versions.in_force(contract, at.date())
        self.categories = {row.code: row for row in versions.categories(self.version)}
        self.contacts = list(
            ContractContact.objects.filter(contract=contract, valid_until=None)
            .exclude(role=ContractContact.Role.OBSERVER)
            .select_related("account__company")
        )
        people = [(str(row.account_id), f"{row.account.full_name}, {row.get_role_display()}") for row in self.contacts]
        self["opener"].field.widget.attrs["autofocus"] = True
        most = resolve(terms.SET_BACK_MINUTES, contract)
        self["minutes_ago"].field.validators.append(MaxValueValidator(most))
        self["minutes_ago"].field.widget.attrs |= {"max": most, "size": 4}
        fields.offer(self, "opener", [("", _("nobody is named")), *people])
        fields.offer(self, "category", [(code, pick(row, "name")) for code, row in self.categories.items()])
        degrees = [(str(number), f"{number} {name}") for number, name in choices.priorities()]
        fields.offer(self, "priority", degrees)
        fields.limit_subject(self, contract)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("wants_version") and not data.get("current_version"):
            raise ValidationError({"current_version": _("Whoever wants a new version says which one runs now.")})
        if data.get("minutes_ago") and not data.get("late_because"):
            raise ValidationError({"late_because": _("Say why it is written down later than it came.")})
        return data

    @property
    def contact(self) -> ContractContact | None:
        chosen = self.cleaned_data.get("opener")
        return next((row for row in self.contacts if str(row.account_id) == chosen), None)

    @property
    def received_at(self) -> datetime:
        return self.at - timedelta(minutes=self.cleaned_data["minutes_ago"])
