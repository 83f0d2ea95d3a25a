"""Recorded letters: the fixtures of the intake grammar and letters that broke other programs, with what is expected."""

import json
from pathlib import Path

import pytest

from reglament.intake.mail import dedupe, explain
from reglament.intake.mail.directory import EmptyDirectory
from reglament.intake.mail.judge import judge
from reglament.intake.mail.parse import parse

LETTERS = sorted((Path(__file__).parent / "letters").glob("*.eml"))


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_letter_is_explained(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    letter = parse(path.read_bytes())
    line = explain.line(judge(letter, EmptyDirectory()))
    assert json.loads(line) == expected
    assert "\n" not in line


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_second_delivery_has_the_same_key(path: Path) -> None:
    raw = path.read_bytes()
    traced = b"Received: from relay.example by mx.example; Mon, 12 Oct 2026 11:00:00 +0300\n" + raw
    keys = {
        dedupe.key(one, mailbox="support@vector.example", message_id=parse(one).message_id)
        for one in (raw, traced)
        if raw.strip() and parse(raw).headers and not raw.startswith((b"From nobody", b"\xff\xfe"))
    }
    assert len(keys) <= 1


def test_every_fixture_of_the_grammar_is_there() -> None:
    assert {path.stem for path in LETTERS} >= {f"5.9-{letter}" for letter in "abcdefghijklmno"}


def test_keys_stand_in_the_order_of_the_contract() -> None:
    answer = explain.explanation(judge(parse(LETTERS[0].read_bytes()), EmptyDirectory()))
    assert list(answer) == [
        "verdict", "reason", "case", "fields", "subject", "from", "text", "reply", "attachments", "auto",
    ]  # fmt: skip
    assert list(answer["fields"]) == [
        "login", "priority", "contract", "pn", "sn", "category", "version", "site", "phone", "org", "description",
    ]  # fmt: skip
