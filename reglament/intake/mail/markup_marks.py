"""Which elements of an HTML letter hold quoted history, and which a signature: the marks mail programs leave."""

import re
from dataclasses import dataclass, field

from reglament.intake.mail.markup_tokens import Tag

_QUOTES = re.compile(
    r"\b(?:gmail_quote|yahoo_quoted|moz-cite-prefix|moz-forward-container|protonmail_quote|zmail_extra|gmail_attr"
    r"|tutanota_quote|ms-outlook-mobile-reference-message|WordSection0|reply-quote|mailru-blockquote)",
)
_REST = re.compile(
    r"\b(?:x_)?(?:divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION|stopSpelling|mail-editor-reference-message-container"
    r"|divtagdefaultwrapper_history|replySplit)\b"
)
_SIGNATURES = re.compile(
    r"\b(?:gmail_signature(?!_prefix)|moz-signature|(?:x_)?ms-outlook-mobile-signature"
    r"|ms-outlook-ios-signature|(?:x_)?Signature|AppleMailSignature|protonmail_signature_block)\b"
)
# The line Outlook and Windows Mail draw above the header of the letter that is answered.
_OUTLOOK_LINE = re.compile(
    r"border:\s?none;\s?border-top:\s?solid\s[^;]{1,30};\s?padding:\s?3(?:\.0)?pt|"
    r"padding-top:\s?5px;\s?border-top-color:[^;]{1,40};\s?border-top-width:\s?1px",
    re.IGNORECASE,
)
_INDENT = re.compile(r"border:\s?none|margin(?:-left)?:[^;]{0,20}\b40px", re.IGNORECASE)


@dataclass(slots=True)
class Marks:
    """Follows the tags; `now` is the mark of text written at this place: quoted, signature or nothing."""

    rest: bool = False
    _open: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def now(self) -> str:
        return "quoted" if self.rest else (self._open[0][1] if self._open else "")

    def open(self, tag: Tag) -> None:
        if self._open:
            name, mark, depth = self._open[-1]
            if name == tag.name and not tag.empty:
                self._open[-1] = (name, mark, depth + 1)
            return
        if not tag.attributes and tag.name != "blockquote":
            return
        names = f"{tag.attributes.get('class', '')} {tag.attributes.get('id', '')}"
        style = tag.attributes.get("style", "")
        if _REST.search(names) or (tag.name == "div" and _OUTLOOK_LINE.search(style)):
            self.rest = True
        elif _is_quote(tag, names, style):
            self._open.append((tag.name, "quoted", 1))
        elif _SIGNATURES.search(names) or "signature" in tag.attributes.get("data-smartmail", ""):
            self._open.append((tag.name, "signature", 1))

    def close(self, tag: Tag) -> None:
        if self._open and self._open[-1][0] == tag.name:
            name, mark, depth = self._open.pop()
            if depth > 1:
                self._open.append((name, mark, depth - 1))


def _is_quote(tag: Tag, names: str, style: str) -> bool:
    if tag.name == "blockquote":
        plain_indent = not names.strip() and "type" not in tag.attributes and _INDENT.search(style)
        return not plain_indent
    return tag.name in {"div", "section", "span"} and bool(_QUOTES.search(names))
