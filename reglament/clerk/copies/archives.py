"""The archive of a backup: a plain tar whose last members say what every other byte must be.

Any `tar` opens it. It is written and read here block by block, forward only, so that it may go through a pipe and
no byte is left unchecked: headers must be as we write them, and what fills up a block must be zero.
"""

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tarfile import GNU_FORMAT, HeaderError, TarInfo
from typing import IO, Any

from reglament.clerk.copies.trouble import Trouble

BLOCK, PIECE = 512, 1024 * 1024
MANIFEST, SEAL = "manifest.json", "manifest.json.sha256"
FORMAT = 1
ALLOWED = re.compile(r"database\.(sqlite3|dump)|files/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}|manifest\.json(\.sha256)?")
UNREADABLE = (OSError, EOFError, ValueError, TypeError, KeyError, AttributeError, HeaderError, zlib.error)


@dataclass(frozen=True, slots=True)
class Member:
    sha256: str
    size: int


@dataclass
class Manifest:
    """What the archive holds. `rows` counts every table; `absent` names files that were gone when it was made."""

    made_at: str
    version: str
    engine: str
    migrations: list[str]
    counts: dict[str, int]
    rows: dict[str, int]
    absent: list[str] = field(default_factory=list)
    members: dict[str, Member] = field(default_factory=dict)
    format: int = FORMAT


class Content:
    """The bytes of one member, read once, in pieces; `sha256` is of what was read so far."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream, self._left, self._digest = stream, size, hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        while self._left:
            piece = self._stream.read(min(PIECE, self._left))
            if not piece:
                raise EOFError
            self._left -= len(piece)
            self._digest.update(piece)
            yield piece

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


def add(archive: IO[bytes], name: str, content: IO[bytes], size: int, *, mtime: int) -> Member:
    """Writes one member of `size` bytes; raises EOFError when the content is shorter."""
    archive.write(_header(name, size, mtime))
    taken = Content(content, size)
    for piece in taken:
        archive.write(piece)
    archive.write(b"\0" * (-size % BLOCK))
    return Member(taken.sha256, size)


def finish(archive: IO[bytes], manifest: Manifest, *, mtime: int) -> None:
    """Writes what makes the archive complete; without it nothing restores it."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
    for name, content in ((MANIFEST, text), (SEAL, _seal(text))):
        archive.write(_header(name, len(content), mtime) + content + b"\0" * (-len(content) % BLOCK))
    archive.write(b"\0" * 2 * BLOCK)


def members(path: Path) -> Iterator[tuple[str, int, Content]]:
    """Name, size and content of each member, in order; raises one of UNREADABLE for a byte that is not ours."""
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        stream: Any = gzip.GzipFile(fileobj=raw) if packed else raw
        while (block := stream.read(BLOCK)).strip(b"\0"):
            header = TarInfo.frombuf(block, "ascii", "strict")
            if not ALLOWED.fullmatch(header.name) or block != _header(header.name, header.size, int(header.mtime)):
                raise ValueError(header.name)
            content = Content(stream, header.size)
            yield header.name, header.size, content
            for _rest in content:
                pass
            _require_zeros(stream.read(-header.size % BLOCK))
        while block:
            _require_zeros(block)
            block = stream.read(PIECE)


def verify(path: Path) -> Manifest:
    """Reads the archive to its end; raises Trouble with the name of what is not as it was written."""
    found: dict[str, Member] = {}
    texts: dict[str, bytes] = {}
    name = path.name
    try:
        for name, size, content in members(path):
            if name in (MANIFEST, SEAL):
                texts[name] = b"".join(content)
            else:
                for _piece in content:
                    pass
                found[name] = Member(content.sha256, size)
        manifest = _opened(texts)
    except UNREADABLE as failure:
        raise damaged(path, name) from failure
    for name in sorted(manifest.members.keys() | found.keys()):
        if manifest.members.get(name) != found.get(name):
            raise damaged(path, name)
    return manifest


def damaged(path: Path, name: str) -> Trouble:
    """The one sentence for every byte that is not as it was written."""
    return Trouble(
        f"Архив повреждён или не дописан: {name}. Ничего не изменено; возьмите другую копию.",
        f"The archive is damaged or incomplete: {name}. Nothing was changed; take another copy ({path.name}).",
    )


def _opened(texts: dict[str, bytes]) -> Manifest:
    text = texts[MANIFEST]
    if texts[SEAL] != _seal(text):
        raise ValueError(MANIFEST)
    values = json.loads(text)
    return Manifest(**(values | {"members": {name: Member(**row) for name, row in values["members"].items()}}))


def _header(name: str, size: int, mtime: int) -> bytes:
    header = TarInfo(name)
    header.size, header.mtime, header.mode = size, mtime, 0o600
    return header.tobuf(GNU_FORMAT, "ascii", "strict")


def _seal(text: bytes) -> bytes:
    """As `sha256sum` writes and checks it."""
    return f"{hashlib.sha256(text).hexdigest()}  {MANIFEST}\n".encode()


def _require_zeros(filling: bytes) -> None:
    if filling.strip(b"\0"):
        raise ValueError("the end of a block")
