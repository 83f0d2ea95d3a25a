"""Gives a kept file to a browser: as a download, never to be run in our name, and from the middle when asked."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from reglament.files import quarantining, storing
from reglament.files.models import StoredFile

Response = TypeVar("Response", bound=HttpResponseBase)

# Only these may open inside the browser; everything else is saved.
SHOWN_INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
PIECE = 64 * 1024
# One stretch of bytes is all a browser asks for when it goes on with a download.
STRETCH = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def saved(content: bytes, name: str, *, inside: StoredFile) -> HttpResponse:
    """R-60  Bytes that are kept inside something else, a letter: always saved, never shown.

    Raises Refused while what holds them is locked up.
    """
    quarantining.require_reachable(inside)
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, name or "file") or "attachment"
    return _harmless(response)


def serve(request: HttpRequest, file: StoredFile, name: str, *, inline: bool = False) -> HttpResponseBase:
    """R-60  Any type may be attached; it is served with a policy under which nothing in it can act.

    Raises Refused for a file that is locked up (files.quarantining).
    """
    quarantining.require_reachable(file)
    shown = inline and file.content_type in SHOWN_INLINE
    whole = FileResponse(
        storing.location(file).open("rb"),
        as_attachment=not shown,
        filename=name or file.sha256[:12],
        content_type=file.content_type if shown else "application/octet-stream",
    )
    _harmless(whole)
    whole["Accept-Ranges"] = "bytes"
    whole["ETag"] = f'"{file.sha256}"'
    return _stretch(request, file, whole) or whole


def _harmless(response: Response) -> Response:
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _stretch(request: HttpRequest, file: StoredFile, whole: FileResponse) -> HttpResponseBase | None:
    """A part of the file, if one is asked for; None where the whole is due."""
    asked = STRETCH.fullmatch(request.headers.get("Range", ""))
    if asked is None or asked[0] == "bytes=-" or request.headers.get("If-Range", whole["ETag"]) != whole["ETag"]:
        return None
    first, last = _bounds(asked[1], asked[2], file.size)
    headers = {name: value for name, value in whole.items() if name != "Content-Length"}
    whole.close()
    if not 0 <= first <= last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    part = StreamingHttpResponse(_read(storing.location(file), first, last), status=206, headers=headers)
    part["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    part["Content-Length"] = str(last - first + 1)
    return part


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """`-500` are the last 500 bytes, `500-` all behind the first 500; both ends belong to it."""
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _read(path: Path, first: int, last: int) -> Iterator[bytes]:
    with path.open("rb") as content:
        content.seek(first)
        left = last - first + 1
        while left and (piece := content.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
