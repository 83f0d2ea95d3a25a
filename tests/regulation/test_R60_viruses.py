"""R-60  A virus in a file: the file is out of everybody's reach, the case goes on and says so (domain §5.4)."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reglament.cases.course import correspondence
from reglament.cases.course.entries import Message
from reglament.cases.models import Attachment
from reglament.clerk import rounds
from reglament.files import storing
from reglament.notifications.models import Letter
from tests.cast import Cast
from tests.files.scanner import EICAR, NAME, scanner
from tests.regulation.conftest import Look, Watch
from tests.regulation.post import GOOD, Post


@pytest.fixture
def clamav(settings: Any) -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="scan-", dir="/tmp") as folder, scanner(Path(folder, "s")) as (address, _):
        settings.CLAMAV = address
        yield


def come_round(watch: Watch) -> None:
    """What the clerk does with scans and letters."""
    rounds.scan_files(watch.at, lambda: False)
    rounds.send_letters(watch.at, lambda: False)


def letters(kind: str) -> list[str]:
    return sorted(letter.to_address for letter in Letter.objects.filter(kind=kind))


def test_a_file_from_the_portal_waits_for_the_scanner(cast: Cast, look: Look, watch: Watch, clamav: None) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", [("журнал.log", b"member 2 lost")], subject="Стек", description="См.", priority="3"
    )
    assert "Файл проверяется на вирусы" in page.text
    kept = Attachment.objects.get()
    number = kept.entry.case.number
    for who, address in ((cast.ivanov, "/cases"), (cast.duty, "/desk/cases")):
        refused = look(who, f"{address}/{number}/files/{kept.pk}/")
        assert refused.status == 409
        assert "Файл проверяется на вирусы" in refused.text
    come_round(watch)
    assert look(cast.ivanov, f"/cases/{number}/").download("журнал.log") == b"member 2 lost"
    assert not letters("file_dropped")


def test_an_infected_file_of_a_letter_is_dropped_and_the_first_letter_says_so(
    cast: Cast, look: Look, watch: Watch, post: Post, clamav: None
) -> None:
    case = post.send(GOOD, files=[("счёт.exe", EICAR), ("журнал.log", b"lost")]).case
    assert case
    come_round(watch)
    page = look(cast.ivanov, f"/cases/{case.number}/")
    assert f"найден вирус: {NAME}" in page.text
    assert "В приложенном файле найден вирус" in page.history
    assert page.download("журнал.log") == b"lost"
    infected = Attachment.objects.get(name="счёт.exe")
    for who, address in ((cast.ivanov, "/cases"), (cast.duty, "/desk/cases")):
        assert look(who, f"{address}/{case.number}/files/{infected.pk}/").status == 409
    assert "найден вирус" in look(cast.duty, f"/desk/cases/{case.number}/").text
    (first,) = Letter.objects.filter(kind="registered")
    assert f"счёт.exe: {NAME}" in first.text
    assert letters("file_dropped") == []
    assert letters("file_dropped_staff") == ["duty@vector.example"]


def test_later_ones_are_told_of_once(cast: Cast, look: Look, watch: Watch, clamav: None) -> None:
    case = cast.case_in_work()
    come_round(watch)
    watch.move(minutes=5)
    look(cast.orlova, f"/cases/{case.number}/").press("Отправить", [("дамп.zip", EICAR)], text="Вот дамп.")
    for _round in range(2):
        come_round(watch)
    assert letters("file_dropped") == ["orlova@customer.example"]
    assert letters("file_dropped_staff") == ["engineer@vector.example"]
    history = look(cast.engineer, f"/desk/cases/{case.number}/").text
    assert history.count("В приложенном файле найден вирус") == 1


def test_a_file_of_a_note_is_no_business_of_the_customer(cast: Cast, look: Look, watch: Watch, clamav: None) -> None:
    case = cast.case_in_work()
    come_round(watch)
    files = ((storing.store(EICAR, at=watch.at), "образец.bin"),)
    correspondence.note(case, Message(text="Образец.", files=files), by=cast.engineer, at=watch.move(minutes=5))
    come_round(watch)
    assert letters("file_dropped") == []
    assert "вирус" not in look(cast.orlova, f"/cases/{case.number}/").text
    assert "В файле заметки найден вирус" in look(cast.lead, f"/desk/cases/{case.number}/").text


def test_while_the_scanner_is_away_nothing_is_given_out(cast: Cast, look: Look, watch: Watch, settings: Any) -> None:
    settings.CLAMAV = "/tmp/no-scanner-here"
    case = cast.case(files=((storing.store(b"secret", at=watch.at), "журнал.log"),))
    come_round(watch)
    kept = Attachment.objects.get()
    refused = look(cast.orlova, f"/cases/{case.number}/files/{kept.pk}/")
    assert refused.status == 409
    assert "Проверить файл на вирусы пока не удалось" in refused.text
    assert letters("registered") == ["orlova@customer.example"]
