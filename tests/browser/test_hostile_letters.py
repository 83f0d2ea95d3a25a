"""reliability 1.1  Hostile letters in a real browser: no dialog, no word of the content policy, no other host asked."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.browser.hostile import payloads
from tests.browser.installation import Installation, running
from tests.browser.visiting import Visitors, settle

# An installation of its own: what arrives here would be in the way of everybody else's pages.
PWNED = "() => Boolean(window.pwned)"
OPEN = "() => document.querySelectorAll('details').forEach(part => part.open = true)"


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with running(tmp_path_factory.mktemp("hostile")) as started:
        yield started


@pytest.fixture(scope="module")
def pages(installation: Installation) -> dict[str, Any]:
    found: dict[str, Any] = installation.ask("tests.browser.hostile", "arrange")
    return found


@pytest.fixture(scope="module")
def guests(chromium: Browser, installation: Installation) -> Visitors:
    return Visitors(chromium, installation)


def test_there_are_more_than_a_hundred_payloads() -> None:
    assert len(set(payloads())) > 150


@pytest.mark.parametrize(
    ("login", "kind"),
    [("duty", "journal"), ("duty", "letters"), ("duty", "triage"), ("duty", "desk"), ("ivanov.sm", "portal")],
)
def test_nothing_in_a_letter_acts(guests: Visitors, pages: dict[str, Any], login: str, kind: str) -> None:
    page, said = guests.enter(login), list[str]()
    page.on("dialog", lambda dialog: said.append(_dismissed(dialog)))
    frames = 0
    for path in pages[kind]:
        answer = page.goto(path)
        assert answer and answer.status == 200, path
        page.evaluate(OPEN)
        frames += page.locator("iframe").count()
        said += _troubles(page, path)
    settle(page)
    assert said + guests.leave() == []
    if kind in ("letters", "desk", "portal"):
        assert frames >= len(pages[kind]) / 3, "the letters were not shown at all"


def test_a_link_of_a_letter_opens_elsewhere_and_knows_nothing_of_us(guests: Visitors, pages: dict[str, Any]) -> None:
    page = guests.enter("duty")
    path = next(path for path, one in zip(pages["letters"], payloads(), strict=True) if "target=_top" in one)
    page.goto(path)
    page.context.route(
        "**/evil.example/**", lambda route: route.fulfill(body="<title>x</title>", content_type="text/html")
    )
    with page.expect_popup() as opened:
        page.frame_locator("iframe").get_by_role("link", name="x").click()
    elsewhere = opened.value
    elsewhere.wait_for_load_state()
    assert elsewhere.url == "https://evil.example/"
    assert elsewhere.evaluate("[window.opener, document.referrer]") == [None, ""]
    assert page.url.endswith(path)
    troubles = [trouble for trouble in guests.leave() if "another host: https://evil.example/" not in trouble]
    assert troubles == []


def _dismissed(dialog: Dialog) -> str:
    dialog.dismiss()
    return f"dialog: {dialog.message}"


def _troubles(page: Page, path: str) -> list[str]:
    """Where a frame ran what it was given, or the reader was led away."""
    acted = [f"{path}: acted in {frame.url}" for frame in page.frames[:1] if frame.evaluate(PWNED)]
    led = [] if page.url.endswith(path) else [f"{path}: led to {page.url}"]
    return acted + led
