"""R-69  Which letters a person gets, and how: at once, once a day in the digest, or not at all. For staff as well."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reglament.clauses import Refused
from reglament.notifications import choosing
from reglament.portal import visitors
from reglament.portal.forms.letter_choices import LetterChoices
from reglament.portal.frames import show
from reglament.portal.visitors import Visit


@require_http_methods(["GET", "HEAD", "POST"])
@visitors.signed_in
def letter_choices(request: Visit) -> HttpResponse:
    account = request.user
    form = LetterChoices(account, request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                choosing.choose(account, form.chosen, hour=form.cleaned_data["hour"], by=account, at=request.at)
            except Refused as refused:
                form.add_error(None, str(refused.sentence))
            else:
                messages.success(request, _("Saved."))
                return redirect("portal:letter_choices")
    return show(request, "letter_choices", {"form": form, "account": account}, status=status)
