"""Catalogues are compiled without gettext; what is unfinished or says two things is refused."""

from pathlib import Path

import polib
import pytest

from reglament.ui import messages


def write(rooms: Path, room: str, *entries: polib.POEntry) -> Path:
    path = rooms / room / "locale/ru/LC_MESSAGES/django.po"
    path.parent.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    catalogue.extend(entries)
    catalogue.save(str(path))
    return path


def test_a_catalogue_is_compiled(tmp_path: Path) -> None:
    path = write(tmp_path, "ui", polib.POEntry(msgid="Reply", msgstr="Ответ"))
    assert messages.compile_all(tmp_path) == []
    assert polib.mofile(str(path.with_suffix(".mo"))).find("Reply").msgstr == "Ответ"


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        (polib.POEntry(msgid="Reply", msgstr="Ответ", flags=["fuzzy"]), "fuzzy: 'Reply'"),
        (polib.POEntry(msgid="Reply", msgstr=""), "not translated: 'Reply'"),
    ],
)
def test_what_is_unfinished_is_refused(tmp_path: Path, entry: polib.POEntry, complaint: str) -> None:
    write(tmp_path, "ui", entry)
    assert messages.compile_all(tmp_path) == [f"ui/locale/ru/LC_MESSAGES/django.po: {complaint}"]


def test_two_rooms_may_not_say_it_differently(tmp_path: Path) -> None:
    write(tmp_path, "desk", polib.POEntry(msgid="Reply", msgstr="Ответ"))
    write(tmp_path, "portal", polib.POEntry(msgid="Reply", msgstr="Ответить"))
    write(tmp_path, "ui", polib.POEntry(msgid="Reply", msgctxt="button", msgstr="Ответить"))
    (complaint,) = messages.compile_all(tmp_path)
    assert "'Reply' is 'Ответить' here and 'Ответ' in desk" in complaint


def test_main_speaks_and_fails(tmp_path: Path, monkeypatch, capsys) -> None:
    write(tmp_path, "ui", polib.POEntry(msgid="Reply", msgstr=""))
    monkeypatch.setattr(messages, "compile_all", lambda rooms=tmp_path: ["ui: not translated: 'Reply'"])
    assert messages.main() == 1
    assert "not translated" in capsys.readouterr().err
