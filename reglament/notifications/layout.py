"""R-69  The HTML part of a letter: one hand-written layout, styled in place, nothing loaded from outside."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import get_template
from django.templatetags.static import static

from reglament.notifications import shaping

if TYPE_CHECKING:
    from css_inline import CSSInliner

TEMPLATE = "notifications/letter.html"
SHEET = "notifications/letter.css"
STYLE = Path(__file__).with_name("static") / SHEET


def html(text: str, *, subject: str, language: str) -> str:
    """The page a mail program shows instead of `text`; everything in it is escaped."""
    return _inliner().inline(_page(text, subject, language, sheet=""))


def preview(text: str, *, subject: str, language: str) -> str:
    """The same for a frame of our own pages, which forbid style beside an element: it names our sheet instead."""
    return _page(text, subject, language, sheet=static(SHEET))


def _page(text: str, subject: str, language: str, sheet: str) -> str:
    context = {
        "blocks": shaping.blocks(text, f"{settings.BASE_URL}/"),
        "subject": subject,
        "tongue": language,
        "sheet": sheet,
    }
    return get_template(TEMPLATE).render(context).strip()


@cache
def _inliner() -> "CSSInliner":
    """Takes the style from our own file alone: it opens no address and no other file."""
    from css_inline import CSSInliner  # noqa: PLC0415  three megabytes of whoever sends letters, not of every web process

    style = STYLE.read_text("utf-8")
    return CSSInliner(load_remote_stylesheets=False, keep_at_rules=True, extra_css=style)
