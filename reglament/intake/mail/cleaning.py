"""A letter's HTML made fit to be shown: nothing in it acts, nothing is fetched, every link says where it leads.

Our own pass cuts the letter down to a short list of tags, nested properly, so that the time it takes grows with its
length; nh3 has the last word over what comes out of it. Colours and positions go: the letter follows our own sheet.
"""

import base64
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import nh3

from reglament.intake.mail import link_targets
from reglament.intake.mail.letter import Attachment
from reglament.intake.mail.markup_tokens import Tag, attributes_of, tokens

MAX_HTML = 1_000_000
"""Characters; a longer letter is read as text."""
MAX_TAGS = 20_000
MAX_REFERENCES = 100_000
"""Ampersands and brackets in the text: each costs the filter a hundred times what a letter does."""
MAX_DEPTH = 80
MAX_PICTURES = 3_000_000
"""Bytes of its own pictures that one letter shows; the others stay among its files."""

_TAGS = frozenset(
    re.findall(
        r"\w+",
        "a b blockquote br caption code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre s samp "
        "small span strike strong sub sup table tbody td tfoot th thead tr tt u ul",
    )
)
_AS = {"center": "div", "font": "span", "address": "div", "section": "div", "article": "div", "q": "span"}
_EMPTY = frozenset(("br", "hr", "img"))
_UNSEEN = frozenset(
    re.findall(
        r"\w+",
        "audio canvas datalist head iframe math noembed noframes object script select style svg template textarea "
        "title video xmp",
    )
)
_OF_CELLS = ("colspan", "rowspan", "align")
_KEPT = {"td": _OF_CELLS, "th": _OF_CELLS, "ol": ("start",), "table": ("border",)}
_CELLS = frozenset(("td", "th", "caption"))
_ENDED_BY = {
    "p": frozenset(("p",)),
    "li": frozenset(("li", "p")),
    "dt": frozenset(("dt", "dd", "p")),
    "dd": frozenset(("dt", "dd", "p")),
    "td": frozenset(("td", "th", "p")),
    "th": frozenset(("td", "th", "p")),
    "tr": frozenset(("td", "th", "tr", "p")),
}
_KINDS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif"}
_DATA = tuple(f"data:image/{kind};base64," for kind in (*_KINDS.values(), "webp"))


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in place of a picture: one from the network, and one that the letter does not bring."""

    remote: str
    missing: str


@dataclass(frozen=True, slots=True)
class Clean:
    """`html` is '' where the letter is to be read as text; `remote` counts pictures that were not fetched."""

    html: str = ""
    remote: int = 0


def clean(source: str, files: tuple[Attachment, ...], words: Words) -> Clean:
    """What may stand in a frame; never raises, and takes under two seconds whatever the source."""
    if not source.strip() or len(source) > MAX_HTML or source.count("<") > MAX_TAGS:
        return Clean()
    page = _Page({one.content_id: one for one in files if one.content_id}, words)
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
            page.close(_AS.get(token.name, token.name))
        else:
            page.open(token)
    written = page.end()
    if not page.is_visible or written.count("&") > MAX_REFERENCES:
        return Clean()
    return Clean(_filtered(written), page.remote)


@dataclass(slots=True)
class _Page:
    """Writes well-nested tags; `stack` are those that are open."""

    pictures: Mapping[str, Attachment]
    words: Words
    remote: int = 0
    is_visible: bool = False
    out: list[str] = field(default_factory=list)
    stack: list[str] = field(default_factory=list)
    shown: int = 0
    target: str = ""
    said: list[str] = field(default_factory=list)

    def write(self, source: str) -> None:
        text = html.unescape(source)
        self.is_visible = self.is_visible or not text.isspace()
        if self.target:
            self.said.append(text[:200])
        self.out.append(html.escape(text, quote=False))

    def open(self, tag: Tag) -> None:
        name = _AS.get(tag.name, tag.name)
        if name not in _TAGS:
            return
        if name == "img":
            self._picture(attributes_of(tag))
            return
        if name in _EMPTY:
            self.out.append(f"<{name}>")
            return
        if name in _ENDED_BY:
            self._end_before(name)
        if name == "a":
            self.close("a")
        if len(self.stack) >= MAX_DEPTH:
            return
        attributes = attributes_of(tag) if name == "a" or name in _KEPT else {}
        if name == "a":
            self.target = link_targets.target(attributes.get("href", ""))
            self.said = []
            if not self.target:
                return
            attributes = {"href": self.target, "title": self.target}
        self.stack.append(name)
        self.out.append(f"<{name}{_written(name, attributes)}>")

    def close(self, name: str) -> None:
        place = self._place(frozenset((name,)), across_cells=name in {"table", "tr", "tbody", "thead", "tfoot"})
        if place is not None:
            self._close_down_to(place)

    def end(self) -> str:
        self._close_down_to(0)
        return "".join(self.out)

    def _end_before(self, name: str) -> None:
        """What a new paragraph, item or cell ends without saying so."""
        while (place := self._place(_ENDED_BY[name], nearest_only=True)) is not None:
            self._close_down_to(place)

    def _place(self, names: frozenset[str], *, across_cells: bool = False, nearest_only: bool = False) -> int | None:
        for place in range(len(self.stack) - 1, -1, -1):
            name = self.stack[place]
            if name in names:
                return place
            walls = {"table", "ul", "ol", "dl", "blockquote", "div"} if nearest_only else {"table"}
            if name in walls or (name in _CELLS and not across_cells):
                return None
        return None

    def _close_down_to(self, place: int) -> None:
        while len(self.stack) > place:
            name = self.stack.pop()
            if name == "a":
                self.out.append(f"</a>{self._leads()}")
                self.target = ""
            else:
                self.out.append(f"</{name}>")

    def _leads(self) -> str:
        told = link_targets.told(self.target, "".join(self.said))
        return f'<span class="leads"> [{html.escape(told)}]</span>' if told else ""

    def _picture(self, attributes: dict[str, str]) -> None:
        source = attributes.get("src", "").strip()
        if source.lower().startswith("cid:"):
            data = self._data(source[4:])
            if data:
                self.is_visible = True
                self.out.append(f'<img src="{data}" alt="{html.escape(attributes.get("alt", "")[:200])}">')
                return
            self._instead(self.words.missing)
        elif source:
            self.remote += not source.lower().startswith("data:")
            self._instead(self.words.missing if source.lower().startswith("data:") else self.words.remote)

    def _instead(self, said: str) -> None:
        self.out.append(f'<span class="picture">{html.escape(said)}</span>')

    def _data(self, content_id: str) -> str:
        """The letter's own picture inside the page: a frame without an origin has no session to fetch it with."""
        file = self.pictures.get(html.unescape(content_id).strip("<> "))
        kind = _kind(file.content) if file else ""
        if file is None or not kind or self.shown + file.size > MAX_PICTURES:
            return ""
        self.shown += file.size
        return f"data:image/{kind};base64,{base64.b64encode(file.content).decode()}"


