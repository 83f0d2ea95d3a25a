"""Takes a verified archive apart: the database to a place where it waits, the files to where they are kept."""

import hashlib
import os
from pathlib import Path

from reglament.clerk.copies import archives
from reglament.clerk.copies.archives import Content, Manifest

FILES = "files/"


def unpack(archive: Path, manifest: Manifest, *, database: Path, root: Path | None) -> None:
    """Writes the database's copy to `database` and, with `root`, the files below it; all is on the disk at the end."""
    for name, _size, content in archives.members(archive):
        if name == database.name:
            _write(database, content)
        elif root and is_whole(manifest, name):
            _keep(root / name.removeprefix(FILES), content)
        else:
            continue
        if content.sha256 != manifest.members[name].sha256:
            raise archives.damaged(archive, name)


def is_whole(manifest: Manifest, name: str) -> bool:
    """Whether the archive holds this file and its content is what its name says."""
    return name in manifest.members and manifest.members[name].sha256 == name[-64:]


def _keep(target: Path, content: Content) -> None:
    """A file that is there already stays when it is whole."""
    if target.is_file() and _sha256(target) == target.name:
        for _piece in content:
            pass
        return
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    arriving = target.with_name(f"arriving-{target.name}")
    _write(arriving, content)
    os.replace(arriving, target)
    sync(target.parent)


def _write(path: Path, content: Content) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for piece in content:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def sync(path: Path) -> None:
    """Not before the disk has it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
