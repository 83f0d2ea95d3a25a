"""R-64  More files go into one archive; a bigger volume waits for the engineer, who opens a way for it."""

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from reglament.cases.course import assignment, closing, entries, transferring
from reglament.cases.models import Case, Transfer, TransferredFile
from reglament.clauses import Refused
from reglament.clerk import rounds
from reglament.files import arriving
from reglament.notifications.models import Letter
from tests.cast import Cast
from tests.doors.portal.passing import Tus
from tests.files.scanner import EICAR, NAME, scanner
from tests.regulation.conftest import Look, Watch

MB = 1024 * 1024
DUMP = bytes(range(256)) * 50


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.ARRIVALS_ROOT = tmp_path / "arriving"


def come_round(watch: Watch) -> None:
    rounds.scan_files(watch.at, lambda: False)
    rounds.send_letters(watch.at, lambda: False)
    rounds.settle_transfers(watch.at, lambda: False)


def opened(cast: Cast, watch: Watch, **how: Any) -> Transfer:
    case = cast.case_in_work()
    watch.move(minutes=5)
    values: dict[str, Any] = {"most_bytes": 100 * MB, "days": 7, "uploader": None, "by": cast.engineer, "at": watch.at}
    transferring.open_transfer(case, **(values | how))
    return Transfer.objects.select_related("case").get()


def link(transfer: Transfer) -> str:
    return f"/cases/{transfer.case.number}/transfers/{transferring.token_of(transfer)}/"


def letters(kind: str) -> list[str]:
    return sorted(letter.to_address for letter in Letter.objects.filter(kind=kind))


def test_before_assignment_the_customer_is_told_to_wait_for_the_engineer(cast: Cast, look: Look) -> None:
    assert "дождитесь назначения инженера" in look(cast.ivanov, "/cases/new/").text
    case = cast.case()
    assert "дождитесь назначения инженера" in look(cast.orlova, f"/cases/{case.number}/").text
    assert "Передача больших файлов" not in look(cast.duty, f"/desk/cases/{case.number}/").text
    with pytest.raises(Refused, match="Сначала назначьте инженера"):
        transferring.open_transfer(
            case, most_bytes=MB, days=1, uploader=None, by=cast.engineer, at=case.received_at + timedelta(minutes=1)
        )


def test_too_large_a_file_before_assignment_says_the_same(cast: Cast, look: Look) -> None:
    page = look(cast.ivanov, "/cases/new/").press(
        "Зарегистрировать", [("дамп.bin", b"x" * (10 * MB + 1))], subject="Стек", description="См.", priority="3"
    )
    assert page.status == 422
    assert "назначен" in page.text


def test_the_engineer_opens_it_and_the_customer_passes_a_large_file(cast: Cast, look: Look, watch: Watch) -> None:
    case = cast.case_in_work()
    come_round(watch)
    watch.move(minutes=5)
    desk = look(cast.engineer, f"/desk/cases/{case.number}/steps/transfer/")
    desk.press("Передача больших файлов", megabytes="50", days="3")
    desk = look(cast.engineer, f"/desk/cases/{case.number}/")
    assert "Открыта передача больших файлов" in desk.history
    assert "до 50 МБ" in desk.part("Передача больших файлов")
    come_round(watch)
    (told,) = Letter.objects.filter(kind="transfer_opened")
    assert (told.to_address, link(Transfer.objects.get()) in told.text) == ("orlova@customer.example", True)

    page = look(cast.orlova, f"/cases/{case.number}/")
    assert "Открыта передача больших файлов: до 50 МБ" in page.text
    page = page.follow("Передать файлы")
    assert "Можно передать ещё до 50 МБ" in page.text
    content = DUMP * 900
    assert len(content) > 10 * MB
    Tus(page.client, link(Transfer.objects.get())).pass_whole(content, "дамп памяти.bin", piece=4 * MB)

    assert look(cast.engineer, f"/desk/cases/{case.number}/").download("дамп памяти.bin") == content
    assert look(cast.orlova, f"/cases/{case.number}/").download("дамп памяти.bin") == content
    come_round(watch)
    assert letters("answer") == ["engineer@vector.example"]
    assert "дамп памяти.bin" in Letter.objects.get(kind="answer").text
    assert not list(arriving.root().iterdir())


