"""`reglament clock` as the operator meets it: a line in, a line out, and no line ever stops it."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from reglament.clock import command
from reglament.config import command as reglament

ROOT = Path(__file__).parents[2]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
WORKWEEK = {name: ["09:00-18:00"] for name in WEEKDAYS} | {"sat": [], "sun": []}
CALENDAR = {
    "zone": "Europe/Moscow",
    "week": WORKWEEK,
    "exceptions": {"2026-04-30": ["09:00-17:00"], "2026-05-01": []},
}
ASKED = {
    "calendar": CALENDAR,
    "start": "2026-04-30T13:30:00Z",
    "threshold": 14400,
    "pauses": [["2026-04-30T13:40:00Z", "2026-04-30T13:50:00Z"]],
    "now": "2026-05-04T08:00:00Z",
}
ANSWER = {"deadline": "2026-05-04T09:40:00Z", "elapsed": 8400}


def run(*lines: bytes) -> tuple[int, list[dict[str, object]]]:
    written = io.StringIO()
    status = command.main([line + b"\n" for line in lines], written)
    return status, [json.loads(line) for line in written.getvalue().splitlines()]


def ask(**changed: object) -> dict[str, object]:
    return run(json.dumps(ASKED | changed).encode())[1][0]


def ask_with(**calendar: object) -> dict[str, object]:
    return ask(calendar=CALENDAR | calendar)


def test_the_example_is_answered():
    assert run(json.dumps(ASKED).encode()) == (0, [ANSWER])


def test_an_answer_is_one_line_of_json_in_the_order_promised():
    written = io.StringIO()
    command.main([json.dumps(ASKED).encode()], written)
    assert written.getvalue() == '{"deadline":"2026-05-04T09:40:00Z","elapsed":8400}\n'


def test_blank_lines_are_skipped():
    assert run(b"", b"  \t", b"\r", json.dumps(ASKED).encode()) == (0, [ANSWER])


def test_a_bad_line_is_answered_and_the_next_goes_on():
    status, answers = run(b"{", json.dumps(ASKED).encode(), b"[]")
    assert status == 1
    assert [list(answer) for answer in answers] == [["error"], ["deadline", "elapsed"], ["error"]]


def test_a_byte_order_mark_is_no_error():
    assert run(b"\xef\xbb\xbf" + json.dumps(ASKED).encode()) == (0, [ANSWER])


@pytest.mark.parametrize("name", ["pauses", "threshold", "now"])
def test_what_is_optional_may_be_missing_or_null(name):
    without = {key: value for key, value in ASKED.items() if key != name}
    status, answers = run(json.dumps(without).encode(), json.dumps(ASKED | {name: None}).encode())
    assert status == 0
    assert answers[0] == answers[1]


def test_without_threshold_no_deadline_and_without_now_no_elapsed():
    assert ask(threshold=None, now=None) == {"deadline": None, "elapsed": None}


def test_a_threshold_of_nothing_gives_the_start():
    assert ask(threshold=0, start="2026-05-01T20:00:00+03:00")["deadline"] == "2026-05-01T17:00:00Z"


def test_nothing_has_elapsed_before_the_start():
    assert ask(now="2026-04-29T09:00:00Z")["elapsed"] == 0


def test_a_running_pause_holds_the_deadline_it_did_not_let_pass():
    running = [["2026-05-04T07:00:00Z", None]]
    assert ask(pauses=running) == {"deadline": None, "elapsed": 5400}
    assert ask(pauses=running, threshold=5400)["deadline"] == "2026-05-04T07:00:00Z"


def test_pauses_may_overlap_and_lie_before_the_start():
    pauses = [
        ["2026-04-30T13:45:00Z", "2026-04-30T13:50:00Z"],
        ["2026-04-29T08:00:00Z", "2026-04-29T09:00:00Z"],
        ["2026-04-30T13:40:00Z", "2026-04-30T13:46:00Z"],
    ]
    assert ask(pauses=pauses) == ANSWER


def test_midnight_may_be_written_as_the_end_of_the_day():
    assert ask_with(week={"thu": ["00:00-24:00"]}, exceptions={})["deadline"] == "2026-04-30T17:40:00Z"


def test_hours_may_touch_and_stand_in_any_order():
    week = {name: ["12:00-18:00", "09:00-12:00"] for name in WEEKDAYS}
    assert ask_with(week=week) == ANSWER


def test_what_is_not_known_means_nothing():
    assert ask(comment={"a": [1]}) == ANSWER
    assert ask_with(name="9x5") == ANSWER


@pytest.mark.parametrize("threshold", [b"14400.0", b"1.44e4"])
def test_a_whole_number_may_be_written_as_a_fraction(threshold):
    assert run(json.dumps(ASKED).encode().replace(b"14400", threshold)) == (0, [ANSWER])


@pytest.mark.parametrize("start", ["2026-04-30T16:30:00+03:00", "2026-04-30t13:30z", "2026-04-30T13:30:00.999Z"])
def test_times_may_have_any_offset_and_lose_their_fractions(start):
    assert ask(start=start) == ANSWER


def test_a_desk_that_never_opens_is_never_due():
    assert ask_with(week={}, exceptions={}) == {"deadline": None, "elapsed": 0}


@pytest.mark.parametrize("threshold", [10**12, 10**30])
def test_a_threshold_beyond_all_years_is_never_due(threshold):
    assert ask(threshold=threshold)["deadline"] is None


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"threshold": -1}, "negative"),
        ({"threshold": 1.5}, "not a whole number"),
        ({"threshold": True}, "must be a number"),
        ({"threshold": "60"}, "must be a number"),
        ({"start": None}, "start is not a time"),
        ({"start": 5}, "start is not a time"),
        ({"start": "2026-04-30"}, "start is not a time"),
        ({"start": "2026-04-30T13:30:00"}, "start is a time without offset"),
        ({"start": "2026-04-31T13:30:00Z"}, "start is not a possible time"),
        ({"start": "2026-04-30T13:30:60Z"}, "start is not a possible time"),
        ({"start": "0001-01-01T00:00:00+03:00"}, "start is not a possible time"),
        ({"now": "2026-04-30 13:30"}, "now is a time without offset"),
        ({"pauses": {}}, "pauses must be a list"),
        ({"pauses": [["2026-04-30T13:30:00Z"]]}, "a pause must be a pair"),
        ({"pauses": [[None, None]]}, "the start of a pause is not a time"),
        ({"pauses": [["2026-04-30T13:30:00Z", "2026-04-30T14:30:00"]]}, "the end of a pause is a time without offset"),
        ({"pauses": [["2026-04-30T13:30:00Z", "2026-04-30T13:29:59Z"]]}, "a pause ends before it starts"),
        ({"calendar": None}, "the calendar must be an object"),
    ],
)
def test_a_bad_question_is_told_what_is_wrong(changed, message):
    assert message in str(ask(**changed)["error"])


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"zone": "Europe/Moskva"}, "unknown zone 'Europe/Moskva'"),
        ({"zone": "../../etc/passwd"}, "unknown zone"),
        ({"zone": None}, "no zone"),
        ({"week": None}, "no week"),
        ({"week": {"monday": []}}, "unknown weekday 'monday'"),
        ({"week": {"mon": "09:00-18:00"}}, "must be a list of intervals"),
        ({"week": {"mon": ["9-18"]}}, "not an interval"),
        ({"week": {"mon": ["09:00-09:00"]}}, "does not end after its start"),
        ({"week": {"mon": ["22:00-06:00"]}}, "does not end after its start"),
        ({"week": {"mon": ["24:00-24:00"]}}, "does not end after its start"),
        ({"week": {"mon": ["23:00-24:01"]}}, "between 00:00 and 24:00"),
        ({"week": {"mon": ["09:00-12:00", "11:00-18:00"]}}, "intervals 09:00-12:00 and 11:00-18:00 overlap"),
        ({"exceptions": []}, "exceptions must be an object"),
        ({"exceptions": {"2026-02-29": []}}, "not a date"),
        ({"exceptions": {"20260501": []}}, "not a date"),
        ({"exceptions": {"2026-05-01": None}}, "must be a list of intervals"),
    ],
)
def test_a_bad_calendar_is_told_what_is_wrong(changed, message):
    assert message in str(ask_with(**changed)["error"])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"nonsense", "not JSON"),
        (b"null", "must be a JSON object"),
        (b"{}", "no calendar"),
        (b'{"threshold":NaN}', "not JSON: NaN"),
        (b'{"now":1,"now":2}', "a key is written twice"),
        (b'{"threshold":' + b"9" * 5000 + b"}", "too long"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"start":"\xff"}', "not UTF-8"),
        (b"{}{}", "not JSON"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_so(line, message):
    status, answers = run(line)
    assert status == 1
    assert message in str(answers[0]["error"])


def test_an_infinite_threshold_is_refused():
    line = json.dumps(ASKED).replace("14400", "1e999").encode()
    assert "not a whole number" in str(run(line)[1][0]["error"])


def test_every_answer_is_flushed_before_the_next_question_and_django_is_not_needed():
    code = "import sys; sys.modules['django'] = None; from reglament.config.command import main; sys.exit(main())"
    with subprocess.Popen(
        [sys.executable, "-c", code, "clock"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        for line, answer in ((json.dumps(ASKED).encode(), ANSWER), (b"[]", None)):
            process.stdin.write(line + b"\n")
            process.stdin.flush()
            given = json.loads(process.stdout.readline())
            assert given == answer or "error" in given
        process.stdin.close()
        assert process.wait(timeout=30) == 1
        assert process.stderr.read() == b""


def test_a_reader_who_leaves_is_no_error(tmp_path):
    questions = tmp_path / "questions.jsonl"
    questions.write_bytes((json.dumps(ASKED).encode() + b"\n") * 20_000)
    with (
        questions.open("rb") as lines,
        subprocess.Popen(
            [sys.executable, "-m", "reglament.config.command", "clock"],
            cwd=ROOT,
            stdin=lines,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process,
    ):
        assert process.stdout
        assert process.stderr
        assert json.loads(process.stdout.readline()) == ANSWER
        process.stdout.close()
        assert process.wait(timeout=30) == 1
        assert process.stderr.read() == b""


def test_arguments_are_answered_with_the_usage(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["reglament", "clock", "--help"])
    assert reglament.main() == 0
    assert "usage: reglament clock" in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["reglament", "clock", "questions.jsonl"])
    assert reglament.main() == 2
    assert "usage: reglament clock" in capsys.readouterr().err
