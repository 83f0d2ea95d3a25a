from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.installation import Installation, running
from tests.browser.visiting import Visitors


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The product with its demo company, started once; every browser test of one worker shares it."""
    with running(tmp_path_factory.mktemp("installation")) as started:
        yield started
        assert "Traceback" not in started.log.read_text(), started.log.read_text()


@pytest.fixture(scope="session")
def known_visitors(chromium: Browser, installation: Installation) -> Visitors:
    return Visitors(chromium, installation)


@pytest.fixture
def visitors(known_visitors: Visitors) -> Iterator[Visitors]:
    """Windows of one test; it fails when one of them complained."""
    yield known_visitors
    assert known_visitors.leave() == []
