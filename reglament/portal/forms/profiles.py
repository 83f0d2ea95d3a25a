from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reglament.people.models import Account
from reglament.ui import words

# The zones of the country by name; whoever works elsewhere keeps the company's zone or has one set already.
ZONES = (
    "Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk", "Asia/Novosibirsk",
    "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Magadan", "Asia/Kamchatka", "UTC",
)  # fmt: skip
LANGUAGES = [("", pgettext_lazy("language", "as in the browser")), ("ru", "Русский"), ("en", "English")]
THEMES = [
    ("", pgettext_lazy("theme", "As in the system")),
    ("light", pgettext_lazy("theme", "Light")),
    ("dark", pgettext_lazy("theme", "Dark")),
]


class Profile(forms.Form):
    """R-21  What a person changes about the own account."""

    language = forms.ChoiceField(label=_("Language"), required=False, choices=LANGUAGES)
    zone = forms.ChoiceField(label=_("Time zone"), required=False, help_text=_("All times are shown in it."))
    theme = forms.ChoiceField(label=_("Colours"), required=False, choices=THEMES)
    phone_work = forms.CharField(label=_("Work phone"), required=False, max_length=40)
    phone_mobile = forms.CharField(label=_("Mobile phone"), required=False, max_length=40)

    def __init__(self, account: Account, data: Any = None) -> None:
        super().__init__(data, initial={name: getattr(account, name) for name in self.base_fields})
        now = timezone.now()
        company = _("the company's: %(zone)s") % {"zone": words.zone_name(account.company.zone, now)}
        own = [account.zone] if account.zone and account.zone not in ZONES else []
        known = available_timezones()
        zones = cast(forms.ChoiceField, self.fields["zone"])
        zones.choices = [
            ("", company),
            *((zone, words.zone_name(zone, now)) for zone in (*ZONES, *own) if zone in known),
        ]
