"""R-64  A large file in a real browser: it rests, the page is closed, and it goes on; without scripts it comes too."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import acting
from tests.browser.visiting import Visitors

pytestmark = pytest.mark.xdist_group("installation")

MB = 1024 * 1024


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """More than any message may bring, and than a form is read of."""
    path = tmp_path / "дамп памяти.bin"
    path.write_bytes(os.urandom(48 * MB))
    return path


def a_transfer_is_opened(engineer: Page, customer: Page) -> None:
    """On the first case that both of them have before them."""
    customer.goto("/cases/?state=open")
    numbers = list(dict.fromkeys(acting.NUMBER.findall(customer.content())))
    for number in numbers:
        engineer.goto(f"/desk/cases/{number}/steps/transfer/")
        if "/steps/" in engineer.url:
            break
    engineer.get_by_label("Объём всех файлов, МБ").fill("100")
    engineer.get_by_role("button", name="Передача больших файлов").click()
    expect(engineer.get_by_text("Передача открыта, ссылка у заказчика.")).to_be_visible()
    customer.goto(f"/cases/{number}/")
    customer.get_by_role("link", name="Передать файлы").click()


def test_it_rests_and_goes_on_after_the_page_was_closed(visitors: Visitors, dump: Path) -> None:
    engineer, customer = visitors.enter("engineer"), visitors.enter("orlova.nm")
    a_transfer_is_opened(engineer, customer)
    address = customer.url
    slowly = customer.context.new_cdp_session(customer)
    slowly.send("Network.enable")
    slowly.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 8 * MB},
    )
    customer.get_by_label("Файлы").set_input_files(dump)
    customer.get_by_role("button", name="Передать файлы").click()
    expect(customer.get_by_text("из 48 МБ")).to_be_visible()
    customer.get_by_role("button", name="Пауза").click()
    expect(customer.get_by_text("пауза, передано")).to_be_visible()
    again = customer.context.new_page()
    customer.close()
    again.goto(address)
    expect(again.get_by_role("heading", name="Переданы не до конца")).to_be_visible()
    again.get_by_label("Файлы").set_input_files(dump)
    again.get_by_role("button", name="Передать файлы").click()
    expect(again.get_by_role("heading", name="Переданы", exact=True)).to_be_visible()
    engineer.reload()
    with engineer.expect_download() as download:
        engineer.get_by_role("link", name="дамп памяти.bin").click()
    assert Path(download.value.path()).read_bytes() == dump.read_bytes()
    again.get_by_role("button", name="Все файлы переданы, закрыть передачу").click()
    expect(again.get_by_text("передано файлов: 1").last).to_be_visible()


def test_a_large_file_needs_no_scripts(visitors: Visitors, dump: Path) -> None:
    engineer, customer = visitors.enter("engineer", javascript=False), visitors.enter("orlova.nm", javascript=False)
    a_transfer_is_opened(engineer, customer)
    customer.get_by_label("Файлы").set_input_files(dump)
    customer.get_by_role("button", name="Передать файлы").click()
    expect(customer.get_by_text("Файлы получены и видны в обращении.")).to_be_visible()
    customer.get_by_role("button", name="Все файлы переданы, закрыть передачу").click()
    expect(customer.get_by_text("передано файлов: 1").last).to_be_visible()
