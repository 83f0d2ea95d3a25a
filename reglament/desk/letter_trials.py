"""R-09 … R-12  «Проверить письмо»: what would become of a letter that is pasted here; nothing is stored or changed."""

from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from reglament.desk import frames, gates, journals, reasons
from reglament.desk.gates import Visit
from reglament.desk.receipts import LOOKS
from reglament.intake import receiving
from reglament.intake.mail.judgement import Judgement
from reglament.intake.models import Receipt

LONGEST = 500_000


class TrialForm(forms.Form):
    sender = forms.EmailField(label=_("From"), required=False, help_text=_("The sender's address."))
    subject = forms.CharField(label=_("Subject"), required=False, max_length=500)
    text = forms.CharField(
        label=_("Letter"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("The text of the letter, or all of an .eml file with its headers."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff(gates.LETTER_READERS)
def trial(request: Visit) -> HttpResponse:
    at = timezone.now()
    form = TrialForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "tabs": journals.tabs("letter_trial", request.user), "found": None}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            status = 200
            judgement = receiving.try_out(_raw(form.cleaned_data), at=at)
            context |= {"found": judgement, "look": LOOKS[judgement.verdict.value], "rows": _rows(judgement)}
            context["verdict"] = Receipt.Verdict(judgement.verdict.value).label
            context["reason"] = reasons.words(judgement.reason)
    return frames.draw(request, "desk/letters/trial.html", "letters", status=status, at=at, **context)


def _raw(data: dict[str, Any]) -> bytes:
    """An .eml as it stands; a bare text becomes a letter around it."""
    text: str = data["text"]
    head = "\n" + text.replace("\r", "").partition("\n\n")[0].lower()
    if not data["sender"] and not data["subject"] and ("\nfrom:" in head or "\nmime-version:" in head):
        return text.encode("utf-8", "replace")
    letter = EmailMessage(policy=SMTP)
    letter["From"] = data["sender"] or "writer@letter.example"
    letter["Subject"] = " ".join(data["subject"].split())
    letter.set_content(text, cte="base64")
    return letter.as_bytes()


def _rows(judgement: Judgement) -> list[tuple[Any, Any]]:
    """Everything the judge read, in the order of the letter."""
    fields = judgement.fields.as_dict()
    read = [(name, value) for name, value in fields.items() if value not in (None, "")]
    return [
        (_("From"), judgement.letter.sender.address),
        (_("Subject"), judgement.subject or judgement.letter.subject),
        *read,
        *((_("Note"), note.value) for note in judgement.notes),
        *((_("File"), one.name or "—") for one in judgement.letter.attachments),
        (_("Answer by a robot"), judgement.answer_to if judgement.may_answer else _("none")),
    ]
