from collections.abc import Iterator
from typing import Any

import pytest

from tests.notifications.receiver import Receiver, receiving


@pytest.fixture(autouse=True)
def pages(settings: Any) -> None:
    """Letters lead to pages; whether the doors have them is asked in test_links.py."""
    settings.ROOT_URLCONF = "tests.notifications.pages"
    settings.BASE_URL = "https://desk.example"


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    """A mail server, and the product set up to send through it."""
    with receiving() as server:
        settings.SMTP_CONFIGURED = True
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_TIMEOUT = 5
        yield server
