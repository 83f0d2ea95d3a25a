"""The promise shrunk to one line of a list. Plain escaping functions: a list draws thousands of rows a second."""

import re
from functools import cache
from html import escape

from markupsafe import Markup

from reglament.ui.icons import icon
from reglament.ui.promise.labels import label
from reglament.ui.words import NBSP

LINE = 79
"""Percent of the small bar at which the deadline stands; how wide the bar is drawn is the page's."""
BESIDE_A_NUMBER = re.compile(r"(?<=\d) | (?=\d)")
"""A length of time does not part at the end of a line."""
ICONS = {"run": "clock", "soon": "clock", "late": "late", "paused": "pause", "kept": "check", "none": "none"}


def chip(
    clock: str,
    share: float | None,
    words: str = "",
    *,
    paused: bool = False,
    late: bool = False,
    soon: bool = False,
    done: bool = False,
) -> Markup:
    """Icon, small bar, clock and words: «Решение, осталось 2 ч 15 мин». `share` of the term passed; None: no term."""
    kind = _kind(share, paused=paused, late=late, soon=soon, done=done)
    said = f"{escape(label(clock))}, {BESIDE_A_NUMBER.sub(NBSP, escape(words))}" if words else escape(label(clock))
    drawn = f"{_sign(ICONS[kind])}{mini(share, paused=paused)}"
    return Markup(f'<span class="chip chip--{kind}">{drawn}<span>{said}</span></span>')  # noqa: S704  escaped above


def mini(share: float | None, *, paused: bool = False) -> Markup:
    """The bar alone: passed time up to the line of the deadline and beyond it, hatched while paused."""
    if share is None:
        return _NO_TERM
    passed = f"{min(share, 1) * LINE:.1f}%"
    over = f'<rect class="run" x="{LINE}%" width="{min((share - 1) * 21, 21):.1f}%" height="8"/>' if share > 1 else ""
    return Markup(f'{_OPEN}<rect class="{"pause" if paused else "run"}" width="{passed}" height="8"/>{over}{_CLOSE}')  # noqa: S704  numbers only


def _kind(share: float | None, *, paused: bool, late: bool, soon: bool, done: bool) -> str:
    if share is None:
        return "none"
    known = (("late", late), ("kept", done), ("paused", paused), ("soon", soon))
    return next((kind for kind, holds in known if holds), "run")


@cache
def _sign(name: str) -> str:
    return str(icon(name))


_OPEN = f'<svg class="mini" aria-hidden="true"><rect class="track" width="{LINE}%" height="8"/>'
_CLOSE = f'<line class="due" x1="{LINE}%" x2="{LINE}%" y1="-3" y2="11"/></svg>'
_NONE = f'<line class="none" x1="0" x2="{LINE}%" y1="4" y2="4"/>'
_NO_TERM = Markup(f'<svg class="mini" aria-hidden="true">{_NONE}</svg>')  # noqa: S704  a number only
