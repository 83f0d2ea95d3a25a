"""R-60  What the scanner has not found clean is given to nobody; a scanner that is away is asked again."""

import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory

from reglament.clauses import Refused
from reglament.clerk import large_scans, rounds
from reglament.files import clamd, quarantining, scanning, serving, storing
from reglament.files.models import StoredFile
from tests.cast import NOON
from tests.files.scanner import DEEP, EICAR, NAME, scanner

CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def folder() -> Iterator[Path]:
    """Short: the path of a socket has 107 characters at most."""
    with tempfile.TemporaryDirectory(prefix="scan-", dir="/tmp") as name:
        yield Path(name)


def told(file: StoredFile) -> str:
    file.refresh_from_db()
    return quarantining.reason(file)


@pytest.mark.parametrize("by_net", [False, True])
def test_it_is_asked_as_clamd_is(folder: Path, by_net: bool) -> None:
    with scanner(None if by_net else folder / "s") as (address, seen):
        assert clamd.threat_in([b"journal ", b"", b"of a switch"], address) == ""
        assert clamd.threat_in([EICAR[:30], EICAR[30:]], address) == NAME
        assert clamd.threat_in([], address) == ""
    assert seen == [19, len(EICAR), 0]


def test_what_it_does_not_look_at_is_not_clean(folder: Path) -> None:
    with (
        scanner(folder / "s", most=100_000) as (address, _seen),
        pytest.raises(clamd.Unanswered, match="size limit exceeded"),
    ):
        clamd.threat_in((b"x" * clamd.PIECE for _piece in range(400)), address)
    with scanner(folder / "s") as (address, _seen), pytest.raises(clamd.Unanswered, match="Limits"):
        clamd.threat_in([DEEP], address)
    with pytest.raises(clamd.Unanswered):
        clamd.threat_in([b"x"], str(folder / "s"))


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("/run/clamd.sock", True), ("127.0.0.1:3310", True), ("[::1]:3310", True), ("clamd", False), ("a b:1", False)],
)
def test_an_address_is_a_path_or_host_and_port(text: str, is_one: bool) -> None:
    assert clamd.is_address(text) is is_one


def test_without_a_scanner_everything_is_given(db: None) -> None:
    file = storing.store(EICAR, at=NOON)
    assert scanning.scan_due(at=NOON) == 0
    assert told(file) == ""


def test_a_clean_file_is_given_after_its_scan(db: None, folder: Path, settings: Any) -> None:
    file = storing.store(b"journal", at=NOON)
    with scanner(folder / "s") as (address, seen):
        settings.CLAMAV = address
        assert "проверяется" in told(file)
        with pytest.raises(Refused, match="проверяется"):
            serving.serve(RequestFactory().get("/"), file, "journal.log")
        assert scanning.scan_due(at=NOON) == 1
        assert scanning.scan_due(at=NOON) == 0
    assert told(file) == ""
    assert serving.serve(RequestFactory().get("/"), file, "journal.log").status_code == 200
    assert seen == [7]


def test_an_infected_one_never_is(db: None, folder: Path, settings: Any) -> None:
    file = storing.store(EICAR, at=NOON)
    with scanner(folder / "s") as (address, _seen):
        settings.CLAMAV = address
        scanning.scan_due(at=NOON)
    settings.CLAMAV = ""
    assert NAME in told(file)
    with pytest.raises(Refused, match=NAME):
        serving.serve(RequestFactory().get("/"), file, "invoice.exe")
    assert told(storing.store(EICAR, at=NOON + MINUTE)) == told(file)


def test_a_scanner_that_is_away_lets_nothing_through(db: None, folder: Path, settings: Any) -> None:
    settings.CLAMAV = str(folder / "s")
    files = [storing.store(b"one", at=NOON), storing.store(b"two", at=NOON)]
    assert scanning.scan_due(at=NOON) == 0
    assert "не удалось" in told(files[0])
    assert "проверяется" in told(files[1])
    with scanner(folder / "s"):
        assert scanning.scan_due(at=NOON + timedelta(seconds=5)) == 1
        assert scanning.scan_due(at=NOON + MINUTE) == 1
    assert [told(file) for file in files] == ["", ""]


def test_one_too_big_for_it_does_not_keep_the_others_waiting(db: None, folder: Path, settings: Any) -> None:
    big, small = storing.store(b"x" * 300_000, at=NOON), storing.store(b"y", at=NOON)
    with scanner(folder / "s", most=100_000) as (settings.CLAMAV, _seen):
        scanning.scan_due(at=NOON)
        scanning.scan_due(at=NOON + timedelta(seconds=1))
    assert "не удалось" in told(big)
    assert told(small) == ""


@pytest.mark.django_db(transaction=True)
def test_a_large_one_keeps_nothing_waiting(folder: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "LARGE", 1000)
    large, small = storing.store(b"x" * 1001, at=NOON), storing.store(b"y", at=NOON)
    with scanner(folder / "s") as (settings.CLAMAV, _seen):
        rounds.scan_files(NOON, lambda: False)
        assert told(small) == ""
        for thread in threading.enumerate():
            if thread.name == large_scans.NAME:
                thread.join(10)
    assert told(large) == ""


@pytest.mark.skipif(CLAMD is None, reason="no clamd here")
def test_the_real_one_understands_us(folder: Path) -> None:
    (folder / "db").mkdir()
    (folder / "db" / "test.ndb").write_text(f"Test.Own:0:*:{EICAR.hex()}\n")
    (folder / "clamd.conf").write_text(
        f"LocalSocket {folder}/s\nDatabaseDirectory {folder}/db\nForeground yes\nStreamMaxLength 1M\n"
    )
    process = subprocess.Popen([str(CLAMD), "-c", str(folder / "clamd.conf")])
    try:
        deadline = time.monotonic() + 30
        while not (folder / "s").exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert clamd.threat_in([b"journal"], str(folder / "s")) == ""
        assert clamd.threat_in([EICAR], str(folder / "s"))
        with pytest.raises(clamd.Unanswered, match="size limit"):
            clamd.threat_in((b"x" * clamd.PIECE for _piece in range(64)), str(folder / "s"))
    finally:
        process.terminate()
        process.wait(10)
