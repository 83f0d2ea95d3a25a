"""A letter's HTML made fit to be shown: nothing in it acts, nothing is fetched, every link says where it leads.

Our own pass (nesting.py) cuts the letter down to a short list of tags, nested properly, so that the time it takes grows
with its length; nh3 has the last word over what comes out. Colours and positions go: the letter follows our own sheet.
"""

import re
from dataclasses import dataclass

import nh3

from reglament.intake.mail import link_targets, pictures
from reglament.intake.mail.letter import Attachment
from reglament.intake.mail.markup_tokens import tokens
from reglament.intake.mail.nesting import KEPT, TAGS, Page
from reglament.intake.mail.pictures import Pictures, Words

MAX_HTML = 1_000_000
"""Characters; a longer letter is read as text."""
MAX_TAGS = 20_000
MAX_REFERENCES = 50_000
"""Ampersands and brackets in the text: each costs the filter a hundred times what a letter does."""
_UNSEEN = frozenset(
    re.findall(
        r"\w+",
        "audio canvas datalist head iframe math noembed noframes object script select style svg template textarea "
        "title video xmp",
    )
)


@dataclass(frozen=True, slots=True)
class Clean:
    """`html` is '' where the letter is to be read as text; `remote` counts pictures that were not fetched."""

    html: str = ""
    remote: int = 0


def clean(source: str, files: tuple[Attachment, ...], words: Words) -> Clean:
    """What may stand in a frame; never raises, and takes under two seconds whatever the source."""
    if not source.strip() or len(source) > MAX_HTML or source.count("<") > MAX_TAGS:
        return Clean()
    page = Page(Pictures({one.content_id: one for one in files if one.content_id}, words))
    hidden = ""
    for token in tokens(source):
        if isinstance(token, str):
            if not hidden:
                page.write(token)
        elif hidden:
            # A head that is never closed ends where the body begins.
            ends = (token.closing and token.name == hidden) or (hidden == "head" and token.name == "body")
            hidden = "" if ends else hidden
        elif token.name in _UNSEEN:
            hidden = "" if token.closing or token.empty else token.name
        elif token.closing:
            page.close(token)
        else:
            page.open(token)
    written = page.end()
    if not page.is_visible or written.count("&") > MAX_REFERENCES:
        return Clean()
    return Clean(_filtered(written), page.pictures.remote)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The last look at every value that is left."""
    if name == "href":
        return value if link_targets.is_allowed(value) else None
    if name == "src":
        return value if value.startswith(pictures.BEGINNINGS) else None
    if name in {"border", "colspan", "rowspan", "start"}:
        return value if value.isascii() and value.isdigit() and len(value) <= 2 else None
    if name == "align":
        return value if value.lower() in {"left", "right", "center"} else None
    return value


def _filtered(page: str) -> str:
    return nh3.clean(
        page,
        tags=set(TAGS),
        clean_content_tags={"script", "style"},
        attributes={
            "a": {"href", "title"},
            "img": {"src", "alt"},
            **{tag: set(names) for tag, names in KEPT.items()},
        },
        attribute_filter=_attribute,
        allowed_classes={"span": {"leads", "picture"}},
        set_tag_attribute_values={"a": {"target": "_blank"}},
        url_schemes={*link_targets.SCHEMES, "data"},
        link_rel="noopener noreferrer",
    )
