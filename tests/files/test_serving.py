"""A download goes on where it broke off, and a large one never stands in memory."""

import tracemalloc
from typing import Any

import pytest
from django.test import RequestFactory

from reglament.files import serving, storing
from reglament.files.models import StoredFile
from tests.cast import NOON

CONTENT = b"0123456789"
MB = 1024 * 1024


def ask(file: StoredFile, **headers: str) -> Any:
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    return serving.serve(RequestFactory().get("/", headers=said), file, "журнал.log")


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize(
    ("asked", "got", "told"),
    [
        ("bytes=0-3", b"0123", "bytes 0-3/10"),
        ("bytes=4-", b"456789", "bytes 4-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
        ("bytes=-99", CONTENT, "bytes 0-9/10"),
        ("bytes=8-99", b"89", "bytes 8-9/10"),
        ("bytes=9-9", b"9", "bytes 9-9/10"),
    ],
)
def test_a_stretch_of_it(db: None, asked: str, got: bytes, told: str) -> None:
    part = ask(storing.store(CONTENT, at=NOON), Range=asked)
    assert (part.status_code, body(part), part["Content-Range"]) == (206, got, told)
    assert part["Content-Length"] == str(len(got))
    assert part["Content-Disposition"].startswith("attachment")
    assert "sandbox" in part["Content-Security-Policy"]


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=-0", "bytes=5-4"])
def test_what_it_does_not_have(db: None, asked: str) -> None:
    refused = ask(storing.store(CONTENT, at=NOON), Range=asked)
    assert (refused.status_code, refused["Content-Range"]) == (416, "bytes */10")


@pytest.mark.parametrize("asked", ["", "bytes=-", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b"])
def test_otherwise_the_whole(db: None, asked: str) -> None:
    whole = ask(storing.store(CONTENT, at=NOON), Range=asked)
    assert (whole.status_code, body(whole), whole["Accept-Ranges"]) == (200, CONTENT, "bytes")


def test_another_file_meanwhile_comes_whole(db: None) -> None:
    file = storing.store(CONTENT, at=NOON)
    assert ask(file, Range="bytes=4-", If_Range=ask(file)["ETag"]).status_code == 206
    assert ask(file, Range="bytes=4-", If_Range='"another"').status_code == 200


def test_a_large_one_is_neither_kept_nor_given_in_memory(db: None, tmp_path: Any) -> None:
    path = tmp_path / "large"
    with path.open("wb") as large:
        large.truncate(200 * MB)
    tracemalloc.start()
    try:
        file = storing.adopt(path, at=NOON)
        assert sum(len(piece) for piece in ask(file, Range="bytes=1-").streaming_content) == 200 * MB - 1
        assert sum(len(piece) for piece in ask(file).streaming_content) == 200 * MB
        assert tracemalloc.get_traced_memory()[1] < 20 * MB
    finally:
        tracemalloc.stop()
        storing.location(file).unlink()


@pytest.mark.parametrize("is_on_one_disk", [True, False])
def test_what_lies_on_the_disk_is_adopted(
    db: None, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, is_on_one_disk: bool
) -> None:
    def refuse(*_paths: object) -> None:
        raise OSError("Invalid cross-device link")

    if not is_on_one_disk:
        monkeypatch.setattr("os.link", refuse)
    (tmp_path / "part").write_bytes(CONTENT)
    file = storing.adopt(tmp_path / "part", at=NOON)
    assert (storing.read(file), file.size) == (CONTENT, 10)
    assert file == storing.store(CONTENT, at=NOON)
    (tmp_path / "part").unlink()
    assert storing.read(file) == CONTENT
