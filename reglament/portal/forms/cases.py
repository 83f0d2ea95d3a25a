"""What a customer's person writes in a case that is already there."""

import uuid
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from reglament.cases.models import Case, CaseParticipant
from reglament.contracts.models import ContractContact
from reglament.people.models import Account
from reglament.portal.forms.fields import FilesField

LONGEST = 50_000


class Seen(forms.Form):
    """What the person saw when the page was drawn: two people cannot both win."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class Reply(Seen):
    """`status` is the state in which the answer was begun; `key` makes one entry of a form sent twice."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    status = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Reply to the engineer"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("At most %(limit_value)s characters fit. Attach longer texts as a file.")},
    )
    files = FilesField(label=_("Files"), required=False)  # type: ignore[assignment]  # a field, not the uploads

    def __init__(self, *args: Any, case: Case | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if case is not None:
            cast(FilesField, self.fields["files"]).scopes = (case.category, case.contract)


class Words(Seen):
    """A step with words: what is still wrong, why it is cancelled."""

    text = forms.CharField(
        label=_("What is still wrong"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write a few words: the engineer starts from them.")},
    )


class WordsIfAny(Words):
    text = forms.CharField(
        label=_("Why it is no longer needed"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class Colleague(forms.Form):
    """R-02  One of the people named in the contract of the case who do not take part yet."""

    colleague = forms.ChoiceField(
        label=_("Colleague"), widget=forms.RadioSelect, error_messages={"required": _("Choose a colleague.")}
    )

    def __init__(self, case: Case, reader: Account, data: Any = None) -> None:
        super().__init__(data)
        here = CaseParticipant.objects.filter(case=case, account__isnull=False).values("account")
        named = ContractContact.objects.filter(contract=case.contract_id, valid_until=None).exclude(account__in=here)
        others = named.exclude(account__in=(case.opener_id, reader.pk))
        people = others.select_related("account").order_by("account__full_name")
        self.people = {row.account_id: row.account for row in people}
        self.notes = {str(row.account_id): _position(row) for row in people}
        offered = cast(forms.ChoiceField, self.fields["colleague"])
        offered.choices = [(str(pk), str(account)) for pk, account in self.people.items()]

    def clean_colleague(self) -> Account:
        return self.people[int(self.cleaned_data["colleague"])]


def _position(row: ContractContact) -> str:
    return ", ".join(part for part in (row.account.position, str(ContractContact.Role(row.role).label)) if part)
