"""R-64  How large files come: piece by piece as tus says, never more than was agreed, by nobody it is not meant for."""

import base64
import hashlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from reglament.cases.course import transferring
from reglament.cases.models import Attachment, Entry, Transfer, TransferredFile
from reglament.clerk import rounds
from reglament.files import arriving, storing
from reglament.people.models import Account
from tests.cast import NOON, Cast
from tests.doors.portal.conftest import Clock, Count, Look
from tests.doors.portal.passing import Tus

Browse = Callable[[Account], Client]
MOST = 10_000
CONTENT = bytes(range(250)) * 20


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.ARRIVALS_ROOT = tmp_path / "arriving"


@pytest.fixture
def transfer(cast: Cast, clock: Clock) -> Transfer:
    case = cast.case_in_work()
    clock.move(minutes=5)
    transferring.open_transfer(case, most_bytes=MOST, days=7, uploader=None, by=cast.engineer, at=clock.at)
    return Transfer.objects.select_related("case").get()


@pytest.fixture
def link(transfer: Transfer) -> str:
    return f"/cases/{transfer.case.number}/transfers/{transferring.token_of(transfer)}/"


@pytest.fixture
def tus(cast: Cast, browse: Browse, link: str) -> Tus:
    return Tus(browse(cast.orlova), link)


def kept() -> list[tuple[str, bytes]]:
    return [(row.name, storing.read(row.file)) for row in Attachment.objects.select_related("file").order_by("id")]


def test_it_says_what_it_can(tus: Tus) -> None:
    said = tus.ask("OPTIONS", f"{tus.link}uploads/")
    assert said.status_code == 204
    assert said["Tus-Version"] == "1.0.0"
    assert said["Tus-Max-Size"] == str(MOST)
    assert set(said["Tus-Extension"].split(",")) == {"creation", "termination", "expiration", "checksum"}
    assert said["Tus-Checksum-Algorithm"] == "sha1,sha256"


def test_a_file_comes_in_pieces_and_stands_in_the_case(tus: Tus) -> None:
    begun = tus.announce(len(CONTENT))
    assert begun.status_code == 201
    assert begun["Upload-Expires"].endswith("GMT")
    url = begun["Location"]
    assert tus.come(url) == 0
    assert tus.send(url, CONTENT[:2000], 0)["Upload-Offset"] == "2000"
    said = tus.ask("HEAD", url)
    assert (said["Upload-Offset"], said["Upload-Length"]) == ("2000", "5000")
    assert said["Cache-Control"] == "no-store"
    assert tus.send(url, CONTENT[2000:], 2000).status_code == 204
    assert tus.come(url) == 5000
    assert kept() == [("дамп.bin", CONTENT)]


def test_the_last_piece_said_twice_makes_one_message(tus: Tus) -> None:
    url = tus.pass_whole(CONTENT)
    assert tus.send(url, b"", len(CONTENT)).status_code == 204
    assert tus.send(url, b"x", len(CONTENT)).status_code == 403
    assert Entry.objects.filter(is_opening=False).count() == 1
    assert storing.read(Attachment.objects.get().file) == CONTENT


def test_an_empty_file_is_a_file(tus: Tus) -> None:
    assert tus.announce(0).status_code == 201
    assert kept() == [("дамп.bin", b"")]


def test_exactly_as_much_as_was_agreed_and_not_a_byte_more(tus: Tus) -> None:
    refused = tus.announce(MOST + 1)
    assert refused.status_code == 413
    assert "Файл больше, чем осталось в передаче: 10 КБ" in refused.content.decode()
    tus.pass_whole(b"x" * MOST)
    assert tus.announce(1).status_code == 413
    assert tus.announce(0).status_code == 201


def test_not_a_byte_more_than_was_announced(tus: Tus) -> None:
    url = tus.begin(100)
    assert tus.send(url, b"x" * 101, 0).status_code == 413
    assert tus.come(url) == 0
    assert tus.send(url, b"x" * 60, 0).status_code == 204
    assert tus.send(url, b"x" * 41, 60).status_code == 413
    assert tus.come(url) == 60
    assert tus.send(url, b"x" * 40, 60).status_code == 204


def test_what_is_announced_counts_until_it_is_taken_back(tus: Tus) -> None:
    url = tus.begin(MOST - 10)
    assert tus.announce(11).status_code == 413
    tus.send(url, b"x" * 100, 0)
    assert tus.ask("DELETE", url).status_code == 204
    assert tus.ask("HEAD", url).status_code == 404
    assert not list(arriving.root().iterdir())
    assert tus.announce(MOST).status_code == 201


@pytest.mark.parametrize("offset", [0, 1999, 2001, 5000])
def test_a_piece_fits_behind_the_last_one(tus: Tus, offset: int) -> None:
    url = tus.begin(5000)
    tus.send(url, CONTENT[:2000], 0)
    refused = tus.send(url, CONTENT[:100], offset)
    assert (refused.status_code, refused["Upload-Offset"]) == (409, "2000")
    assert tus.come(url) == 2000


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_damaged_piece_is_not_taken(tus: Tus, algorithm: str) -> None:
    url = tus.begin(5000)
    sums = [base64.b64encode(hashlib.new(algorithm, part).digest()).decode() for part in (CONTENT[:2000], b"other")]
    assert tus.send(url, CONTENT[:2000], 0, Upload_Checksum=f"{algorithm} {sums[1]}").status_code == 460
    assert tus.come(url) == 0
    assert tus.send(url, CONTENT[:2000], 0, Upload_Checksum=f"{algorithm} {sums[0]}").status_code == 204
    assert tus.come(url) == 2000


def test_two_cannot_write_at_once(tus: Tus) -> None:
    url = tus.begin(5000)
    with arriving.held(TransferredFile.objects.get().key) as part:
        part.write(CONTENT[:10])
        assert tus.send(url, CONTENT[10:20], 10).status_code == 423
        assert tus.ask("DELETE", url).status_code == 423
    assert tus.send(url, CONTENT[10:20], 10).status_code == 204


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Tus_Resumable": "0.2.2"}, 412),
        ({"Upload_Length": "-1"}, 400),
        ({"Upload_Length": "ten"}, 400),
        ({"Upload_Length": "٣"}, 400),
        ({"Upload_Length": "9" * 40}, 400),
        ({"Upload_Metadata": "filename !!!"}, 400),
        ({"Upload_Metadata": "filename " + base64.b64encode(b"\xff\xfe").decode()}, 400),
    ],
)
def test_what_cannot_be_read_is_no_file(tus: Tus, headers: dict[str, str], status: int) -> None:
    said = {"Upload_Length": "10", "Upload_Metadata": "filename " + base64.b64encode(b"a.bin").decode()} | headers
    assert tus.ask("POST", f"{tus.link}uploads/", **said).status_code == status
    assert not TransferredFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\logs\\дамп.bin", "дамп.bin"),
        ("a\r\nX-Evil: 1\u202e.bin", "aX-Evil: 1.bin"),
        ("я" * 300, "я" * 255),
    ],
)
def test_a_name_is_only_a_name(tus: Tus, name: str, shown: str) -> None:
    tus.pass_whole(b"x", name)
    assert [name for name, _content in kept()] == [shown]


def test_a_nameless_one_is_called_after_the_case(tus: Tus, transfer: Transfer) -> None:
    tus.pass_whole(b"x", "")
    assert [name for name, _content in kept()] == [f"{transfer.case.number}.bin"]


def test_a_piece_in_another_wrapping_is_not_taken(tus: Tus) -> None:
    url = tus.begin(10)
    assert tus.client.patch(url, b"x" * 10, "text/plain", headers={"Tus-Resumable": "1.0.0"}).status_code == 415
    over = tus.ask("POST", url, b"x" * 4, Upload_Offset=0, X_HTTP_Method_Override="PATCH")
    assert (over.status_code, tus.come(url)) == (204, 4)


def test_a_stranger_is_told_to_sign_in_and_goes_on_afterwards(tus: Tus, cast: Cast, browse: Browse) -> None:
    url = tus.begin(5000)
    tus.send(url, CONTENT[:2000], 0)
    lost = Tus(Client(headers={"accept-language": "ru"}), tus.link)
    refused = lost.send(url, CONTENT[2000:], 2000)
    assert (refused.status_code, "Войдите" in refused.content.decode()) == (401, True)
    again = Tus(browse(cast.orlova), tus.link)
    assert again.send(url, CONTENT[2000:], again.come(url)).status_code == 204
    assert kept() == [("дамп.bin", CONTENT)]


@pytest.mark.parametrize("who", ["petrov", "observer", "stranger"])
def test_a_link_alone_opens_nothing(tus: Tus, cast: Cast, browse: Browse, who: str) -> None:
    url = tus.begin(5000)
    client = browse(getattr(cast, who))
    other = Tus(client, tus.link)
    assert client.get(tus.link).status_code == 404
    assert client.post(tus.link, {"remove": TransferredFile.objects.get().pk}).status_code == 404
    assert client.post(f"{tus.link}completion/").status_code == 404
    for answer in (
        other.announce(10), other.ask("HEAD", url), other.send(url, b"x", 0), other.ask("DELETE", url),
        other.ask("OPTIONS", f"{tus.link}uploads/"),
    ):  # fmt: skip
        assert answer.status_code == 404
    assert TransferredFile.objects.exists()


def test_nor_does_a_session_without_the_link(tus: Tus, transfer: Transfer) -> None:
    number, token = transfer.case.number, transferring.token_of(transfer)
    for wrong in (token.upper(), token[:-1], token + "0", "0" * 32, str(transfer.key), transfer.token_hash):
        if wrong != token:
            assert tus.client.get(f"/cases/{number}/transfers/{wrong}/").status_code == 404
    assert tus.ask("HEAD", f"{tus.link}uploads/{uuid4()}/").status_code == 404


def test_a_link_of_another_case_opens_nothing_here(tus: Tus, cast: Cast, transfer: Transfer) -> None:
    other = cast.case()
    assert tus.client.get(f"/cases/{other.number}/transfers/{transferring.token_of(transfer)}/").status_code == 404


def test_the_database_holds_no_link(transfer: Transfer) -> None:
    token = transferring.token_of(transfer)
    assert len(bytes.fromhex(token)) == 16
    assert token not in str(Transfer.objects.values().get())


def test_a_changed_key_spends_the_links(tus: Tus, cast: Cast, look: Look, transfer: Transfer, settings: Any) -> None:
    address = f"/cases/{transfer.case.number}/"
    assert "Передать файлы" in look(cast.orlova, address).text
    client = tus.client
    settings.SECRET_KEY = "another-" + "0123456789" * 4
    client.force_login(cast.orlova)
    assert client.get(tus.link).status_code == 404
    page = client.get(address)
    assert (page.status_code, "Передать файлы" in page.content.decode()) == (200, False)


def test_staff_do_not_pass_files_for_customers(tus: Tus, cast: Cast, browse: Browse) -> None:
    assert Tus(browse(cast.engineer), tus.link).announce(10).status_code == 401


def test_what_a_killed_server_left_is_put_in_later(tus: Tus, clock: Clock) -> None:
    url = tus.begin(len(CONTENT))
    with arriving.held(TransferredFile.objects.get().key) as part:
        part.write(CONTENT)
    assert tus.come(url) == len(CONTENT)
    assert kept() == []
    for _round in range(2):
        rounds.settle_transfers(clock.at, lambda: False)
    assert kept() == [("дамп.bin", CONTENT)]
    assert not list(arriving.root().iterdir())


def test_what_ended_meanwhile_takes_nothing(tus: Tus, cast: Cast, transfer: Transfer, clock: Clock) -> None:
    url = tus.begin(10)
    transfer.case.refresh_from_db()
    type(transfer.case).objects.filter(pk=transfer.case.pk).update(status="closed", is_open=False)
    refused = tus.send(url, b"x" * 10, 0)
    assert refused.status_code == 403
    assert "завершено" in refused.content.decode() or "закончен" in refused.content.decode()
    rounds.settle_transfers(clock.at, lambda: False)
    assert not TransferredFile.objects.exists()


def test_a_full_disk_is_no_surprise(tus: Tus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "fits", lambda size: False)
    refused = tus.announce(10)
    assert (refused.status_code, "нет места" in refused.content.decode()) == (403, True)


def test_strays_go_after_an_hour(db: None) -> None:
    (arriving.root() / uuid4().hex).write_bytes(b"x")
    (arriving.root() / "form-abc").write_bytes(b"x")
    from_now = timedelta(hours=1, minutes=1)
    moment = NOON.__class__.fromtimestamp((arriving.root() / "form-abc").stat().st_mtime, NOON.tzinfo)
    assert transferring.forget_strays(at=moment) == 0
    assert transferring.forget_strays(at=moment + from_now) == 2


def test_unfinished_ones_are_shown_and_can_be_removed(tus: Tus, cast: Cast, look: Look) -> None:
    tus.send(tus.begin(5000), CONTENT[:2000], 0)
    page = look(cast.orlova, tus.link)
    assert "получено 2 КБ из 5 КБ" in page.part("Переданы не до конца")
    tus.client.post(tus.link, {"remove": TransferredFile.objects.get().pk})
    assert "Переданы не до конца" not in look(cast.orlova, tus.link).text
    assert not list(arriving.root().iterdir())


def test_ten_files_cost_what_one_does(tus: Tus, cast: Cast, statements: Count) -> None:
    tus.pass_whole(b"0")
    with_one = statements(cast.orlova, tus.link)
    for number in range(9):
        tus.pass_whole(bytes([number]))
    assert statements(cast.orlova, tus.link) == with_one <= 7


def test_an_open_transfer_costs_the_page_of_the_case_one_statement(
    tus: Tus, cast: Cast, transfer: Transfer, statements: Count
) -> None:
    address = f"/cases/{transfer.case.number}/"
    with_it = statements(cast.orlova, address)
    type(transfer.case).objects.filter(pk=transfer.case.pk).update(has_more=False)
    assert with_it == statements(cast.orlova, address) + 1
