import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError

from reglament.clerk import backing_up
from reglament.clerk.copies.archives import Manifest
from reglament.clerk.copies.trouble import Trouble


class Command(BaseCommand):
    help = (
        "Saves the database and every stored file in one archive, while Reglament goes on working; exit 1 when a file"
        " that the database names is missing."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            default=".",
            help="where to: a new file (.tar or .tar.gz), a folder, or - for standard output; default: this folder",
        )

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        at = datetime.now(UTC)
        try:
            if file == "-":
                manifest = _to_standard_output(at)
            else:
                target = _target(Path(file), at)
                manifest = backing_up.back_up(target, at=at)
                self.stdout.write(f"{target}\n{_said(manifest)}")
        except (Trouble, OperationalError, OSError) as failure:
            raise CommandError(str(failure)) from failure
        if manifest.absent:
            for name in manifest.absent:
                self.stderr.write(f"Нет файла / missing or damaged: {name}")
            raise SystemExit(1)


def _target(path: Path, at: datetime) -> Path:
    if path.is_dir():
        path = path / f"reglament-{at:%Y%m%d-%H%M%S}.tar"
    if path.exists():
        raise CommandError(f"Такой файл уже есть: {path}\nThere is such a file already: {path}")
    if not path.parent.is_dir():
        raise CommandError(f"Нет папки {path.parent}\nThere is no folder {path.parent}")
    return path.absolute()


def _to_standard_output(at: datetime) -> Manifest:
    with tempfile.TemporaryDirectory(prefix="reglament-backup-") as folder:
        manifest = backing_up.write(sys.stdout.buffer, Path(folder), at=at)
        sys.stdout.buffer.flush()
    return manifest


def _said(manifest: Manifest) -> str:
    """'cases 1200, events 9800, letters 4100, files 310'."""
    return ", ".join(f"{word} {number}" for word, number in manifest.counts.items())
