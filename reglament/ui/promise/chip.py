"""The promise shrunk to one line of a list. Plain escaping functions: a list draws thousands of rows a second."""

from functools import cache
from html import escape

from markupsafe import Markup

from reglament.ui.icons import icon
from reglament.ui.promise.labels import label

LINE = 38
"""Where the deadline stands on the 48 units of the small bar."""
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
    said = f"{escape(label(clock))}, {escape(words)}" if words else escape(label(clock))
    drawn = f"{_sign(ICONS[kind])}{mini(share, paused=paused)}"
    return Markup(f'<span class="chip chip--{kind}">{drawn}<span>{said}</span></span>')  # noqa: S704  escaped above


def mini(share: float | None, *, paused: bool = False) -> Markup:
    """The bar alone: passed time up to the line of the deadline and beyond it, hatched while paused."""
    if share is None:
        return _NO_TERM
    passed = f"{min(share, 1) * LINE:.1f}"
    over = f'<rect class="run" x="{LINE}" width="{min((share - 1) * 10, 10):.1f}" height="8"/>' if share > 1 else ""
    return Markup(f'{_OPEN}<rect class="{"pause" if paused else "run"}" width="{passed}" height="8"/>{over}{_CLOSE}')  # noqa: S704  numbers only


def _kind(share: float | None, *, paused: bool, late: bool, soon: bool, done: bool) -> str:
    if share is None:
        return "none"
    known = (("late", late), ("kept", done), ("paused", paused), ("soon", soon))
    return next((kind for kind, holds in known if holds), "run")


@cache
def _sign(name: str) -> str:
    return str(icon(name))


_OPEN = f'<svg class="mini" width="48" height="8" aria-hidden="true"><rect class="track" width="{LINE}" height="8"/>'
_CLOSE = f'<line class="due" x1="{LINE}" x2="{LINE}" y1="-3" y2="11"/></svg>'
_NO_TERM = Markup(
    '<svg class="mini" width="48" height="8" aria-hidden="true"><line class="none" x1="0" x2="38" y1="4" y2="4"/></svg>'
)
