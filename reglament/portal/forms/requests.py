"""R-25  The parameters of a request as the web form asks for them; only subject and description are mandatory."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reglament.cases import terms
from reglament.contracts.models import Category, CoveredItem
from reglament.portal import items
from reglament.portal.forms.cases import LONGEST
from reglament.portal.house import house
from reglament.portal.offers import Offer
from reglament.terms.resolve import resolve
from reglament.ui import words

MISSING = "missing"
# What a draft keeps, field by field.
TYPED = (
    "category", "item", "pn", "sn", "place", "priority", "subject", "description", "wants_version", "current_version",
    "wanted_version", "phone", "q",
)  # fmt: skip


class NewCase(forms.Form):
    """One request under the contract of `offer`; `item_row` is the covered line that was chosen, if one was."""

    category = forms.ChoiceField(
        label=_("Category"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("The contract does not include this category. Choose another one.")},
    )
    item = forms.CharField(label=_("Equipment"), required=False, max_length=20)
    pn = forms.CharField(label=_("P/N"), required=False, max_length=60)
    sn = forms.CharField(label=_("S/N"), required=False, max_length=60)
    place = forms.CharField(label=_("Site"), required=False, max_length=200)
    priority = forms.TypedChoiceField(
        label=_("Priority"), required=False, coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    subject = forms.CharField(
        label=_("Subject"),
        help_text=_("It stands in the subject of every letter. A good one names the equipment and what you see."),
        error_messages={"required": _("Write the subject in a few words.")},
    )
    description = forms.CharField(
        label=_("Description"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("Describe what happens: the engineer starts from it."),
            "max_length": _("At most %(limit_value)s characters fit. Attach longer texts as a file."),
        },
    )
    wants_version = forms.BooleanField(label=_("A new software version is needed"), required=False)
    current_version = forms.CharField(label=_("Current software version"), required=False, max_length=60)
    wanted_version = forms.CharField(label=_("Wanted version"), required=False, max_length=60)
    phone = forms.CharField(
        label=_("Phone for this case"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "size": 24}),
    )
    files = forms.Field(label=_("Files"), required=False)  # type: ignore[assignment]  # a field, not the uploads

    def __init__(self, offer: Offer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer
        self.item_row: CoveredItem | None = None
        self.longest_subject = resolve(terms.SUBJECT_LENGTH, offer.contract)
        self.fields["subject"].widget.attrs["maxlength"] = self.longest_subject
        offered = {"category": [(row.code, words.pick(row, "name")) for row in offer.categories]}
        offered["priority"] = [(str(row.number), words.pick(row, "name")) for row in house().priorities]
        for name, choices in offered.items():
            cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean_subject(self) -> str:
        subject: str = self.cleaned_data["subject"]
        if len(subject) > self.longest_subject:
            most = {"most": self.longest_subject}
            raise ValidationError(_("The subject is longer than %(most)s characters.") % most)
        return subject

    def clean_item(self) -> str:
        """R-38, R-43  Only a line of this contract, in cover today; what is somebody else's does not exist."""
        chosen: str = self.cleaned_data["item"]
        if chosen in ("", MISSING):
            return chosen
        covered = items.in_cover(self.offer.contract, self.offer.at.date())
        self.item_row = covered.filter(item=int(chosen)).first() if chosen.isdecimal() else None
        if self.item_row is None:
            raise ValidationError(
                _("There is no such item in the contract. Choose from the list or “Not in the list”.")
            )
        return chosen

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("wants_version") and not said.get("current_version"):
            self.add_error(
                "current_version", _("State the version you have now: without it an update cannot be planned.")
            )
        return said

    @property
    def chosen_category(self) -> Category | None:
        said = self.cleaned_data
        priority = said.get("priority") or self.offer.default_priority
        return self.offer.category(said.get("category", ""), priority)

    @property
    def numbers(self) -> tuple[str, str]:
        """P/N and S/N: of the chosen line, or as typed where the list does not have the item."""
        if self.item_row:
            return self.item_row.item.product.pn, self.item_row.item.sn
        if self.cleaned_data.get("item") == MISSING:
            return self.cleaned_data.get("pn", ""), self.cleaned_data.get("sn", "")
        return "", ""
