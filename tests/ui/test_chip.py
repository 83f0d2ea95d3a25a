"""The chip of a list: icon, bar and words, escaped, quick."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from reglament.ui import promise


@pytest.fixture(autouse=True)
def _russian() -> Iterator[None]:
    with translation.override("ru"):
        yield


@pytest.mark.parametrize(
    ("chip", "kind", "icon"),
    [
        (lambda: promise.chip("DIAG", 0.7), "run", "clock"),
        (lambda: promise.chip("DIAG", 0.7, soon=True), "soon", "clock"),
        (lambda: promise.chip("DIAG", 1.2, late=True), "late", "late"),
        (lambda: promise.chip("DIAG", 0.7, paused=True), "paused", "pause"),
        (lambda: promise.chip("DIAG", 0.7, done=True), "kept", "check"),
        (lambda: promise.chip("REG", None), "none", "none"),
    ],
)
def test_each_state_has_its_own_sign(chip, kind: str, icon: str) -> None:
    drawn = chip()
    assert f"chip--{kind}" in drawn
    assert f"#i-{icon}" in drawn


def test_the_words_follow_the_clock() -> None:
    drawn = promise.chip("DIAG", 0.5, "осталось 2 ч 15 мин")
    assert "<span>Диагностирование, осталось\u00a02\u00a0ч\u00a015\u00a0мин</span>" in drawn
    assert "<span>&lt;b&gt;, &amp;</span>" in promise.chip("<b>", 0.5, "&")


def test_the_bar_shows_what_passed_and_what_was_overdrawn() -> None:
    assert 'class="run" width="39.5%"' in promise.mini(0.5)
    assert 'class="pause" width="39.5%"' in promise.mini(0.5, paused=True)
    late = promise.mini(1.5)
    assert 'class="run" width="79.0%"' in late
    assert 'x="79%" width="10.5%"' in late
    assert 'width="21.0%"' in promise.mini(40)
