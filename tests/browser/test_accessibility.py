"""Every page, in every guise, both languages and both themes: for everybody, at any width, from this server alone."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import APIResponse, Browser, Page

from tests.browser.installation import Installation
from tests.browser.pages import GUISES, OTHERS, PAGES, routes
from tests.browser.visiting import Visitors

pytestmark = pytest.mark.xdist_group("installation")

WIDTHS = (320, 390, 768, 1440)
WIDE, NARROW = 1440, 390
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# One document has the same structure in both themes: each language is judged whole in one of them, at one width, and
# by its colours in the other.
JUDGED = {"ru": ("light", "dark", WIDE), "en": ("dark", "light", NARROW)}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPEN_EVERYTHING = "() => { for (const part of document.querySelectorAll('details')) part.open = true }"


@pytest.fixture(scope="module")
def samples(installation: Installation) -> dict[tuple[str, str], dict[str, Any]]:
    rows = installation.ask("tests.browser.samples", "found")
    return {(row["route"], row["guise"]): row for row in rows}


@pytest.fixture(scope="module")
def gallery(chromium: Browser, installation: Installation) -> Iterator["Gallery"]:
    gallery = Gallery(Visitors(chromium, installation))
    yield gallery
    gallery.visitors.leave()


class Gallery:
    """One window per login and language, in which page after page is looked at."""

    def __init__(self, visitors: Visitors) -> None:
        self.visitors = visitors
        self.windows: dict[tuple[str, str], Page] = {}

    def window(self, login: str, language: str) -> Page:
        key = (login, language)
        if key not in self.windows:
            self.windows[key] = self.visitors.enter(login, language=language)
        return self.windows[key]


def test_every_address_is_a_page_or_says_why_not() -> None:
    assert routes() == set(PAGES) | set(OTHERS)
    assert not set(PAGES) & set(OTHERS)


@pytest.mark.parametrize("route", OTHERS)
def test_what_is_no_page_is_none(visitors: Visitors, samples: Any, route: str) -> None:
    sample = samples[route, ""]
    answer = visitors.enter(sample["login"]).request.get(sample["path"], max_redirects=0)
    assert answer.status in (200, 302, 405), answer.status
    assert not is_whole(answer)


def is_whole(answer: APIResponse) -> bool:
    return answer.status == 200 and answer.headers["content-type"].startswith("text/html") and "<html" in answer.text()


@pytest.mark.parametrize("language", JUDGED)
@pytest.mark.parametrize(("route", "guise"), GUISES, ids=lambda value: value.replace(" ", "-"))
def test_a_page_is_for_everybody(gallery: Gallery, samples: Any, route: str, guise: str, language: str) -> None:
    sample = samples.get((route, guise))
    assert sample, f"no sample of {route} ({guise}): see tests/browser/samples.py"
    page = gallery.window(sample["login"], language)
    watch = gallery.visitors.watch_of(page)
    watch.troubles.clear()
    answer = page.goto(sample["path"])
    assert answer and answer.status == sample["status"]
    gallery.visitors.settle(page)
    assert shape(page, language) + sideways(page) + barriers(page, *JUDGED[language]) + watch.troubles == []


def shape(page: Page, language: str) -> list[str]:
    """One heading that names the page, a title, and the language it is in."""
    told = {
        "headings": [text.strip() for text in page.locator("h1").all_inner_texts()],
        "title": page.title().strip(),
        "language": page.locator("html").get_attribute("lang"),
    }
    right = len(told["headings"]) == 1 and all(told["headings"]) and told["title"] and told["language"] == language
    return [] if right else [f"shape: {told}"]


def sideways(page: Page) -> list[str]:
    """Where the page is wider than the screen, as it comes and with everything folded away open."""
    found = []
    for state in ("as it comes", "unfolded"):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if wide := page.evaluate(TOO_WIDE):
                found.append(f"{wide} px too wide at {width}, {state}")
        page.evaluate(OPEN_EVERYTHING)
    return found


def barriers(page: Page, theme: str, other: str, width: int) -> list[str]:
    """What axe-core finds: everything in one theme, the colours in the other."""
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(AXE_SCRIPT)
    return [*judged(page, theme, STANDARDS), *judged(page, other, COLOURS)]


def judged(page: Page, theme: str, rules: list[str] | dict[str, Any]) -> list[str]:
    page.emulate_media(color_scheme=theme)
    options = {"resultTypes": ["violations"], "runOnly": rules, "preload": False}
    results = AxeResults(page.evaluate("options => axe.run(options)", options))
    return [f"{theme}: {results.generate_report()}"] if results.violations_count else []
