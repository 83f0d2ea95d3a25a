"""Icons: one sprite of our own drawings, referred to by name."""

from functools import cache

from django.templatetags.static import static
from markupsafe import Markup, escape

SPRITE = "ui/sprite.svg"


def icon(name: str, tone: str = "", label: str = "") -> Markup:
    """Draw the icon `name` of the sprite; with a `label` it speaks, without one it is decoration beside its word."""
    voice = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    look = f"icon {escape(tone)}" if tone else "icon"
    return Markup(f'<svg class="{look}" viewBox="0 0 16 16" {voice}>{_drawing(name)}</svg>')  # noqa: S704  escaped


@cache
def _drawing(name: str) -> str:
    """Kept in the process: a list draws thousands of icons, and the sprite's address never changes while it lives."""
    return f'<use href="{static(SPRITE)}#i-{escape(name)}"/>'
