"""A short list of tags written anew, each closed where it was opened: no parser makes more of it than it was given."""

import html
import re
from dataclasses import dataclass, field

from reglament.intake.mail import link_targets
from reglament.intake.mail.markup_tokens import Tag, attributes_of
from reglament.intake.mail.pictures import Pictures

MAX_DEPTH = 80
TAGS = frozenset(
    re.findall(
        r"\w+",
        "a b blockquote br caption code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre s samp "
        "small span strike strong sub sup table tbody td tfoot th thead tr tt u ul",
    )
)
_AS = {"center": "div", "font": "span", "address": "div", "section": "div", "article": "div", "q": "span"}
_EMPTY = frozenset(("br", "hr", "img"))
_OF_CELLS = ("colspan", "rowspan", "align")
KEPT = {"td": _OF_CELLS, "th": _OF_CELLS, "ol": ("start",), "table": ("border",)}
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


@dataclass(slots=True)
class Page:
    """Writes well-nested tags; `stack` are those that are open."""

    pictures: Pictures
    is_visible: bool = False
    out: list[str] = field(default_factory=list)
    stack: list[str] = field(default_factory=list)
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
        if name not in TAGS:
            return
        if name == "img":
            self._add_picture(attributes_of(tag))
            return
        if name in _EMPTY:
            self.out.append(f"<{name}>")
            return
        if name in _ENDED_BY:
            self._end_before(name)
        if name == "a":
            self._close("a")
        if len(self.stack) >= MAX_DEPTH:
            return
        attributes = attributes_of(tag) if name == "a" or name in KEPT else {}
        if name == "a":
            self.target = link_targets.target(attributes.get("href", ""))
            self.said = []
            if not self.target:
                return
            attributes = {"href": self.target, "title": self.target}
        self.stack.append(name)
        self.out.append(f"<{name}{_written(name, attributes)}>")

    def close(self, tag: Tag) -> None:
        self._close(_AS.get(tag.name, tag.name))

    def _close(self, name: str) -> None:
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

    def _add_picture(self, attributes: dict[str, str]) -> None:
        picture = self.pictures.html(attributes)
        self.is_visible = self.is_visible or picture.startswith("<img")
        self.out.append(picture)


def _written(name: str, attributes: dict[str, str]) -> str:
    wanted = ("href", "title") if name == "a" else KEPT.get(name, ())
    return "".join(f' {one}="{html.escape(attributes[one][:2000])}"' for one in wanted if one in attributes)
