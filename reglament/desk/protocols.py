"""The protocol of the deadlines of one case: every promise with its calculation, on one page to print."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from reglament.desk import cases, choices, frames, gates
from reglament.desk.gates import Visit


@require_safe
@gates.staff()
def protocol(request: Visit, number: str) -> HttpResponse:
    at = timezone.now()
    page = cases.load(request, number, at=at)
    context: dict[str, Any] = {
        "page": page,
        "case": page.case,
        "priority_name": choices.priority_name(page.case.priority),
    }
    return frames.draw(request, "desk/case/protocol.html", "queue", at=at, **context)
