"""/healthz: is the database there, are the migrations in it, is the clerk awake."""

from datetime import UTC, datetime, timedelta

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reglament.history.models import Pending

# A slip this old means that the clerk does not hand over.
STALE = timedelta(minutes=10)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 with {"database": "ok", "clerk": "ok"}; 503 when the database does not answer."""
    try:
        overdue = Pending.objects.filter(due_at__lt=datetime.now(UTC) - STALE, attempts=0).exists()
    except DatabaseError:
        return JsonResponse({"database": "unreachable"}, status=503)
    return JsonResponse({"database": "ok", "clerk": "behind" if overdue else "ok"})
