"""Letters lead to pages that exist: the one place where a lower room names an upper one."""

from typing import Any

import pytest
from django.urls import NoReverseMatch, reverse

from reglament.notifications import links


@pytest.mark.parametrize(("name", "arguments"), links.PAGES)
def test_every_page_that_letters_name_is_there(settings: Any, name: str, arguments: tuple[object, ...]) -> None:
    settings.ROOT_URLCONF = "reglament.config.urls"
    assert reverse(name, args=arguments)


def test_a_page_that_is_gone_would_be_missed(settings: Any) -> None:
    settings.ROOT_URLCONF = "reglament.config.urls"
    with pytest.raises(NoReverseMatch):
        reverse("portal:no_such_page", args=["SD-2026-000123"])
