"""R-61  What is far over the limit fills no disk: it is answered with a clear sentence, and the text is still there."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from reglament.cases.models import Case
from reglament.files import storing
from reglament.memory import values as keeping
from reglament.terms.models import HouseValue
from tests.cast import Cast
from tests.regulation.conftest import Look
from tests.regulation.seeing import Page

MB = 1_048_576
TOO_LARGE = "больше 10 МБ"
SAID = {"subject": "Стек", "description": "См. файлы.", "priority": "3"}


def upload(megabytes: float, name: str = "dump.bin") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"x" * int(megabytes * MB))


@pytest.fixture
def spooled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> Callable[[], int]:
    """How many bytes were written to the folder of unfinished uploads; nothing may be left in it."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    written = [0]
    make = tempfile.NamedTemporaryFile

    def counted(*args: object, **kwargs: object) -> object:
        file = make(*args, **kwargs)  # type: ignore[call-overload]
        write = file.write

        def tally(content: bytes) -> int:
            written[0] += len(content)
            return int(write(content))

        file.write = tally
        return file

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", counted)

    def count() -> int:
        assert list(tmp_path.iterdir()) == []
        return written[0]

    return count


def replied(client: Client, case: Case, *files: SimpleUploadedFile, text: str = "Журнал во вложении.") -> HttpResponse:
    page = Page(client, client.get(f"/cases/{case.number}/"), "/")
    form = page.tree.xpath("//form[.//textarea[@name='text']]")[0]
    return client.post(form.get("action"), dict(form.form_values()) | {"text": text, "files": files})


def test_a_reply_comes_back_with_its_text_and_nothing_beyond_the_limit_is_written(
    cast: Cast, browse: Callable[[object], Client], spooled: Callable[[], int]
) -> None:
    case, client = cast.case_in_work(), browse(cast.orlova)
    response = replied(client, case, upload(35))
    page = Page(client, response, "/")
    assert response.status_code == 422
    assert TOO_LARGE in page.text
    assert "Журнал во вложении.</textarea>" in response.content.decode()
    assert case.entries.count() == 1
    assert spooled() <= 10 * MB


def test_the_same_at_the_desk(cast: Cast, browse: Callable[[object], Client], spooled: Callable[[], int]) -> None:
    case, client = cast.case_in_work(), browse(cast.engineer)
    response = client.post(f"/desk/cases/{case.number}/replies/", {"text": "Смотрите дамп.", "files": [upload(35)]})
    assert response.status_code == 409
    assert TOO_LARGE in Page(client, response, "/").text
    assert "Смотрите дамп.</textarea>" in response.content.decode()
    assert spooled() <= 10 * MB


def test_what_fits_beside_it_is_kept_with_the_draft(cast: Cast, look: Look) -> None:
    files = [("log.txt", b"one"), ("dump.bin", b"x" * 20 * MB), ("config.txt", b"two")]
    page = look(cast.ivanov, "/cases/new/").press("Зарегистрировать", files, **SAID)
    assert page.status == 422
    assert "Не приложены: dump.bin. Остальные файлы сохранены." in page.text
    look(cast.ivanov, "/cases/new/").press("Зарегистрировать")
    kept = Case.objects.get().entries.get().attachments.select_related("file")
    assert [storing.read(row.file) for row in kept] == [b"one", b"two"]


def test_the_limit_to_the_byte_is_still_taken(cast: Cast, browse: Callable[[object], Client]) -> None:
    case, client = cast.case_in_work(), browse(cast.orlova)
    assert replied(client, case, upload(6), upload(4)).status_code == 302
    assert [row.file.size for row in case.entries.latest("id").attachments.all()] == [6 * MB, 4 * MB]


@pytest.mark.parametrize(("language", "words"), [("ru", TOO_LARGE), ("en", "larger than 10 MB together")])
def test_what_is_larger_still_is_not_even_read(
    cast: Cast, browse: Callable[[object], Client], spooled: Callable[[], int], language: str, words: str
) -> None:
    cast.orlova.language = language
    cast.orlova.save()
    case, client = cast.case_in_work(), browse(cast.orlova)
    response = replied(client, case, upload(60), text="Долгий <b>рассказ</b>.")
    page = Page(client, response, "/")
    assert response.status_code == 413
    assert words in page.text
    assert "Долгий <b>рассказ</b>." in page.text
    assert case.entries.count() == 1
    assert spooled() == 0


@pytest.mark.parametrize("address", ["/sign-in/", "/cases/new/", "/desk/cases/new/", "/nowhere/"])
def test_a_stranger_fills_no_disk_either(cast: Cast, spooled: Callable[[], int], address: str) -> None:
    response = Client(headers={"accept-language": "ru"}).post(
        address, {"login": "orlova", "password": "тайна", "files": [upload(60)]}
    )
    assert response.status_code == 413
    assert TOO_LARGE in response.content.decode()
    assert "тайна" not in response.content.decode()
    assert spooled() == 0


@pytest.mark.parametrize(("said", "status"), [(2, 413), (20, 302)])
def test_the_bound_follows_the_term(cast: Cast, browse: Callable[[object], Client], said: int, status: int) -> None:
    case, client = cast.case_in_work(), browse(cast.orlova)
    HouseValue.objects.create(key="files.max_bytes", value=said * MB)
    keeping.forget_everything()
    assert replied(client, case, upload(15)).status_code == status


def test_a_contract_may_allow_more_than_the_house(cast: Cast, browse: Callable[[object], Client]) -> None:
    case, client = cast.case_in_work(), browse(cast.engineer)
    cast.contract.terms = {"files.max_bytes": 60 * MB}
    cast.contract.save()
    response = client.post(
        f"/desk/cases/{case.number}/replies/", {"text": "Дамп.", "files": [upload(55)], "version": case.version}
    )
    assert response.status_code == 302
    assert case.entries.latest("id").attachments.get().file.size == 55 * MB
    assert replied(browse(cast.orlova), case, upload(15)).status_code == 302
    assert case.entries.latest("id").attachments.get().file.size == 15 * MB


def test_a_hundred_files_are_told_what_to_do(cast: Cast, browse: Callable[[object], Client]) -> None:
    case, client = cast.case_in_work(), browse(cast.orlova)
    response = replied(client, case, *(upload(0.001, f"{number}.txt") for number in range(101)))
    assert response.status_code == 413
    assert "За один раз можно приложить не более 5 файлов" in Page(client, response, "/").text


def test_a_text_beyond_reason_is_told_so(cast: Cast, browse: Callable[[object], Client]) -> None:
    case, client = cast.case_in_work(), browse(cast.orlova)
    response = replied(client, case, text="я" * 3 * MB)
    assert response.status_code == 413
    assert "Текст слишком длинный" in Page(client, response, "/").text
