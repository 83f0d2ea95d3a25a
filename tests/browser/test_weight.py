"""A first view: light, still, kept by the browser, under the strictest policy. (Each page is weighed once more where
it is judged by its accessibility.)"""

import re

import pytest
from playwright.sync_api import Page

from tests.browser import judging
from tests.browser.visiting import Visitors, settle

pytestmark = pytest.mark.xdist_group("installation")

STILL = 0.02
FIRST_VIEWS = (
    ("", "/sign-in/"),
    ("orlova.nm", "/"),
    ("orlova.nm", "/cases/new/"),
    ("duty", "/desk/triage/"),
    ("duty", "/desk/queue/"),
)
SHIFT = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(shift => sum += shift.hadRecentInput ? 0 : shift.value))
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 100);
})"""


@pytest.mark.parametrize(("login", "path"), FIRST_VIEWS, ids=lambda value: value.replace("/", "-").strip("-") or "home")
def test_a_first_view_is_light_and_stands_still(visitors: Visitors, login: str, path: str) -> None:
    page = visitors.enter(login)
    page.goto(path)
    settle(page)
    assert judging.weight(page) == []
    assert page.evaluate(SHIFT) < STILL


def test_everything_fetched_is_kept_for_a_year(visitors: Visitors) -> None:
    page = visitors.enter()
    answers = []
    page.on("response", lambda answer: answers.append(answer) if "/static/" in answer.url else None)
    page.goto("/sign-in/")
    settle(page)
    assert answers
    for answer in answers:
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", answer.url), answer.url
        assert "immutable" in answer.headers["cache-control"]


def test_the_policy_allows_nothing_inline_and_nobody_else(visitors: Visitors) -> None:
    page = visitors.enter()
    for path in ("/sign-in/", "/no-such-page/"):
        policy = policy_of(page, path)
        assert policy["default-src"] == ["'none'"]
        assert {source for sources in policy.values() for source in sources} == {"'none'", "'self'"}


def policy_of(page: Page, path: str) -> dict[str, list[str]]:
    answer = page.goto(path)
    assert answer
    parts = answer.headers["content-security-policy"].split(";")
    return {name: sources for name, *sources in (part.split() for part in parts if part.strip())}
