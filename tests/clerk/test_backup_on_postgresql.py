"""What PostgreSQL's own programs do for a backup: found, new enough, and told no secret that others can read."""

import subprocess
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from reglament.cases.models import Case
from reglament.clerk.copies import programs
from tests.clerk.installations import Installation, OnPostgresql, opened


@pytest.fixture
def installation(on_postgresql: OnPostgresql, tmp_path: Path, django_db_blocker: Any) -> Iterator[Installation]:
    programs.found.cache_clear()
    with django_db_blocker.unblock(), opened(on_postgresql.copy(tmp_path / "data"), tmp_path / "data") as found:
        yield found
    programs.found.cache_clear()


def run(command: str, *arguments: str) -> None:
    call_command(command, *arguments, stdout=StringIO(), stderr=StringIO())


def test_without_its_programs_it_says_what_to_install(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match=r"(?s)Не найдена программа pg_dump.*pg_dump is missing"):
        run("backup", str(tmp_path / "kept.tar"))
    assert not (tmp_path / "kept.tar").exists()


def test_programs_older_than_the_server_are_refused(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "DEBIAN", tmp_path / "nowhere")
    monkeypatch.setenv("PATH", str(tmp_path))
    older = tmp_path / "pg_dump"
    older.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    older.chmod(0o700)
    with pytest.raises(CommandError, match=r"(?s)pg_dump версии 9 старше сервера.*older than the server"):
        run("backup", str(tmp_path / "kept.tar"))


def test_a_newer_program_beside_an_old_one_is_found(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = programs.found("pg_dump")
    programs.found.cache_clear()
    monkeypatch.setattr(programs, "_candidates", lambda name: ["/bin/false", new])
    assert programs.found("pg_dump") == new


def test_the_password_stands_on_no_command_line(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "пароль-базы"
    connection.settings_dict["PASSWORD"] = secret
    connection.close()
    spoken: list[str] = []
    given: list[str] = []

    class Watched(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, command: list[str], **options: Any) -> None:
            spoken.extend(command)
            given.append((options.get("env") or {}).get("PGPASSWORD", ""))
            super().__init__(command, **options)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    run("backup", str(tmp_path / "kept.tar"))
    run("restore", str(tmp_path / "kept.tar"), "--check")
    assert {Path(word).name for word in spoken} >= {"pg_dump", "pg_restore", "psql"}
    assert secret in given
    assert secret not in " ".join(spoken)


def test_a_failure_halfway_takes_everything_back(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables stand where the dump wants to put its own: psql stops after it has dropped one."""
    run("backup", str(tmp_path / "kept.tar"))
    rows = installation.rows()
    monkeypatch.setattr(type(connection.introspection), "django_table_names", lambda *_, **__: ["cases_deadline"])
    with pytest.raises(CommandError, match="already exists"):
        run("restore", str(tmp_path / "kept.tar"), "--replace")
    assert installation.rows() == rows
    assert Case.objects.count() == 3


def test_a_check_leaves_no_database_behind(installation: Installation, tmp_path: Path) -> None:
    run("backup", str(tmp_path / "kept.tar"))
    run("restore", str(tmp_path / "kept.tar"), "--check")
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'reglament_check_%%'")
        assert cursor.fetchall() == []


def test_a_check_needs_the_right_to_make_a_database(installation: Installation, tmp_path: Path) -> None:
    run("backup", str(tmp_path / "kept.tar"))
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE humble")
        cursor.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO humble")
        cursor.execute("SET ROLE humble")
        with pytest.raises(CommandError, match="CREATEDB"):
            run("restore", str(tmp_path / "kept.tar"), "--check")
        cursor.execute("RESET ROLE")
        cursor.execute("DROP OWNED BY humble")
        cursor.execute("DROP ROLE humble")


def test_the_other_database_is_refused(installation: Installation, tmp_path: Path) -> None:
    run("backup", str(tmp_path / "kept.tar"))
    with opened(f"sqlite:///{tmp_path}/other.sqlite3", tmp_path), pytest.raises(CommandError, match="DATABASE_URL"):
        run("restore", str(tmp_path / "kept.tar"))
