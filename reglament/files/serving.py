"""Gives a kept file to a browser: as a download, never to be run in our name."""

from typing import TypeVar

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from reglament.files import storing
from reglament.files.models import StoredFile

Response = TypeVar("Response", bound=HttpResponseBase)

# Only these may open inside the browser; everything else is saved.
SHOWN_INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


def saved(content: bytes, name: str) -> HttpResponse:
    """R-60  Bytes that are kept inside something else, a letter: always saved, never shown."""
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, name or "file") or "attachment"
    return _harmless(response)


def serve(file: StoredFile, name: str, *, inline: bool = False) -> FileResponse:
    """R-60  Any type may be attached; it is served with a policy under which nothing in it can act."""
    shown = inline and file.content_type in SHOWN_INLINE
    response = FileResponse(
        storing.location(file).open("rb"),
        as_attachment=not shown,
        filename=name or file.sha256[:12],
        content_type=file.content_type if shown else "application/octet-stream",
    )
    return _harmless(response)


def _harmless(response: Response) -> Response:
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response