def test_without_scripts_the_form_takes_more_than_a_message(cast: Cast, look: Look, watch: Watch) -> None:
    transfer = opened(cast, watch)
    content = DUMP * 4000
    assert len(content) > 44 * MB
    page = look(cast.orlova, link(transfer)).press("Передать файлы", [("журналы.tar", content)])
    assert page.status == 200
    assert "журналы.tar" in page.part("Переданы")
    assert look(cast.engineer, f"/desk/cases/{transfer.case.number}/").download("журналы.tar") == content
    assert not list(arriving.root().iterdir())


def test_the_form_says_what_is_too_much(cast: Cast, look: Look, watch: Watch) -> None:
    transfer = opened(cast, watch, most_bytes=MB)
    page = look(cast.orlova, link(transfer)).press("Передать файлы", [("журналы.tar", b"x" * (MB + 1))])
    assert "Файл больше, чем осталось в передаче: 1 МБ" in page.text
    page = look(cast.orlova, link(transfer)).press("Передать файлы", [("журналы.tar", b"x" * 6 * MB)])
    assert (page.status, "Файл больше, чем осталось в передаче: 1 МБ" in page.text) == (413, True)
    page = look(cast.orlova, link(transfer)).press("Передать файлы")
    assert "Выберите файл." in page.text
    assert not TransferredFile.objects.exists()


def test_it_is_answered_like_any_message(cast: Cast, look: Look, watch: Watch) -> None:
    """Awaited files set the case going again."""
    transfer = opened(cast, watch)
    look(cast.engineer, f"/desk/cases/{transfer.case.number}/steps/question/").press(
        "Спросить заказчика", text="Пришлите дамп."
    )
    watch.move(minutes=5)
    page = look(cast.orlova, link(transfer))
    Tus(page.client, link(transfer)).pass_whole(DUMP)
    assert look(cast.orlova, f"/cases/{transfer.case.number}/").state == "В работе"


def test_what_is_being_written_waits_on(cast: Cast, look: Look, watch: Watch) -> None:
    transfer = opened(cast, watch)
    entries.save_draft(transfer.case, "Пока передаётся, пишу.", "public", by=cast.orlova, at=watch.at)
    Tus(look(cast.orlova, link(transfer)).client, link(transfer)).pass_whole(DUMP)
    assert look(cast.orlova, f"/cases/{transfer.case.number}/").value("text") == "Пока передаётся, пишу."


def test_it_may_be_meant_for_one_person(cast: Cast, look: Look, watch: Watch) -> None:
    transfer = opened(cast, watch, uploader=cast.ivanov)
    come_round(watch)
    assert letters("transfer_opened") == ["ivanov@customer.example"]
    assert look(cast.orlova, link(transfer)).status == 404
    assert "Передать файлы" not in look(cast.orlova, f"/cases/{transfer.case.number}/").text


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"most_bytes": 2_147_483_649}, "не больше 2 ГБ"),
        ({"most_bytes": 0}, "не больше 2 ГБ"),
        ({"days": 31}, "не дольше"),
        ({"days": 0}, "не дольше"),
    ],
)
def test_size_and_time_have_bounds(cast: Cast, watch: Watch, how: dict[str, int], words: str) -> None:
    with pytest.raises(Refused, match=words):
        opened(cast, watch, **how)


def test_a_contract_may_set_its_own_or_turn_it_off(cast: Cast, look: Look, watch: Watch) -> None:
    cast.contract.terms = {"files.big_upload_bytes": 20 * MB, "files.big_upload_days": 2}
    cast.contract.save()
    case = cast.case_in_work()
    step = look(cast.engineer, f"/desk/cases/{case.number}/steps/transfer/")
    assert (step.value("megabytes"), step.value("days")) == ("20", "2")
    cast.contract.terms = {"files.big_upload": False}
    cast.contract.save()
    assert "Передача больших файлов" not in look(cast.engineer, f"/desk/cases/{case.number}/").text


