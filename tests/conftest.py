"""What every test may use, and an honest closing word: what this machine could not try."""

import os
import shutil
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import ExitStack

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.postgresql import server

pytest_plugins = ("tests.cast",)
CHROMIUM = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip
IN_CI = os.environ.get("CI") == "true"
TOUCHES_TABLES = {"db", "transactional_db", "live_server"}

# Two cores shared with others: a slow example is no failure.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium of the system."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("нет Chromium / no Chromium: apt install chromium")
    # The driver's event loop stands in this thread, where Django would refuse its own synchronous calls.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a database on a running PostgreSQL, whatever database the other tests use."""
    with ExitStack() as running:
        try:
            url = running.enter_context(server())
        except FileNotFoundError:
            pytest.skip("нет PostgreSQL / no PostgreSQL: apt install postgresql")
        yield url


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "chromium" in fixtures:
            item.add_marker("browser")
        if fixtures & TOUCHES_TABLES or item.get_closest_marker("django_db"):
            item.add_marker("database")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where everything is installed, a test that was not tried has failed."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"skipped where nothing may be: {report.longrepr[2]}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in terminalreporter.getreports("skipped"))
    for reason, times in reasons.most_common():
        terminalreporter.write_line(f"Пропущено / Skipped: {times} × {reason}", yellow=True)
