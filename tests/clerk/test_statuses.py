"""What a command's exit status tells a shell, a timer and a mail server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("arguments", "environment", "status"),
    [
        (["restore", "nowhere.tar"], {}, 1),
        (["restore", "--forcefully"], {}, 2),
        (["migrate"], {"REGLAMENT_MODE": "production"}, 78),
        (["letter"], {"REGLAMENT_MODE": "production"}, 75),
        (["demo"], {"REGLAMENT_MODE": "production", "SECRET_KEY": "0123456789" * 5}, 1),
    ],
)
def test_status(arguments: list[str], environment: dict[str, str], status: int, tmp_path: Path) -> None:
    forgotten = {"DJANGO_SETTINGS_MODULE", "SECRET_KEY", "SECRET_KEY_FILE"}
    kept = {name: value for name, value in os.environ.items() if name not in forgotten}
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=HOUSE,
        env=kept | {"DATA": str(tmp_path)} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr
