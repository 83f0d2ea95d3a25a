"""Bytes that nobody refers to leave the disk, in two steps; what somebody refers to, or sends again, stays."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from django.db import connection, transaction

from reglament.files import discarding, storing
from reglament.files.models import DiscardedFile, StoredFile
from tests.cast import NOON, Cast

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def own_folder(settings: object, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"  # type: ignore[attr-defined]


def swept(days: float) -> int:
    """What the clerk does that many days after the upload."""
    at = NOON + timedelta(days=days)
    return discarding.discard_unwanted(at=at) + discarding.remove_discarded(at=at)


def test_a_file_of_nobody_leaves_the_register_first_and_the_disk_a_day_later(db: None) -> None:
    file = storing.store(b"nobody's", at=NOON)
    place = storing.location(file)
    assert swept(1.9) == 0
    assert swept(2.1) == 1
    assert not StoredFile.objects.exists()
    assert place.exists(), "a backup under way may still name it"
    assert swept(2.9) == 0
    assert place.exists()
    assert swept(3.2) == 1
    assert not place.exists()
    assert not DiscardedFile.objects.exists()


def test_what_a_case_refers_to_stays(cast: Cast) -> None:
    file = storing.store(b"evidence", at=NOON)
    cast.case(files=((file, "log.txt"),))
    assert [swept(days) for days in (3, 5, 400)] == [0, 0, 0]
    assert storing.read(file) == b"evidence"


def test_a_file_that_is_sent_again_is_wanted_again(db: None) -> None:
    storing.store(b"twice", at=NOON)
    again = storing.store(b"twice", at=NOON + DAY)
    assert swept(2.5) == 0
    assert StoredFile.objects.get() == again


def test_a_file_that_is_sent_again_between_the_two_steps_is_kept(cast: Cast) -> None:
    storing.store(b"back again", at=NOON)
    assert swept(2.5) == 1
    back = storing.store(b"back again", at=NOON + 2.6 * DAY)
    cast.case(files=((back, "log.txt"),))
    assert [swept(days) for days in (3.6, 10)] == [0, 0]
    assert storing.read(back) == b"back again"


def test_an_earlier_instant_makes_no_file_older(db: None) -> None:
    """Letters of the past are loaded with their own time."""
    storing.store(b"fresh", at=NOON)
    storing.store(b"fresh", at=NOON - 100 * DAY)
    assert StoredFile.objects.get().stored_at == NOON


def test_what_rolls_back_loses_no_bytes(db: None) -> None:
    storing.store(b"unlucky", at=NOON)
    assert swept(2.5) == 1
    try:
        with transaction.atomic():
            storing.store(b"unlucky", at=NOON + 2.6 * DAY)
            raise InterruptedError
    except InterruptedError:
        pass
    assert DiscardedFile.objects.count() == 1
    assert swept(4) == 1


def test_a_file_missing_from_the_disk_stops_nothing(db: None) -> None:
    storing.location(storing.store(b"gone", at=NOON)).unlink()
    storing.store(b"other", at=NOON)
    assert swept(3) == 2
    assert swept(5) == 2


def _sweep(storing_begun: Event, days: float) -> int:
    try:
        storing_begun.wait(5)
        return swept(days)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_the_clerk_and_whoever_stores_the_same_bytes_wait_for_each_other() -> None:
    """Whichever comes first: what the one stores at the same moment, the other does not take away."""
    storing.store(b"row goes", at=NOON)
    storing.store(b"bytes go", at=NOON - DAY)
    assert swept(1.5) == 1
    begun = Event()
    with ThreadPoolExecutor(1) as clerk:
        done = clerk.submit(_sweep, begun, 2.7)
        with transaction.atomic():
            kept = [storing.store(content, at=NOON + 2.6 * DAY) for content in (b"row goes", b"bytes go")]
            begun.set()
            time.sleep(0.3)
        assert done.result(10) == 0
    assert [storing.read(file) for file in kept] == [b"row goes", b"bytes go"]
    assert set(StoredFile.objects.all()) == set(kept)
