"""A backup is rehearsed: everything is as it was, on both databases, whatever happened in between."""

import gzip
import random
import stat
import subprocess
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from reglament.cases.models import Case, CaseEvent
from reglament.clerk.copies import archives
from reglament.files.models import StoredFile
from reglament.people.models import Account, Company
from tests.clerk.installations import JOURNAL, Installation, Made, OnSqlite, opened


@pytest.fixture
def archive(installation: Installation, tmp_path: Path) -> Path:
    """A backup of the installation as it was filled."""
    return backup(tmp_path / "kept.tar")


def backup(path: Path) -> Path:
    call_command("backup", str(path), stdout=StringIO())
    return path


def restore(path: Path, *options: str) -> str:
    out = StringIO()
    call_command("restore", str(path), *options, stdout=out, stderr=out)
    return out.getvalue()


def spoil(installation: Installation) -> None:
    """A day that nobody wants back: people renamed, the journal cut, a file lost, tables nobody knows the rows of."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_deadline")
        cursor.execute("DELETE FROM cases_caseevent WHERE id > 3")
        cursor.execute("UPDATE people_account SET full_name = 'Кто-то другой'")
    Company.objects.create(name="Лишняя", short_name="Лишняя", name_folded="лишняя")
    next(path for path in installation.files.rglob("*") if path.is_file()).unlink()


def test_everything_is_as_before(installation: Installation, archive: Path) -> None:
    rows, contents = installation.rows(), installation.contents()
    assert CaseEvent.objects.count() > 10
    spoil(installation)
    assert installation.rows() != rows
    said = restore(archive, "--replace")
    assert "cases 3" in said
    assert installation.rows() == rows
    assert installation.contents() == contents
    assert JOURNAL in contents.values()


def test_a_lost_host_comes_back_from_the_archive_alone(archive: Path, made: Made, tmp_path: Path) -> None:
    with opened(made.empty(tmp_path / "new"), tmp_path / "new") as fresh:
        restore(archive)
        assert Case.objects.count() == 3
        assert JOURNAL in fresh.contents().values()
        # New rows get new keys: the sequences came back with the tables.
        Company.objects.create(name="Новая", short_name="Новая", name_folded="новая")


def test_data_are_not_replaced_by_the_way(installation: Installation, archive: Path) -> None:
    Account.objects.update(full_name="Новое имя")
    with pytest.raises(CommandError, match=r"--replace"):
        restore(archive)
    assert Account.objects.filter(full_name="Новое имя").exists()


def test_writing_goes_on_while_the_copy_is_made(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = archives.add

    def add_and_write(*args: Any, **options: Any) -> archives.Member:
        CaseEvent.objects.filter(kind="case.taken").delete()
        return add(*args, **options)

    before = CaseEvent.objects.count()
    monkeypatch.setattr(archives, "add", add_and_write)
    kept = backup(tmp_path / "kept.tar")
    assert CaseEvent.objects.count() < before
    restore(kept, "--replace")
    assert CaseEvent.objects.count() == before


def test_a_flipped_byte_is_refused(installation: Installation, archive: Path) -> None:
    rows, whole = installation.rows(), archive.read_bytes()
    chance = random.Random(1)
    places = [0, 150, 511, 512, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(40))]
    # The last members, where the archive says what the rest must be, with the zeros that fill their blocks.
    places += range(len(whole) - 3000, len(whole), 37)
    for place in places:
        archive.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(CommandError, match="повреждён"):
            restore(archive, "--replace")
    assert installation.rows() == rows


def test_damage_is_named(archive: Path) -> None:
    whole = archive.read_bytes()
    place = whole.index(JOURNAL)
    archive.write_bytes(whole[: place + 5] + b"?" + whole[place + 6 :])
    with pytest.raises(CommandError, match=StoredFile.objects.get(size=len(JOURNAL)).sha256):
        restore(archive, "--check")


def test_half_an_archive_is_refused(archive: Path) -> None:
    whole = archive.read_bytes()
    for size in (0, 100, len(whole) // 2, len(whole) - 3000):
        archive.write_bytes(whole[:size])
        with pytest.raises(CommandError, match="не дописан"):
            restore(archive, "--check")


def test_a_missing_file_is_named_and_the_rest_is_saved(installation: Installation, tmp_path: Path) -> None:
    gone = StoredFile.objects.get(size=len(JOURNAL))
    (installation.files / gone.path).unlink()
    said = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("backup", str(tmp_path / "kept.tar"), stdout=said, stderr=said)
    assert ended.value.code == 1
    assert gone.sha256 in said.getvalue()
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("restore", str(tmp_path / "kept.tar"), "--check", stdout=said, stderr=said)
    assert gone.sha256 in said.getvalue()
    assert "cases 3" in said.getvalue()


def test_a_file_that_rotted_is_named(installation: Installation, tmp_path: Path) -> None:
    rotten = StoredFile.objects.get(size=len(JOURNAL))
    (installation.files / rotten.path).write_bytes(b"?" * len(JOURNAL))
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("backup", str(tmp_path / "kept.tar"), stdout=said, stderr=said)
    assert rotten.sha256 in said.getvalue()


def test_a_check_changes_nothing(installation: Installation, archive: Path) -> None:
    spoil(installation)
    rows, contents = installation.rows(), installation.contents()
    assert "cases 3" in restore(archive, "--check")
    assert installation.rows() == rows
    assert installation.contents() == contents
    assert sorted(path.name for path in installation.folder.iterdir() if path.name.startswith(".")) == []


def test_only_the_owner_reads_what_was_saved(installation: Installation, archive: Path) -> None:
    restore(archive, "--replace")
    kept = [archive, *(path for path in installation.folder.rglob("*") if path.is_file())]
    open_ones = [path for path in kept if stat.S_IMODE(path.stat().st_mode) & 0o077 and path.suffix != ""]
    assert open_ones == []
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_a_packed_archive_and_one_through_a_pipe(
    installation: Installation, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    rows = installation.rows()
    packed = backup(tmp_path / "kept.tar.gz")
    assert gzip.decompress(packed.read_bytes())[257:262] == b"ustar"
    call_command("backup", "-")
    piped = tmp_path / "piped.tar"
    piped.write_bytes(capfdbinary.readouterr().out)
    for kept in (packed, piped):
        spoil(installation)
        restore(kept, "--replace")
        assert installation.rows() == rows


def test_any_tar_opens_it(archive: Path, tmp_path: Path) -> None:
    subprocess.run(["tar", "-xf", archive, "-C", tmp_path], check=True)
    assert (
        subprocess.run(["sha256sum", "-c", "manifest.json.sha256"], cwd=tmp_path, capture_output=True).returncode == 0
    )


def test_an_archive_is_never_overwritten(archive: Path) -> None:
    with pytest.raises(CommandError, match="уже есть"):
        backup(archive)


def test_a_folder_gets_a_dated_archive(installation: Installation, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    backup(folder)
    (made,) = folder.iterdir()
    assert made.name.startswith("reglament-20") and made.suffix == ".tar"


def test_an_archive_of_a_newer_version_is_refused(installation: Installation, tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '9999_later', '2026-01-01')"
        )
    with pytest.raises(CommandError, match="более новой версией"):
        restore(backup(tmp_path / "later.tar"), "--replace")


def test_an_archive_of_an_older_version_is_brought_up_to_date(installation: Installation, tmp_path: Path) -> None:
    call_command("migrate", "auth", "0011", verbosity=0)
    kept = backup(tmp_path / "older.tar")
    assert "Проверено" in restore(kept, "--check")
    restore(kept, "--replace")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations WHERE name LIKE '0012_alter%%first_name%%'")
        assert cursor.fetchone() == (1,)


def test_a_database_in_use_is_left_alone(installation: Installation, archive: Path) -> None:
    spoil(installation)
    rows = installation.rows()
    neighbour = connection.copy()
    try:
        with neighbour.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM cases_case")
            cursor.fetchone()
            with pytest.raises(CommandError, match="остановите Регламент"):
                restore(archive, "--replace")
    finally:
        neighbour.close()
    assert installation.rows() == rows


def test_a_ruined_database_is_replaced(on_sqlite: OnSqlite, tmp_path: Path, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock(), opened(on_sqlite.copy(tmp_path / "data"), tmp_path / "data") as installation:
        kept = backup(tmp_path / "kept.tar")
        connection.close()
        (installation.folder / "reglament.sqlite3").write_bytes(b"not a database" * 1000)
        with pytest.raises(CommandError, match="--replace"):
            restore(kept)
        restore(kept, "--replace")
        assert Case.objects.count() == 3
