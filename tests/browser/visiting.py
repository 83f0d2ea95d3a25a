"""People in a browser: each with a window of their own, signed in, and watched for what a page must never do."""

import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, expect

from tests.browser.installation import Installation

PASSWORD = "demo"
LOCALES = {"ru": "ru-RU", "en": "en-GB"}
# Chromium's own note beside every answer of 400 and above; the answers themselves are judged by `_answered`.
NOTE_OF_AN_ANSWER = "Failed to load resource"
PATIENCE = 15_000  # milliseconds; two cores may have other work
expect.set_options(timeout=PATIENCE)


@dataclass
class Watch:
    """What a window complained of: scripts, the content policy, requests to other hosts, failed requests."""

    host: str
    troubles: list[str] = field(default_factory=list)
    running: set[Request] = field(default_factory=set)

    def attach(self, page: Page) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(NOTE_OF_AN_ANSWER):
            self.troubles.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        self.running.add(request)
        if urlsplit(request.url).netloc not in (self.host, ""):
            self.troubles.append(f"another host: {request.url}")

    def _ended(self, request: Request) -> None:
        self.running.discard(request)

    def _answered(self, response: Response) -> None:
        """A page may say no in words (404, 409, 422); a piece of a page must be there, and nothing breaks."""
        least = 500 if response.request.is_navigation_request() else 400
        if response.status >= least:
            self.troubles.append(f"{response.status}: {response.request.method} {response.url}")


_watches: WeakKeyDictionary[BrowserContext, Watch] = WeakKeyDictionary()


def watch_of(page: Page) -> Watch:
    return _watches[page.context]


def settle(page: Page, *, quiet: float = 0.08) -> None:
    """Waits until nothing was fetched for `quiet` seconds: behaviours have come, first polls are answered."""
    running, deadline = watch_of(page).running, time.monotonic() + PATIENCE / 1000
    since = time.monotonic()
    while time.monotonic() - since < quiet and time.monotonic() < deadline:
        page.wait_for_timeout(20)
        if running:
            since = time.monotonic()


class Visitors:
    """Opens windows on an installation and closes them at the end; a login signs in once."""

    def __init__(self, browser: Browser, installation: Installation) -> None:
        self.browser, self.base = browser, installation.base
        self.cookies: dict[str, list[dict[str, object]]] = {}
        self.windows: list[BrowserContext] = []

    def enter(
        self, login: str = "", *, language: str = "ru", theme: str = "light", width: int = 1440, javascript: bool = True
    ) -> Page:
        """A window of somebody who is signed in; of a stranger without `login`."""
        context = self.browser.new_context(
            base_url=self.base,
            locale=LOCALES[language],
            timezone_id="Europe/Moscow",
            color_scheme=theme,
            reduced_motion="reduce",
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
        )
        context.set_default_timeout(PATIENCE)
        watch = _watches[context] = Watch(urlsplit(self.base).netloc)
        self.windows.append(context)
        context.on("page", watch.attach)
        page = context.new_page()
        if login:
            self._let_in(page, login)
        return page

    def leave(self) -> list[str]:
        """Closes every window; what they complained of."""
        troubles = [trouble for context in self.windows for trouble in _watches[context].troubles]
        for context in self.windows:
            context.close()
        self.windows.clear()
        return troubles

    def _let_in(self, page: Page, login: str) -> None:
        if login not in self.cookies:
            sign_in(page, login)
            self.cookies[login] = [cookie for cookie in page.context.cookies() if cookie["name"] != "language"]
        page.context.add_cookies(self.cookies[login])


def sign_in(page: Page, login: str) -> None:
    """Through the form, from wherever the product shows it."""
    if page.locator("[name=login]").count() == 0:
        page.goto("/")
    page.locator("[name=login]").first.fill(login)
    page.locator("[name=password]").first.fill(PASSWORD)
    page.get_by_role("button", name="Войти").or_(page.get_by_role("button", name="Sign in")).first.click()
    page.wait_for_url(lambda address: "/sign-in/" not in address)
