"""R-09, R-12  Our addresses: what each is for, whether its letters come in, and a look into it when they do not."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reglament.clauses import Refused
from reglament.desk import frames, gates, journals
from reglament.desk.gates import Visit
from reglament.desk.mailbox_forms import MailboxForm, values_of
from reglament.intake import mailbox_keeping
from reglament.intake.models import Mailbox


@require_safe
@gates.staff(gates.LETTER_READERS)
def mailboxes(request: Visit) -> HttpResponse:
    """All of them; there are as many as a house has addresses."""
    at = timezone.now()
    return frames.draw(
        request,
        "desk/letters/mailboxes.html",
        "letters",
        at=at,
        rows=list(Mailbox.objects.select_related("profile")),
        may_keep=request.user.holds(*mailbox_keeping.KEEPERS),
        tabs=journals.tabs("mailboxes", request.user),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff(mailbox_keeping.KEEPERS)
def new(request: Visit) -> HttpResponse:
    return _form(request, None, timezone.now())


@require_http_methods(["GET", "HEAD", "POST"])
@gates.staff(mailbox_keeping.KEEPERS)
def mailbox(request: Visit, pk: int) -> HttpResponse:
    return _form(request, _found(pk), timezone.now())


@require_POST
@gates.staff(mailbox_keeping.KEEPERS)
def test(request: Visit, pk: int) -> HttpResponse:
    """Signs in now and says what was seen; nothing is fetched."""
    row = _found(pk)
    if not row.host:
        messages.warning(request, _("This address has no IMAP server: its letters are brought to us."))
        return redirect("desk:mailbox", row.pk)
    from reglament.intake import imap  # noqa: PLC0415  four megabytes for a button that is pressed once a year

    try:
        count = imap.look(row)
    except imap.FAILURES as failure:
        words = _("The mail server does not let us read: %(error)s") % {"error": str(failure) or repr(failure)}
        messages.error(request, words)
    else:
        counted = ngettext("%(count)s letter waits.", "%(count)s letters wait.", count) % {"count": count}
        messages.success(request, _("The mailbox opens.") + f" {counted}")
    return redirect("desk:mailbox", row.pk)


def _form(request: Visit, row: Mailbox | None, at: datetime) -> HttpResponse:
    form = MailboxForm(request.POST or None, initial=values_of(row) if row else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                kept = mailbox_keeping.put(form.wanted(), by=request.user, at=at, mailbox=row)
            except Refused as refused:
                form.add_error(None, str(refused.sentence))
                status = 409
            else:
                messages.success(request, _("The mailbox %(address)s is saved.") % {"address": kept.address})
                return redirect("desk:mailbox", kept.pk)
    return frames.draw(request, "desk/letters/mailbox.html", "letters", status=status, at=at, form=form, mailbox=row)


def _found(pk: int) -> Mailbox:
    row = Mailbox.objects.select_related("profile").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
