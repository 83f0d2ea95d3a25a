"""How the plain words of a letter are laid out in its HTML part: which paragraph is what, which words are addresses.

It is read from the finished text alone, so that both parts say the same and a letter needs no second copy in its row.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

Word = tuple[str, str]
"""Some text and the address it leads to, '' for none."""
Words = tuple[Word, ...]

FACT = re.compile(r"([^\s:][^:\n]{0,59}): (\S.*)")
ADDRESS = re.compile(
    r"https?://[^\s<>\"'«»“”]{1,2000}"
    r"|(?<![\w.+@-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z0-9-]{2,24}(?![\w@-])",
    re.IGNORECASE,
)
ENDS_A_SENTENCE = ".,;:!?)]}…"
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]+")
_BLANKS = re.compile(r"^ +| {2,}")


@dataclass(frozen=True, slots=True)
class Block:
    """`kind`: reply (the line above which to answer), facts, ways (links of our own), rule, sign or said."""

    kind: str
    rows: tuple[Words, ...] = ()
    pairs: tuple[tuple[str, Words], ...] = ()


def blocks(text: str, house: str) -> list[Block]:
    """The paragraphs of a letter; `house` is how the addresses of our own pages begin."""
    clean = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\t", "    ")).strip("\n")
    return [_block(paragraph.split("\n"), number == 0, house) for number, paragraph in enumerate(_cut(clean))]


def _cut(text: str) -> list[str]:
    return [paragraph.strip("\n") for paragraph in re.split(r"\n(?: *\n)+", text) if paragraph.strip()]


def _block(lines: list[str], is_first: bool, house: str) -> Block:
    if is_first and len(lines) == 1 and lines[0].startswith("— ") and lines[0].endswith(" —"):
        return Block("reply", rows=(words(lines[0]),))
    if lines == ["* * *"]:
        return Block("rule")
    if lines[0].rstrip() == "--":
        return Block("sign", rows=tuple(words(line) for line in lines[1:]))
    found = [FACT.fullmatch(line) for line in lines]
    pairs = tuple((match[1], words(match[2])) for match in found if match)
    if len(pairs) == len(lines):
        if all(_leads_to(said, house) for _name, said in pairs):
            return Block("ways", pairs=pairs)
        if len(pairs) > 1:
            return Block("facts", pairs=pairs)
    return Block("said", rows=tuple(words(line) for line in lines))


def _leads_to(said: Words, house: str) -> bool:
    """Nothing but one address of ours: only such an address may hide behind other words."""
    return len(said) == 1 and said[0][1].startswith(house)


def words(line: str) -> Words:
    """The line cut where addresses begin and end; blanks that HTML would swallow are kept."""
    return tuple(_words(_BLANKS.sub(lambda found: "\u00a0" * len(found[0]), line)))


def _words(line: str) -> Iterator[Word]:
    end = 0
    for found in ADDRESS.finditer(line):
        address = found[0].rstrip(ENDS_A_SENTENCE)
        if found.start() > end:
            yield line[end : found.start()], ""
        yield address, address if "://" in address else f"mailto:{address}"
        end = found.start() + len(address)
    if end < len(line):
        yield line[end:], ""
