"""Gives a kept file to a browser: as a download, never to be run in our name."""

from django.http import FileResponse

from reglament.files import quarantining, storing
from reglament.files.models import StoredFile

# Only these may open inside the browser; everything else is saved.
SHOWN_INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


def serve(file: StoredFile, name: str, *, inline: bool = False) -> FileResponse:
    """R-60  Any type may be attached; it is served with a policy under which nothing in it can act.

    Raises Refused for a file that is locked up (files.quarantining).
    """
    quarantining.require_reachable(file)
    shown = inline and file.content_type in SHOWN_INLINE
    response = FileResponse(
        storing.location(file).open("rb"),
        as_attachment=not shown,
        filename=name or file.sha256[:12],
        content_type=file.content_type if shown else "application/octet-stream",
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response
