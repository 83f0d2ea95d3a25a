"""Which leaves are the body and which are files: every leaf is walked, no file is lost."""

import re
from dataclasses import dataclass, field

from reglament.intake.mail import markup, transfer
from reglament.intake.mail.letter import Attachment
from reglament.intake.mail.missed import PKCS7
from reglament.intake.mail.parts import Part, leaves, plain
from reglament.intake.mail.shapes import Piece, chosen, without_twins

_PLAIN = {"text/plain", "text/markdown", "text/x-markdown", "text/enriched", "text/richtext"}
_HTML = {"text/html", "application/xhtml+xml"}
_OTHER_SHAPES = {"text/x-amp-html", "text/watch-html"}
_MAX_UUENCODED = 50


@dataclass(slots=True)
class Content:
    """What was found so far; `perhaps` are named text leaves that are the body only if nothing else is."""

    pieces: list[Piece] = field(default_factory=list)
    files: list[Part] = field(default_factory=list)
    perhaps: list[Part] = field(default_factory=list)


def read(letter: Part) -> tuple[str, str, list[Attachment]]:
    """The whole text, the HTML (empty if the letter has none) and the files in the order of the letter."""
    content = _content(letter)
    _use_named_text(content)
    pieces = without_twins(content.pieces)
    text, uuencoded = _uuencoded(plain("\n".join(piece.text for piece in pieces if piece.text.strip())))
    html = "\n".join(piece.html for piece in pieces if piece.html.strip())
    order = {id(leaf): place for place, leaf in enumerate(leaves(letter))}
    files = sorted(content.files, key=lambda leaf: order.get(id(leaf), 0))
    return text, html, [attachment(leaf) for leaf in files] + uuencoded


def attachment(leaf: Part) -> Attachment:
    """The file a leaf is."""
    return Attachment(
        name=leaf.name[:255],
        content=leaf.content,
        content_type=leaf.kind,
        content_id=leaf.content_id,
        inline=leaf.disposition == "inline" or (bool(leaf.content_id) and leaf.disposition != "attachment"),
    )


def _content(part: Part) -> Content:
    children = part.children
    if not children:
        return _leaf(part)
    contents = [_content(child) for child in children]
    joined = Content(
        [piece for content in contents for piece in content.pieces],
        [leaf for content in contents for leaf in content.files],
        [leaf for content in contents for leaf in content.perhaps],
    )
    if part.kind == "multipart/alternative":
        _choose(contents, joined)
    if part.kind in PKCS7:
        joined.files.append(part)  # the enclosing signature stays a file: the proof of who signed
    return joined


def _leaf(leaf: Part) -> Content:
    kind = leaf.kind
    if kind.startswith("multipart/"):
        kind = "text/plain"  # its boundary never came: all that is there is text
    if kind in _OTHER_SHAPES and leaf.disposition != "attachment":
        return Content([Piece()])
    if kind not in _PLAIN | _HTML:
        return Content(files=[leaf])
    if leaf.disposition == "attachment" or leaf.name:
        return Content(perhaps=[leaf])
    return Content([_piece(leaf, kind)])


def _piece(leaf: Part, kind: str) -> Piece:
    if kind in _HTML:
        return Piece(html=plain(markup.recoded(leaf.content, leaf.charset, leaf.text)))
    text = leaf.text
    return Piece(plain=re.sub(r"</?[a-z][a-z-]{0,20}>", "", text) if "rich" in kind or "enriched" in kind else text)


def _choose(contents: list[Content], joined: Content) -> None:
    """Of several shapes of one text one is the body; a named text beside them is a file, alone it is a shape too."""
    shapes = [content.pieces for content in contents]
    for leaf in joined.perhaps:
        piece = _piece(leaf, leaf.kind)
        missing = not any(one.html.strip() if piece.html else one.plain.strip() for shape in shapes for one in shape)
        if leaf.disposition == "attachment" or not missing:
            joined.files.append(leaf)
        else:
            shapes.append([piece])
    joined.perhaps = []
    joined.pieces = [chosen(shapes)]


def _use_named_text(content: Content) -> None:
    """A letter that has no other text than one with a file name or marked as a file, and does not mean a file."""
    if not any(piece.text.strip() for piece in content.pieces):
        for leaf in content.perhaps:
            if leaf.disposition != "attachment" or not leaf.name:
                content.perhaps.remove(leaf)
                content.pieces.append(_piece(leaf, leaf.kind))
                break
    content.files += content.perhaps


def _uuencoded(text: str) -> tuple[str, list[Attachment]]:
    """Files written into the text itself are taken out of it."""
    found: list[Attachment] = []
    while "\nend" in text and len(found) < _MAX_UUENCODED:
        data = text.encode()
        name, content, start, end = transfer.uuencoded(data)
        if not end or not content:
            break
        found.append(Attachment(name, content))
        text = (data[:start] + data[end:]).decode("utf-8", "replace").strip("\n")
    return text, found
