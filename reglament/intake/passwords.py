"""Passwords of mailboxes lie in files of their own: whoever reads the database or a copy of it cannot read our mail."""

import os
import tempfile
from pathlib import Path

from django.conf import settings

from reglament.intake.models import Mailbox


def keep(mailbox: Mailbox, password: str) -> None:
    """Replaces the password; the file is readable by its owner alone."""
    path = _path(mailbox)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(password)
    os.replace(name, path)


def of(mailbox: Mailbox) -> str:
    """The password, '' when none was given."""
    try:
        return _path(mailbox).read_text("utf-8")
    except FileNotFoundError:
        return ""


def _path(mailbox: Mailbox) -> Path:
    return Path(settings.DATA) / "secrets" / f"mailbox-{mailbox.pk}"
