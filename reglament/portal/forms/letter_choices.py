from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from reglament.notifications import choosing
from reglament.notifications.choosing import Offer, Way
from reglament.people.models import Account

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class LetterChoices(forms.Form):
    """R-69  How each letter comes; obligatory ones are shown and not asked about."""

    hour = forms.TypedChoiceField(
        label=_("Hour of the digest"),
        choices=HOURS,
        coerce=int,
        help_text=_("In your time zone; none when nothing changed."),
    )

    def __init__(self, account: Account, data: Any = None) -> None:
        super().__init__(data, initial={"hour": choosing.hour_of(account)})
        self.offers = choosing.offers(account)
        for offer in self.asked:
            self.fields[offer.kind] = forms.ChoiceField(label=offer.name, choices=Way.choices, initial=offer.way)

    @property
    def asked(self) -> list[Offer]:
        return [offer for offer in self.offers if not offer.is_obligatory]

    @property
    def always(self) -> list[Offer]:
        return [offer for offer in self.offers if offer.is_obligatory]

    @property
    def rows(self) -> list[forms.BoundField]:
        return [self[offer.kind] for offer in self.asked]

    @property
    def chosen(self) -> dict[str, str]:
        """kind → way, once the form is valid."""
        return {offer.kind: cast(str, self.cleaned_data[offer.kind]) for offer in self.asked}
