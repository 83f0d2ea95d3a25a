"""R-64  Files in pieces by the tus protocol 1.0 (https://tus.io): creation, termination, expiration, checksum."""

import base64
import binascii
import hashlib
import threading
from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reglament.cases.course import transferring
from reglament.cases.models import Transfer, TransferredFile
from reglament.clauses import Refused
from reglament.files import arriving
from reglament.portal import transfers
from reglament.portal.visitors import Visit

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,expiration,checksum"
ALGORITHMS = ("sha1", "sha256")
PIECES = "application/offset+octet-stream"
MISMATCH = 460
LONGEST_METADATA = 4096
View = Callable[..., HttpResponse]
# A slow line holds a thread of the server as long as its piece comes; one is always left for the pages.
_one_writer = threading.BoundedSemaphore(1)


class Answer(Exception):
    """What the protocol says instead of going on, in words for a person."""

    def __init__(self, status: int, sentence: object = "", **headers: object) -> None:
        super().__init__(status)
        self.status, self.sentence, self.headers = status, str(sentence), headers


def spoken(view: View) -> View:
    """Puts what went wrong into the words of tus; a stranger is told to sign in, in words a program can show."""

    @wraps(view)
    def handle(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        visit = cast(Visit, request)
        visit.at = timezone.now()
        try:
            if not request.user.is_authenticated or request.user.is_staff_member:
                raise Answer(
                    401, _("Your session has ended. Sign in and choose the same file: it goes on where it was.")
                )
            response = view(visit, *args, **kwargs)
        except Answer as answer:
            response = _answered(answer.status, answer.sentence, **answer.headers)
        except Http404:
            response = _answered(404, _("There is no such transfer. Open it from the page of the case."))
        except arriving.Busy:
            response = _answered(423, _("The file is being sent from another page."), retry_after=1)
        except Refused as refused:
            response = _answered(403, refused.sentence)
        response["Tus-Resumable"] = VERSION
        response["Cache-Control"] = "no-store"
        return response

    handle.visitors = "customers"  # type: ignore[attr-defined]
    return handle


@require_http_methods(["OPTIONS", "POST"])
@spoken
def uploads(request: Visit, number: str, token: str) -> HttpResponse:
    """What the server can do, or a new file."""
    found = transfers.find(request, number, token)
    if request.method == "OPTIONS":
        return _answered(
            204, tus_version=VERSION, tus_extension=EXTENSIONS, tus_max_size=found.most_bytes,
            tus_checksum_algorithm=",".join(ALGORITHMS),
        )  # fmt: skip
    _require_version(request)
    _require_open(found, request)
    size = _number(request, "Upload-Length")
    left = transferring.room(found)
    if size > left:
        raise Answer(413, transferring.too_large(left))
    file = transferring.announce(found, name=_name(request), size=size, by=request.user, at=request.at)
    if size == 0:
        with arriving.held(file.key):
            transferring.finish(file, at=request.at)
    where = request.build_absolute_uri(transfers.address("transfer_upload", found, file.key))
    return _answered(201, location=where, upload_expires=_expires(found))


@require_http_methods(["HEAD", "PATCH", "DELETE", "POST"])
@spoken
def upload(request: Visit, number: str, token: str, key: UUID) -> HttpResponse:
    """How much has come, a piece more, or: it is not wanted any more."""
    found = transfers.find(request, number, token)
    file = found.files.select_related("by__company", "entry").filter(key=key).first()
    if file is None:
        raise Http404
    _require_version(request)
    file.transfer = found
    method = request.headers.get("X-HTTP-Method-Override") if request.method == "POST" else request.method
    if method == "HEAD" and file.entry is None:
        _require_open(found, request)
    if method == "HEAD":
        return _answered(200, upload_offset=_come(file), upload_length=file.size, upload_expires=_expires(found))
    _require_open(found, request)
    if method == "PATCH":
        return _take(request, file)
    if method != "DELETE":
        raise Answer(405)
    with arriving.held(file.key):
        if file.entry:
            raise Answer(403, _("The file stands in the case already."))
        transferring.drop(file)
    return _answered(204)


def _take(request: Visit, file: TransferredFile) -> HttpResponse:
    if request.content_type != PIECES:
        raise Answer(415)
    length, offset = _number(request, "Content-Length"), _number(request, "Upload-Offset")
    if file.entry:
        return _said_again(file, offset, length)
    if not _one_writer.acquire(blocking=False):
        raise Answer(503, _("Several files are coming at once. Wait a moment."), retry_after=1)
    try:
        with arriving.held(file.key) as part:
            come = part.tell()
            if offset != come:
                raise Answer(409, _("The file has come up to another place."), upload_offset=come)
            if come + length > file.size:
                raise Answer(413, _("More came than was announced. Choose the file again."))
            come += _append(request, part, length)
            if come == file.size:
                transferring.finish(file, at=timezone.now())
    finally:
        _one_writer.release()
    return _answered(204, upload_offset=come, upload_expires=_expires(file.transfer))


def _said_again(file: TransferredFile, offset: int, length: int) -> HttpResponse:
    """The answer to the last piece was lost: all has come, and there is nothing more to take."""
    if (offset, length) != (file.size, 0):
        raise Answer(403, _("The file stands in the case already."))
    return _answered(204, upload_offset=file.size)


def _append(request: Visit, part: Any, length: int) -> int:
    """Bytes that came; with a checksum all of them or none."""
    algorithm, wanted = _checksum(request)
    digest, before = hashlib.new(algorithm or "sha1", usedforsecurity=False), part.tell()
    try:
        come = arriving.append(part, request.read, length, digest.update if algorithm else len)
    except OSError:  # the line broke: what has come stays
        come = part.tell() - before
    if algorithm and digest.digest() != wanted:
        part.truncate(before)
        raise Answer(MISMATCH, _("A piece was damaged on its way. It is sent again."))
    return come


def _require_version(request: Visit) -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        raise Answer(412, tus_version=VERSION)


def _require_open(found: Transfer, request: Visit) -> None:
    if not found.is_open(request.at):
        raise Answer(410, transferring.CLOSED)


def _checksum(request: Visit) -> tuple[str, bytes]:
    value = request.headers.get("Upload-Checksum", "")
    if not value:
        return "", b""
    algorithm, _blank, encoded = value.partition(" ")
    try:
        wanted = base64.b64decode(encoded, validate=True)
    except binascii.Error as failure:
        raise Answer(400) from failure
    if algorithm not in ALGORITHMS:
        raise Answer(400)
    return algorithm, wanted


def _number(request: Visit, name: str) -> int:
    value = request.headers.get(name, "")
    if not (value.isascii() and value.isdecimal() and len(value) < 16):
        raise Answer(411 if name == "Content-Length" else 400)
    return int(value)


def _name(request: Visit) -> str:
    """`filename` of the metadata: pairs of a key and its value in base64."""
    metadata = request.headers.get("Upload-Metadata", "")[:LONGEST_METADATA]
    pairs = (pair.strip().partition(" ") for pair in metadata.split(","))
    encoded = next((value for key, _blank, value in pairs if key == "filename"), "")
    try:
        return base64.b64decode(encoded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as failure:
        raise Answer(400) from failure


def _come(file: TransferredFile) -> int:
    return file.size if file.entry else arriving.length(file.key)


def _expires(found: Transfer) -> str:
    return http_date(found.expires_at.timestamp())


def _answered(status: int, sentence: object = "", **headers: object) -> HttpResponse:
    response = HttpResponse(str(sentence), status=status, content_type="text/plain; charset=utf-8")
    for name, value in headers.items():
        response[name.replace("_", "-").title()] = str(value)
    return response
