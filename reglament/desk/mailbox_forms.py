"""R-09, R-12  An address of ours as a form: what it is for, by which profile, and where its letters are fetched."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reglament.intake.mailbox_keeping import Wanted
from reglament.intake.models import Mailbox, Profile
from reglament.ui.words import pick


class ProfileChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django itself takes no argument there
    def label_from_instance(self, profile: Profile) -> str:
        return pick(profile, "name")


class MailboxForm(forms.Form):
    """Without a server the letters are brought to us; `password` left empty leaves the one that is kept."""

    address = forms.EmailField(label=_("Address"), max_length=254)
    kind = forms.ChoiceField(
        label=_("What it is for"), choices=Mailbox.Kind.choices, widget=forms.RadioSelect, initial="support"
    )
    profile = ProfileChoice(
        label=_("How its letters are read"), queryset=Profile.objects.all(), empty_label=None, widget=forms.RadioSelect
    )
    is_active = forms.BooleanField(label=_("Letters to this address are taken"), required=False, initial=True)
    host = forms.CharField(
        label=_("IMAP server"),
        max_length=200,
        required=False,
        help_text=_("Leave empty when a mail server brings the letters by SMTP, LMTP or the command."),
    )
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=993)
    security = forms.ChoiceField(label=_("Encryption"), choices=Mailbox.Security.choices, initial="tls")
    login = forms.CharField(label=_("Login"), max_length=200, required=False)
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    folder = forms.CharField(label=_("Folder that is read"), max_length=100, initial="INBOX")
    kept_folder = forms.CharField(
        label=_("Folder for letters taken"),
        max_length=100,
        required=False,
        initial="Reglament",
        help_text=_("Empty: letters stay where they are, marked as read."),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("host") and not data.get("login"):
            raise ValidationError({"login": _("Name the login on the mail server.")})
        if data.get("host") and data.get("kept_folder") == data.get("folder"):
            raise ValidationError({"kept_folder": _("Letters taken need a folder of their own.")})
        return data

    def wanted(self) -> Wanted:
        data = dict(self.cleaned_data)
        return Wanted(**(data | {"password": data["password"] or None}))


def values_of(mailbox: Mailbox) -> dict[str, Any]:
    """What the form shows of a mailbox; its password is never shown."""
    names = ("address", "kind", "profile", "is_active", "host", "port", "security", "login", "folder", "kept_folder")
    return {name: getattr(mailbox, name) for name in names}
