"""A reader's own filters: kept under a name, taken away again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reglament.desk import filters, gates
from reglament.desk.gates import Visit
from reglament.people.models import SavedFilter

PAGE = "queue"
MOST = 30


@require_POST
@gates.staff()
def save(request: Visit) -> HttpResponse:
    """Keeps the filter of the address under a name; the same name is overwritten."""
    wanted = filters.read(request.POST)
    name = " ".join(request.POST.get("name", "").split())[:60]
    own = SavedFilter.objects.filter(account=request.user, page=PAGE)
    if not name:
        messages.error(request, _("Give the filter a name."))
    elif wanted.is_empty:
        messages.error(request, _("Choose something in the filter first."))
    elif own.exclude(name=name).count() >= MOST:
        messages.error(request, _("Take away a filter you no longer need: %(most)s are kept.") % {"most": MOST})
    else:
        SavedFilter.objects.update_or_create(
            account=request.user, page=PAGE, name=name, defaults={"query": wanted.query[:500]}
        )
        messages.success(request, _("The filter “%(name)s” is kept at the left.") % {"name": name})
    return redirect(_back(wanted.query))


@require_POST
@gates.staff()
def remove(request: Visit, pk: int) -> HttpResponse:
    row = get_object_or_404(SavedFilter, pk=pk, account=request.user, page=PAGE)
    row.delete()
    messages.success(request, _("The filter “%(name)s” is taken away.") % {"name": row.name})
    return redirect(_back(row.query))


def _back(query: str) -> str:
    return reverse("desk:queue") + (f"?{query}" if query else "")
