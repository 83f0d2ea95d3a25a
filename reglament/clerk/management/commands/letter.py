import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connection

from reglament.intake import receiving
from reglament.intake.mail import explain
from reglament.intake.mail.directory import Directory, EmptyDirectory
from reglament.intake.models import Receipt
from reglament.notifications import rounds

logger = structlog.get_logger("reglament.letter")
NOT_STORED = 75  # EX_TEMPFAIL: the mail server keeps the letter and tries again


class Command(BaseCommand):
    """R-09 … R-12  One letter from standard input, to the end; or an explanation that changes nothing."""

    help = "Takes one letter from standard input; with --explain judges letters and changes nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--explain", action="store_true", help="print the verdict, one JSON line a letter")
        parser.add_argument("--to", default="", help="the address the letter was sent to (envelope)")
        parser.add_argument("files", nargs="*", metavar="FILE", help="letters or folders of letters")

    def handle(self, *args: Any, **options: Any) -> None:
        _speak_utf8()
        if options["explain"]:
            self._explain(options["files"], options["to"])
        else:
            self._take_in(options["files"], options["to"])

    def _explain(self, names: list[str], to: str) -> None:
        directory = None if _has_database() else EmptyDirectory()
        failed = False
        for raw in _letters(names):
            if isinstance(raw, OSError):
                failed = True
                self.stderr.write(f"{raw.filename}: {raw.strerror}")
                continue
            self._say(_verdict(raw, to, directory))
        if failed:
            sys.exit(1)

    def _take_in(self, names: list[str], to: str) -> None:
        for raw in _letters(names):
            if isinstance(raw, OSError):
                _not_stored(f"{raw.filename}: {raw.strerror}")
            try:
                taken = receiving.take_in(raw, mailbox=to, at=datetime.now(UTC))
            except Exception as failure:  # whatever it was, the mail server still has the letter
                logger.exception("a letter was not taken in")
                _not_stored(str(failure))
            self._say(explain.line(taken.judgement, number=_number(taken.receipt)))
            _answer()

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _verdict(raw: bytes, to: str, directory: Directory | None) -> str:
    """Falls back to the shipped profiles when the database goes away in the middle."""
    try:
        return explain.line(receiving.weigh(raw, mailbox=to, at=datetime.now(UTC), directory=directory))
    except DatabaseError:
        judgement = receiving.weigh(raw, mailbox=to, at=datetime.now(UTC), directory=EmptyDirectory())
        return explain.line(judgement)


def _answer() -> None:
    """Without any worker; the letter is stored, so a failure here is the clerk's to mend, not the mail server's."""
    try:
        rounds.run(at=datetime.now(UTC))
    except Exception:
        logger.exception("the answers to a letter were not sent")


def _number(receipt: Receipt) -> str | None:
    return receipt.case.number if receipt.case else None


def _letters(names: list[str]) -> Iterator[bytes | OSError]:
    """The raw letters: of standard input without names, of every file of a folder in the order of their names."""
    if not names:
        yield sys.stdin.buffer.read()
    for name in names:
        path = Path(name)
        for file in _files_of(path) if path.is_dir() else [path]:
            try:
                yield file.read_bytes()
            except OSError as failure:
                yield failure


def _files_of(folder: Path) -> list[Path]:
    """Hidden ones are the folder's own affair, not letters."""
    return sorted(one for one in folder.rglob("*") if one.is_file() and not one.name.startswith("."))


def _has_database() -> bool:
    """Is there a database with our tables? Asking must not create an empty one."""
    name = settings.DATABASES["default"]["NAME"]
    if connection.vendor == "sqlite" and not (Path(name).exists() or str(name).startswith(("file:", ":memory:"))):
        return False
    try:
        return Receipt._meta.db_table in connection.introspection.table_names()
    except (DatabaseError, OSError):
        return False


def _not_stored(why: str) -> NoReturn:
    sys.stderr.write(f"Письмо не сохранено / The letter was not stored: {why}\n")
    sys.exit(NOT_STORED)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
