"""What comes with a form is bounded before a page looks at it: no upload fills the disk (R-61)."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, QueryDict

from reglament.cases.course import transferring
from reglament.clauses import Refused
from reglament.contracts.extremes import largest
from reglament.files import limits, terms
from reglament.files.spooling import Spooling
from reglament.portal import transfers

FORM_ROOM = 4 * 1024 * 1024
"""Bytes of a form around its files."""
READS_ON = 4
"""So many times what may be attached is read to the end, so that the form comes back with all that was typed."""


def readable() -> int:
    """Bytes of a request from which on it is not read at all."""
    return FORM_ROOM + READS_ON * largest(terms.MAX_BYTES)


PIECES = "application/offset+octet-stream"


def is_read_by_its_page(request: HttpRequest) -> bool:
    """R-64  A piece of a large file: nothing here reads it, its page takes no more than was announced."""
    return request.content_type == PIECES


def may_be_long(request: HttpRequest) -> bool:
    """R-64  Is this address one where large files are passed?"""
    return "/transfers/" in request.path_info


def make_room(request: HttpRequest) -> tuple[int, str]:
    """Bytes of this request that are read, and the sentence about more: R-64 for a transfer's form, else R-61."""
    room = transfers.room(request)
    if not room:
        return readable(), limits.too_large(largest(terms.MAX_BYTES))
    request.upload_handlers = [Bounded(request, room), Spooling(request)]
    return FORM_ROOM + room, transferring.too_large(room)


def typed(request: HttpRequest) -> QueryDict:
    """The fields that stand before the first file of a request that is too large to be read."""
    request.upload_handlers = [Stopping(request)]
    try:
        return request.POST
    except RequestDataTooBig:
        return QueryDict()


class TooLarge(UploadedFile):  # type: ignore[type-arg]  # Django itself takes no argument there
    """A file that was not kept: `size` is more than any limit allows, and there is nothing to read."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        raise Refused("R-61", limits.too_large(largest(terms.MAX_BYTES)))


class Bounded(FileUploadHandler):
    """Stands before Django's own handlers: what goes beyond the largest limit is read and not written anywhere."""

    def __init__(self, request: HttpRequest | None = None, most: int | None = None) -> None:
        super().__init__(request)
        self._kept, self._most_known = 0, most

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._most = largest(terms.MAX_BYTES) if self._most_known is None else self._most_known
        self._here, self._is_over = 0, False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self._here += len(raw_data)
        if not self._is_over and self._kept + self._here > self._most:
            self._is_over = True
            self._let_go()
        return None if self._is_over else raw_data

    def _let_go(self) -> None:
        """What the other handlers have of this file leaves the disk at once."""
        for handler in self.request.upload_handlers if self.request else ():
            if file := getattr(handler, "file", None):
                file.close()

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        if self._is_over:
            return TooLarge(name=self.file_name, content_type=self.content_type, size=max(file_size, self._most + 1))
        self._kept += self._here
        return None


class Stopping(FileUploadHandler):
    """Ends the reading where the first file begins."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None