def _kind(content: bytes) -> str:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return next((kind for head, kind in _KINDS.items() if content.startswith(head)), "")


def _written(name: str, attributes: dict[str, str]) -> str:
    wanted = ("href", "title") if name == "a" else _KEPT.get(name, ())
    return "".join(f' {one}="{html.escape(attributes[one][:2000])}"' for one in wanted if one in attributes)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The last look at every value that is left."""
    if name == "href":
        return value if link_targets.is_allowed(value) else None
    if name == "src":
        return value if value.startswith(_DATA) else None
    if name in {"border", "colspan", "rowspan", "start"}:
        return value if value.isascii() and value.isdigit() and len(value) <= 2 else None
    if name == "align":
        return value if value.lower() in {"left", "right", "center"} else None
    return value


def _filtered(page: str) -> str:
    return nh3.clean(
        page,
        tags=set(_TAGS),
        clean_content_tags={"script", "style"},
        attributes={
            "a": {"href", "title"},
            "img": {"src", "alt"},
            **{tag: set(names) for tag, names in _KEPT.items()},
        },
        attribute_filter=_attribute,
        allowed_classes={"span": {"leads", "picture"}},
        set_tag_attribute_values={"a": {"target": "_blank"}},
        url_schemes={*link_targets.SCHEMES, "data"},
        link_rel="noopener noreferrer",
    )
