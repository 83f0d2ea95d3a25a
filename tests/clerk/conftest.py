from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.clerk.installations import Installation, Made, OnPostgresql, OnSqlite, opened


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> OnSqlite:
    with django_db_blocker.unblock():
        return OnSqlite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def on_postgresql(tmp_path_factory: pytest.TempPathFactory, postgresql: str, django_db_blocker: Any) -> OnPostgresql:
    with django_db_blocker.unblock():
        return OnPostgresql(tmp_path_factory.mktemp("postgresql"), postgresql)


@pytest.fixture(params=["on_sqlite", "on_postgresql"])
def made(request: pytest.FixtureRequest) -> Made:
    """What makes installations, on each database in turn."""
    found: Made = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def installation(made: Made, tmp_path: Path, django_db_blocker: Any) -> Iterator[Installation]:
    """A filled installation, open."""
    with django_db_blocker.unblock(), opened(made.copy(tmp_path / "data"), tmp_path / "data") as found:
        yield found