def test_the_engineer_closes_it_and_the_link_is_spent(cast: Cast, look: Look, watch: Watch) -> None:
    transfer = opened(cast, watch)
    page = look(cast.orlova, link(transfer))
    tus = Tus(page.client, link(transfer))
    tus.pass_whole(DUMP)
    tus.send(tus.begin(5000, "второй.bin"), DUMP[:1000], 0)
    desk = look(cast.engineer, f"/desk/cases/{transfer.case.number}/").press("Закрыть передачу")
    assert "передано файлов: 1" in desk.history
    assert "Передача закрыта" in look(cast.orlova, link(transfer)).text
    assert "второй.bin" not in look(cast.orlova, link(transfer)).text
    assert tus.announce(10).status_code == 410


def test_the_customer_may_say_that_everything_is_passed(cast: Cast, look: Look, watch: Watch) -> None:
    transfer = opened(cast, watch)
    Tus(look(cast.orlova, link(transfer)).client, link(transfer)).pass_whole(DUMP)
    page = look(cast.orlova, link(transfer)).press("Все файлы переданы, закрыть передачу")
    assert "передано файлов: 1" in page.history
    assert "Открыта передача больших файлов:" not in page.text


def test_its_time_ends(cast: Cast, look: Look, watch: Watch) -> None:
    transfer = opened(cast, watch, days=3)
    tus = Tus(look(cast.orlova, link(transfer)).client, link(transfer))
    url = tus.begin(5000)
    tus.send(url, DUMP[:1000], 0)
    watch.move(days=3)
    assert tus.send(url, DUMP[1000:2000], 1000).status_code == 410
    assert "Передача закрыта" in look(cast.orlova, link(transfer)).text
    come_round(watch)
    assert not list(arriving.root().iterdir())
    assert "передано файлов: 0" in look(cast.engineer, f"/desk/cases/{transfer.case.number}/").history


def test_it_ends_with_the_case(cast: Cast, look: Look, watch: Watch) -> None:
    transfer = opened(cast, watch)
    closing.cancel(transfer.case, "Не нужно.", by=cast.orlova, at=watch.move(minutes=5))
    come_round(watch)
    assert "передано файлов: 0" in look(cast.engineer, f"/desk/cases/{transfer.case.number}/").history


def test_what_comes_is_scanned(cast: Cast, look: Look, watch: Watch, settings: Any) -> None:
    transfer = opened(cast, watch)
    with tempfile.TemporaryDirectory(prefix="scan-", dir="/tmp") as folder, scanner(Path(folder, "s")) as (address, _):
        settings.CLAMAV = address
        Tus(look(cast.orlova, link(transfer)).client, link(transfer)).pass_whole(b"x" * 5000 + EICAR, "архив.zip")
        assert "Файл проверяется на вирусы" in look(cast.orlova, link(transfer)).part("Переданы")
        come_round(watch)
    assert NAME in look(cast.orlova, link(transfer)).part("Переданы")
    assert "найден вирус" in look(cast.engineer, f"/desk/cases/{transfer.case.number}/").history
    assert letters("file_dropped_staff") == ["engineer@vector.example"]


def test_only_those_who_work_on_cases_open_it(cast: Cast, look: Look, watch: Watch) -> None:
    case: Case = cast.case_in_work()
    assignment.assign(case, by=cast.duty, at=watch.move(minutes=5), team=cast.team, assignee=cast.engineer2)
    for who in (cast.operator, cast.manager):
        assert "Передача больших файлов" not in look(who, f"/desk/cases/{case.number}/").text
    assert "Передача больших файлов" in look(cast.engineer2, f"/desk/cases/{case.number}/").text
