"""A file of a plain form that is too large for memory: it goes to the disk beside the kept ones as it comes."""

import os
import tempfile
from pathlib import Path
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from reglament.files import arriving


class Spooled(UploadedFile):  # type: ignore[type-arg]  # Django itself takes no argument there
    """Its temporary file leaves the disk when it is closed; whoever links it elsewhere keeps the bytes."""

    def __init__(self, spool: IO[bytes], name: str, size: int) -> None:
        super().__init__(spool, name, "application/octet-stream", size)
        self._spool = spool

    def whole(self) -> Path:
        """The file, with every byte on the disk."""
        self._spool.flush()
        os.fsync(self._spool.fileno())
        return Path(self._spool.name)


class Spooling(FileUploadHandler):
    """Stands behind a handler that bounds what comes."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        # Open until the request ends.
        self.file = tempfile.NamedTemporaryFile(dir=arriving.root(), prefix="form-")  # noqa: SIM115

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> Spooled:
        self.file.seek(0)
        return Spooled(self.file, self.file_name or "", file_size)

    def upload_interrupted(self) -> None:
        if file := getattr(self, "file", None):
            file.close()
