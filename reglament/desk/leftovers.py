"""What the worker has given up: each job with its last error, and one button to try it again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reglament.desk import frames, gates, journals, pages
from reglament.desk.gates import Visit
from reglament.intake.mailbox_keeping import KEEPERS
from reglament.jobs import asking
from reglament.jobs.models import Job


@require_safe
@gates.staff(KEEPERS)
def leftovers(request: Visit) -> HttpResponse:
    at = timezone.now()
    sheet = pages.newest(request, Job.objects.filter(state=Job.State.DEAD))
    context: dict[str, Any] = {"sheet": sheet, "tabs": journals.tabs("leftovers", request.user)}
    return frames.draw(request, "desk/letters/leftovers.html", "letters", at=at, **context)


@require_POST
@gates.staff(KEEPERS)
def again(request: Visit, pk: int) -> HttpResponse:
    """Back to the worker, as if it had just been asked for."""
    job = Job.objects.filter(pk=pk, state=Job.State.DEAD).first()
    if job is None:
        raise Http404
    if asking.again(job, at=timezone.now()):
        messages.success(request, _("The job is with the worker again."))
    else:
        messages.warning(request, _("The same job waits already."))
    return redirect("desk:leftovers")
