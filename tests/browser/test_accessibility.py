"""Every page in every guise, both languages and themes: for everybody, at any width, light, from this server alone."""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Browser, Page

from tests.browser import acting, judging
from tests.browser.installation import Installation
from tests.browser.pages import LANGUAGES, OTHERS, PAGES, looks, routes
from tests.browser.visiting import Visitors, settle, watch_of

pytestmark = pytest.mark.xdist_group("installation")

# A page, the form on it that is sent empty, and what the answer is.
MISTAKES = {
    "sign-in": ("portal:sign_in", "usual", "form[method=post]"),
    "reset": ("portal:reset", "usual", "form[method=post]"),
    "new-password": ("portal:reset_choose", "usual", "form[method=post]"),
    "password": ("portal:profile", "of a customer", "form[action$='/password/']"),
    "new-case": ("portal:new_case", "usual", "#request"),
    "reply": ("portal:case", "in_progress", "#reply"),
    "reopening": ("portal:reopening", "usual", "form.confirm"),
    "colleague": ("portal:colleagues", "usual", "form.confirm"),
    "case-at-the-desk": ("desk:new_case", "form", "form.form"),
    "reply-at-the-desk": ("desk:case", "in_progress", "#reply"),
    "refusal": ("desk:step", "refusal", "#step form[method=post]"),
    "solution": ("desk:step", "solution", "#step form[method=post]"),
}
SEND_EMPTY = """form => {
    form.noValidate = true;
    for (const field of form.querySelectorAll("[type=text], [type=password], textarea, select")) field.value = "";
    form.requestSubmit(form.querySelector("[value=send], .button--main") ?? undefined);
}"""


@pytest.fixture(scope="module")
def samples(installation: Installation) -> dict[tuple[str, str], dict[str, Any]]:
    rows = installation.ask("tests.browser.samples", "found")
    return {(row["route"], row["guise"]): row for row in rows}


class Gallery:
    """One window per login and language, in which page after page is looked at."""

    def __init__(self, visitors: Visitors, samples: dict[tuple[str, str], dict[str, Any]]) -> None:
        self.visitors, self.samples = visitors, samples
        self.windows: dict[tuple[str, str], Page] = {}

    def window(self, login: str, language: str) -> Page:
        if (login, language) not in self.windows:
            self.windows[login, language] = self.visitors.enter(login, language=language)
        return self.windows[login, language]

    def show(self, route: str, guise: str, language: str) -> Page:
        """The page at rest; what happened in its window before is forgotten."""
        sample = self.samples.get((route, guise))
        assert sample, f"no sample of {route} ({guise}): see tests/browser/samples.py"
        page = self.window(sample["login"], language)
        page.set_viewport_size({"width": judging.WIDE, "height": 900})
        watch_of(page).troubles.clear()
        answer = page.goto(sample["path"])
        assert answer and answer.status == sample["status"]
        settle(page)
        return page


@pytest.fixture(scope="module")
def gallery(chromium: Browser, installation: Installation, samples: Any) -> Iterator[Gallery]:
    gallery = Gallery(Visitors(chromium, installation), samples)
    yield gallery
    gallery.visitors.leave()


def test_every_address_is_a_page_or_says_why_not() -> None:
    assert routes() == set(PAGES) | set(OTHERS)
    assert not set(PAGES) & set(OTHERS)


@pytest.mark.parametrize("route", OTHERS)
def test_what_is_no_page_is_none(gallery: Gallery, route: str) -> None:
    sample = gallery.samples[route, ""]
    answer = gallery.window(sample["login"], "ru").request.get(sample["path"], max_redirects=0)
    assert answer.status in (200, 302, 405), answer.status
    assert not is_whole(answer)


def is_whole(answer: APIResponse) -> bool:
    return answer.status == 200 and answer.headers["content-type"].startswith("text/html") and "<html" in answer.text()


@pytest.mark.parametrize(("route", "guise", "language"), tuple(looks()), ids=lambda value: value.replace(" ", "-"))
def test_a_page_is_for_everybody(gallery: Gallery, route: str, guise: str, language: str) -> None:
    page = gallery.show(route, guise, language)
    found = judging.shape(page, language) + judging.weight(page)
    assert found + judging.sideways(page) + judging.barriers(page, language) + watch_of(page).troubles == []


@pytest.mark.parametrize(("mistake", "language"), tuple(zip(MISTAKES, cycle(LANGUAGES), strict=False)))
def test_a_mistake_is_told_to_everybody(gallery: Gallery, mistake: str, language: str) -> None:
    route, guise, form = MISTAKES[mistake]
    page = gallery.show(route, guise, language)
    with page.expect_navigation():
        page.locator(form).first.evaluate(SEND_EMPTY)
    settle(page)
    assert page.get_by_role("alert").inner_text().strip()
    found = judging.shape(page, language)
    assert found + judging.sideways(page) + judging.barriers(page, language) + watch_of(page).troubles == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_opens_over_the_desk_is_for_everybody(gallery: Gallery, language: str) -> None:
    page = gallery.show("desk:case", "in_progress", language)
    page.keyboard.press("Shift+Slash")
    page.get_by_role("dialog").wait_for()
    found = judging.barriers(page, language)
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")
    page.set_viewport_size({"width": judging.WIDE, "height": 900})
    settle(page)
    acting.key(page, "KeyD")
    page.get_by_role("dialog").get_by_role("textbox").wait_for()
    assert found + judging.barriers(page, language) + watch_of(page).troubles == []
