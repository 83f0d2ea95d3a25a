from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError

from reglament.clerk import restoring
from reglament.clerk.copies.trouble import Trouble


class Command(BaseCommand):
    help = "Brings a backup back: the database and the files. Exit 1 when a file that the database names is missing."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="an archive made by `reglament backup`")
        parser.add_argument(
            "--check", action="store_true", help="restore into a scratch database and compare; nothing changes"
        )
        parser.add_argument("--replace", action="store_true", help="replace the data that is there")

    def handle(self, *args: Any, file: Path, check: bool, replace: bool, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"Нет такого файла: {file}\nThere is no such file: {file}")
        try:
            manifest = restoring.rehearse(file) if check else restoring.restore(file, replace=replace)
        except (Trouble, OperationalError, OSError) as failure:
            raise CommandError(str(failure)) from failure
        counts = ", ".join(f"{word} {number}" for word, number in manifest.counts.items())
        done = "Проверено / checked" if check else "Восстановлено / restored"
        self.stdout.write(f"{done}: {manifest.made_at}, {manifest.version}, {counts}")
        if manifest.absent:
            for name in manifest.absent:
                self.stderr.write(f"Нет файла / missing or damaged: {name}")
            raise SystemExit(1)
