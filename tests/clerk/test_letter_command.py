"""`reglament letter`: what it prints, what it leaves behind, what its exit status tells a mail server."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from reglament.cases.models import Case
from reglament.intake import receiving
from reglament.intake.models import Receipt
from reglament.notifications import rounds
from tests.cast import Cast

HOUSE = Path(__file__).resolve().parents[2]
LETTERS = HOUSE / "tests" / "mail" / "letters"
GOOD = b"""From: ivanov@customer.example
To: support@vector.example
Subject: No link
Message-ID: <1@customer.example>
Content-Type: text/plain; charset=utf-8

Login: ivanov
Priority: 2

The stack restarts every ten minutes.
"""
KEYS = ["verdict", "reason", "case", "fields", "subject", "from", "text", "reply", "attachments", "auto"]


def shell(*arguments: str, data: Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(
        [sys.executable, "manage.py", "letter", *arguments],
        cwd=HOUSE,
        env=environment | {"DATA": str(data)},
        input=given,
        capture_output=True,
    )


def lines(text: str | bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the command in this process; gives the printed objects and the exit status."""

    def run(raw: bytes, *arguments: str) -> tuple[list[dict[str, Any]], int]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        written = io.StringIO()
        try:
            call_command("letter", *arguments, stdout=written)
        except SystemExit as leaving:
            return lines(written.getvalue()), int(str(leaving.code))
        return lines(written.getvalue()), 0

    return run


def test_without_a_database_the_shipped_profiles_judge(tmp_path: Path) -> None:
    done = shell("--explain", data=tmp_path, given=GOOD)
    assert done.returncode == 0, done.stderr
    (answer,) = lines(done.stdout)
    assert list(answer) == KEYS
    assert (answer["verdict"], answer["reason"], answer["fields"]["priority"]) == ("reject", "login_unknown", 2)
    assert not list(tmp_path.glob("*.sqlite3"))


def test_files_and_folders_make_a_line_each_in_their_order(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "2.eml").write_bytes(GOOD.replace(b"No link", b"two"))
    (folder / "1.eml").write_bytes(GOOD.replace(b"No link", b"one"))
    (folder / ".hidden").write_bytes(b"not a letter")
    done = shell("--explain", str(LETTERS / "5.9-a.eml"), str(folder), data=tmp_path)
    assert [answer["subject"] for answer in lines(done.stdout)] == ["Стык с оператором", "one", "two"]
    assert done.returncode == 0


def test_a_file_that_cannot_be_opened_is_named_and_the_others_are_judged(tmp_path: Path) -> None:
    done = shell("--explain", str(tmp_path / "nowhere.eml"), str(LETTERS / "5.9-a.eml"), data=tmp_path)
    assert done.returncode == 1
    assert b"nowhere.eml" in done.stderr
    assert len(lines(done.stdout)) == 1


@pytest.mark.parametrize("given", [b"", b"\n", b"\x00" * 500, bytes(range(256)) * 40, b"\xff\xfe"], ids=repr)
def test_it_says_one_line_whatever_the_bytes(say: Any, given: bytes, cast: Cast) -> None:
    (answer,), status = say(given, "--explain")
    assert status == 0
    assert list(answer) == KEYS


def test_the_envelope_names_the_address(say: Any, cast: Cast) -> None:
    (answer,), _ = say(GOOD, "--explain", "--to", "contracts@vector.example")
    assert (answer["verdict"], answer["reason"]) == ("no_contract", "no_contract_address")


def test_explaining_changes_nothing(say: Any, cast: Cast) -> None:
    (answer,), status = say(GOOD, "--explain")
    assert (answer["verdict"], answer["reason"], status) == ("case", "login_ok", 0)
    assert not Receipt.objects.exists()
    assert not Case.objects.exists()


def test_taking_in_says_the_number_after_the_commit(say: Any, cast: Cast) -> None:
    (answer,), status = say(GOOD)
    case = Case.objects.get()
    assert list(answer) == [*KEYS, "number"]
    assert (answer["verdict"], answer["number"], status) == ("case", case.number, 0)


def test_the_second_delivery_is_a_duplicate_of_the_case(say: Any, cast: Cast) -> None:
    say(GOOD)
    (answer,), status = say(GOOD)
    number = Case.objects.get().number
    assert (answer["verdict"], answer["reason"], status) == ("duplicate", "same_letter", 0)
    assert answer["case"] == answer["number"] == number


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (GOOD.replace(b"Login: ivanov", b"Hello"), "reject"),
        (b"Auto-Submitted: auto-replied\n" + GOOD, "ignore"),
        (b"\x00\x01" * 300, "quarantine"),
    ],
)
def test_every_verdict_is_a_success(say: Any, cast: Cast, given: bytes, verdict: str) -> None:
    (answer,), status = say(given)
    assert (answer["verdict"], answer["number"], status) == (verdict, None, 0)
    assert Receipt.objects.get().verdict == verdict


def test_what_was_not_stored_is_tried_again(say: Any, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **options: Any) -> None:
        raise RuntimeError("no room")

    monkeypatch.setattr(receiving, "take_in", fail)
    assert say(GOOD) == ([], 75)


def test_an_answer_that_fails_does_not_return_the_letter(say: Any, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**options: Any) -> None:
        raise RuntimeError("no relay")

    monkeypatch.setattr(rounds, "run", fail)
    (answer,), status = say(GOOD)
    assert (answer["verdict"], status) == ("case", 0)


def test_what_a_role_forbids_is_said_as_it_was_kept(say: Any, cast: Cast) -> None:
    say(GOOD)
    number = Case.objects.get().number
    letter = f"From: observer@customer.example\nSubject: Re: [{number}]\nMessage-ID: <2@c.example>\n\nWell?".encode()
    (answer,), status = say(letter)
    kept = Receipt.objects.exclude(verdict="case").get()
    assert (answer["verdict"], answer["reason"], status) == (kept.verdict, kept.reason, 0)
