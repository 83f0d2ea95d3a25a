"""R-09  «Показать как письмо»: a letter in its own shape, in a frame where nothing acts; and its bytes as they came."""

from typing import Any

from csp.decorators import csp_update
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reglament.cases.models import Case, Entry
from reglament.desk import frames, gates, receipts
from reglament.desk.gates import Visit
from reglament.files import serving
from reglament.intake import showing
from reglament.intake.models import Receipt

# A picture that a letter brings stands in the page itself (docs/decisions/0012).
PICTURES = csp_update({"img-src": ["data:"]})


@require_safe
@PICTURES
@gates.staff()
def of_receipt(request: Visit, pk: int) -> HttpResponse:
    """Any letter that came, rejected and quarantined ones too."""
    row = receipts.visible(request, pk)
    raw = reverse("desk:receipt_raw", args=(row.pk,))
    return _draw(request, row, raw, "letters", reverse("desk:receipt", args=(row.pk,)), _("The letter in the journal"))


@require_safe
@PICTURES
@gates.staff()
def of_case(request: Visit, number: str, pk: int) -> HttpResponse:
    """A letter that joined a case, for whoever reads the case."""
    entry, row = _joined(request, number, pk)
    raw = reverse("desk:case_letter_raw", args=(entry.case.number, entry.pk))
    back = f"{reverse('desk:case', args=(entry.case.number,))}#entry-{entry.pk}"
    return _draw(request, row, raw, "queue", back, entry.case.number)


@require_safe
@gates.staff()
def raw_of_case(request: Visit, number: str, pk: int) -> HttpResponseBase:
    _entry, row = _joined(request, number, pk)
    return serving.serve(row.raw, receipts.file_name(row))


def _joined(request: Visit, number: str, pk: int) -> tuple[Entry, Receipt]:
    visible = Case.objects.visible_to(request.user, []).filter(number=number.upper())
    entry = Entry.objects.select_related("case").filter(pk=pk, case__in=visible).first()
    row = showing.letter_of(entry) if entry else None
    if entry is None or row is None:
        raise Http404
    return entry, row


def _draw(request: Visit, row: Receipt, raw: str, section: str, back: str, back_label: str) -> HttpResponse:
    context: dict[str, Any] = {
        "receipt": row,
        "shown": showing.show(row),
        "raw_url": raw,
        "back": back,
        "back_label": back_label,
    }
    return frames.draw(request, "desk/letters/shown.html", section, **context)
